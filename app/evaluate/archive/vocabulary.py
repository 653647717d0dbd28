"""The words of the made-up archive: English the commonest, made up and pronounceable the others."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

SIZE = 50_000
_FLATTER = 1.5
"""Added to a word's rank: the commonest is then some six of a hundred words, as "the" is."""
_ENGLISH = """
the of and to in a is that for it was on with as be by at he from are not his have they this which had
but we will has one or their an who were all been would more there when her if no she can new out up so its
people said also what than some could about other time into our them two only year may state years over
after government must first these any most like being now made before through between country many where how
should because those last war against part president under right still very then while every minister world
such own well even both since party during number police city national public without against law week money
members market group work security next court good support power home end less political foreign economic
children water plan report case early hands nothing north south east west women men day month school health
prices change talks peace border army trade bank tax oil energy food road region local election vote leader
parliament union attack crisis deal budget growth rate level system service community policy question answer
press agency company workers industry student family house street centre history future problem reason
""".split()  # noqa: SIM905 - as text it can be read
_CONSONANTS, _VOWELS, _ENDS = "bdfgklmnprstvz", "aeiou", ("", "n", "r", "l", "s", "m", "t", "nd")


@cache
def words() -> NDArray[np.object_]:
    """All words, the commonest first, each once."""
    english = dict.fromkeys(_ENGLISH)
    made = (word for number in range(2 * SIZE) if (word := made_up(number)) not in english)
    found = dict.fromkeys((*english, *(word for word, _ in zip(made, range(SIZE), strict=False))))
    return np.array([*found][:SIZE], dtype=object)


@cache
def shares(count: int = SIZE, flatter: float = _FLATTER) -> NDArray[np.float64]:
    """By rank, the share of all draws that are of that rank or a commoner one: Zipf's law."""
    total: NDArray[np.float64] = np.cumsum(1 / (np.arange(count) + flatter))
    found: NDArray[np.float64] = total / total[-1]
    return found


def made_up(number: int) -> str:
    """The pronounceable word of a number, its own."""
    made, rest = "", number
    while rest or len(made) < 4:
        rest, syllable = divmod(rest, len(_CONSONANTS) * len(_VOWELS))
        consonant, vowel = divmod(syllable, len(_VOWELS))
        made += _CONSONANTS[consonant] + _VOWELS[vowel]
    return made + _ENDS[number % len(_ENDS)]
