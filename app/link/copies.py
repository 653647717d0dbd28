"""Whether two articles are copies of one another, or of the same agency's report."""

from app.link.signatures import shingles
from app.records import Match

_CERTAIN, _POSSIBLE = 0.6, 0.3
_FEWEST = 40
"""Runs of words below which a text is too short to be called a copy, unless it is one word for word."""
_FEWEST_EQUAL = 10


def copied(a: str, b: str) -> Match | None:
    """How much of the text `a` stands in `b` word for word, or the other way round."""
    ours, theirs = shingles(a), shingles(b)
    fewer = min(len(ours), len(theirs))
    if fewer < (_FEWEST_EQUAL if ours == theirs else _FEWEST):
        return None
    shared = len(ours & theirs)
    score = round(shared / fewer, 3)
    if score < _POSSIBLE:
        return None
    in_a, in_b = shared / len(ours) >= _CERTAIN, shared / len(theirs) >= _CERTAIN
    relation = "equal" if in_a and in_b else "contained" if in_a else "contains" if in_b else "overlaps"
    return Match(relation, score >= _CERTAIN, "shared-text", score)  # type: ignore[arg-type]
