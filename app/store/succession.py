"""Which of an article's earlier passages each new one continues, so that identifiers outlive edits."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

NEARBY_RATIO = 75
"""At least so alike, of 100, are two readings of one edited passage."""

_WORD = re.compile(r"\w+")


def normalised(words: str) -> str:
    """Words without case, punctuation and spacing: what stays when a passage is only retypeset."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", words).casefold()))


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
