"""Which of an article's earlier passages each new one continues, so that identifiers outlive edits."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import fuzz

NEARBY_RATIO = 75
"""At least so alike, of 100, are two readings of one edited passage."""

_WORD = re.compile(r"\w+")


def normalised(words: str) -> str:
    """Words without case, punctuation and spacing: what stays when a passage is only retypeset."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", words).casefold()))


def stands(text: str) -> Callable[[str], int]:
    """A function from words to how often they stand in `text`, however they are set there.

    Of words in several pieces it is the piece that stands there least often.
    """
    normal = f" {normalised(text)} ".replace(" ", "  ")  # so that neighbours share no space

    def count(words: str) -> int:
        pieces = [normalised(piece) for piece in words.split("[…]")]
        return min((normal.count(f" {piece.replace(' ', '  ')} ") for piece in pieces if piece), default=1)

    return count


def unfound(text: str, found: Sequence[str]) -> Callable[[str], bool]:
    """A function from words to whether they stand in `text` more often than they are among those `found`."""
    standing, counted = stands(text), Counter(normalised(words) for words in found)
    return lambda words: standing(words) > counted[normalised(words)]


def same_words(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """New index → old index for equal words, the first with the first where words recur."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(old))):
        places[old[index]].append(index)
    return {index: places[words].pop() for index, words in enumerate(new) if places[words]}


def nearby(
    old: Sequence[str], new: Sequence[str], settled: Mapping[int, int], open_: Sequence[int]
) -> dict[int, int]:
    """New index → old index for the edited ones among the new passages that are still `open_`.

    One to one with the old ones that `settled` leaves over;
    what keeps the reading order of the settled ones goes first, then the more alike.
    """
    taken = set(settled.values())
    candidates = []
    for n in open_:
        for o in (o for o in range(len(old)) if o not in taken):
            score = fuzz.ratio(old[o], new[n], score_cutoff=NEARBY_RATIO)
            if score:
                crosses = any((sn < n) != (so < o) for sn, so in settled.items())
                candidates.append((crosses, -score, abs(n - o), n, o))
    found: dict[int, int] = {}
    for _, _, _, n, o in sorted(candidates):
        if n not in found and o not in taken:
            found[n] = o
            taken.add(o)
    return found
