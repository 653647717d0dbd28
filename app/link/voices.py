"""Whether two passages have one speaker, as far as their names can tell."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

from app.link import lexicon
from app.link.normal import folded
from app.records import Voice

Heard = Literal["same", "other", "unsure"]
_ALIKE = 0.75


@lru_cache(maxsize=4096)
def heard(one: Voice | None, other: Voice | None) -> Heard:
    """Whether two voices are one; names of which one holds the other's words may be."""
    if one is None or other is None:
        return "unsure"
    if one.key == other.key:
        return "same"
    ours, theirs = (named(voice.name) for voice in (one, other))
    if _within(ours, theirs) or _within(theirs, ours):
        return "same"
    return "other" if one.settled and other.settled else "unsure"


@lru_cache(maxsize=4096)
def named(name: str) -> tuple[str, ...]:
    """The words of a name that tell whose it is."""
    return tuple(word for word in folded(name) if word not in lexicon.classes())


def _within(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return bool(ours) and all(any(_alike(word, other) for other in theirs) for word in ours)


def _alike(one: str, other: str) -> bool:
    return one == other or (
        one[0] == other[0]
        and min(len(one), len(other)) >= 4
        and Levenshtein.normalized_similarity(one, other) >= _ALIKE
    )
