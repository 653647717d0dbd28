"""Which paragraphs of a text another one keeps, edits, drops and adds: the way from one capture to next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

_EDITED = 50
"""At least so alike, of 100, are a paragraph and what became of it."""
_LONGEST = 100_000_000
"""Pairs of paragraphs up to which as many as can be are kept; beyond, most are."""
_MOST = 10_000
"""Pairs of paragraphs that are compared word for word; a text rewritten at greater length is told as such."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph of the one text beside one of the other, by their indices; None where there is none."""

    old: int | None
    new: int | None
    same: bool


def edits(old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    """The paragraphs of both texts in reading order, each once, what was edited beside what it became."""
    ours, theirs = ([" ".join(each.split()) for each in side] for side in (old, new))
    made: list[Edit] = []
    i = j = 0
    for at_i, at_j, size in _shared(ours, theirs):
        made += _between(ours, theirs, range(i, at_i), range(j, at_j))
        made += [Edit(at_i + k, at_j + k, same=True) for k in range(size)]
        i, j = at_i + size, at_j + size
    return tuple(made)


def _shared(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int, int]]:
    """Where both have the same paragraphs in a row, and how many; at the end, none."""
    if len(old) * len(new) <= _LONGEST:
        return [(block.a, block.b, block.size) for block in Indel.opcodes(old, new).as_matching_blocks()]
    fewer = min(len(old), len(new))
    first = next((n for n in range(fewer) if old[n] != new[n]), fewer)
    last = next((n for n in range(fewer - first) if old[-1 - n] != new[-1 - n]), fewer - first)
    middle = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last])
    return [
        (0, 0, first),
        *((first + i, first + j, size) for i, j, size in middle.get_matching_blocks()),
        (len(old) - last, len(new) - last, last),
        (len(old), len(new), 0),
    ]


def _between(old: Sequence[str], new: Sequence[str], ours: range, theirs: range) -> Iterator[Edit]:
    """What became of some paragraphs, among others that stand in their place now."""
    i, j = ours.start, theirs.start
    for paired_i, paired_j in _pairs(old, new, ours, theirs):
        yield from (Edit(each, None, same=False) for each in range(i, paired_i))
        yield from (Edit(None, each, same=False) for each in range(j, paired_j))
        yield Edit(paired_i, paired_j, same=False)
        i, j = paired_i + 1, paired_j + 1
    yield from (Edit(each, None, same=False) for each in range(i, ours.stop))
    yield from (Edit(None, each, same=False) for each in range(j, theirs.stop))


def _pairs(old: Sequence[str], new: Sequence[str], ours: range, theirs: range) -> Iterator[tuple[int, int]]:
    """The paragraphs that are readings of one, in order: those pairings that are most alike together."""
    if len(ours) * len(theirs) > _MOST:
        return
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    score = [[fuzz.ratio(old[i].split(), new[j].split(), score_cutoff=_EDITED) for j in theirs] for i in ours]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(theirs))):
            paired = score[i][j] and score[i][j] + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            yield ours[i], theirs[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
