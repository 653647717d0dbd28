"""How far apart two folded words are: letters changed, or one sound in two romanisations."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

FARTHEST = 3
"""Letters added, dropped, changed or swapped with their neighbour, beyond which nothing is near."""

LASTING = "abglmnr"
"""Letters that one sound has in all romanisations: words that sound the same have the same of these."""

_LOOKED_AT = 300

_SOUNDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"dzh|dj|zh", "j"), (r"shch|sch", "sh"), (r"tch|cz", "ch"),
        (r"kh", "h"), (r"gh", "g"), (r"ph", "f"), (r"ck|q", "k"), (r"x", "ks"), (r"tz", "ts"), (r"w", "v"),
        (r"off$", "ov"), (r"eff$", "ev"), (r"oo|ou", "u"), (r"ee", "i"),
        (r"y", "i"), (r"i+e", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_ENDINGS = {"", "s", "es", "ed", "d", "e", "ing", "y", "ies", "ied"}


def nearest(word: str, others: Sequence[str], *, wide: bool) -> list[tuple[float, str]]:
    """Which of the `others` may be `word` spelt another way, each with how far it is; the nearest first.

    `wide` is for a word that occurs nowhere, so is probably mistyped; else it takes more to be near.
    """
    sound, allowed = sounded(word), farthest(word, wide=wide)
    found = process.extract(word, others, scorer=OSA.distance, score_cutoff=FARTHEST, limit=_LOOKED_AT)
    near = []
    for other, distance, _ in found:
        same = sounded(other) == sound
        if other != word and (same or distance <= allowed):
            # A first letter is seldom wrong.
            near.append(((0 if same else distance) + 0.5 * (other[0] != word[0]), other))
    return sorted(near)


def inflected(one: str, other: str) -> bool:
    """Whether two words look like forms of one, which search finds together anyway."""
    shared = Prefix.similarity(one, other)
    return shared > 2 and {one[shared:], other[shared:]} <= _ENDINGS


@lru_cache(1 << 14)
def sounded(word: str) -> str:
    """What romanisations of one name have in common: Zhaparov, Dzhaparov and Japarov."""
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word


def farthest(word: str, *, wide: bool) -> int:
    """How many letters apart a word that sounds otherwise may be; see `nearest`."""
    steps = (4, 6) if wide else (6, 9)
    return sum(len(word) >= step for step in steps)
