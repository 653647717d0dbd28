"""The rows that a reader asked for by who says them, speakers in the order of the first row of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.store.catalogue import bitmaps, counting, walking
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.choosing import Chosen
from app.store.queries import keyset
from app.store.queries.filters import Filter

_LOOKED_AT = 4096
"""Rows along the list in which a page of speakers is looked for first."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One page of speakers, by row id as shown, with what they say; 0 is nobody."""

    walk: keyset.Walk
    """Its ids are those of the speakers."""
    members: Mapping[int, Sequence[int]]
    """The first rows of each."""
    held: Mapping[int, int]
    """How many rows each has in all."""


def by_speaker(
    chosen: Chosen, wanted: Filter, *, each: int, after: str = "", before: str = "", limit: int = 8
) -> Gathered:
    """The page of speakers after or before a cursor, each with the first `each` rows of theirs.

    Raises BadInput for a cursor this list did not make.
    """
    keyset.one_way(after, before)
    line = walking.line_of(chosen, wanted)
    line = replace(line, name=f"{line.name} by speaker")
    rows, held = chosen.rows(), counting.by_speaker(chosen)
    # The page after another is soon met along the list; of the page before one all have to be known.
    looked = len(rows) if before else _LOOKED_AT
    while True:
        ahead = walking.nearest(line, rows, most=looked)
        says = _said(chosen, ahead)
        firsts = ahead.take(_firsts(says, len(held)))
        found = walking.beyond(line, firsts, after=after, before=before, most=limit + 1).tolist()
        if len(found) > limit or looked >= len(rows):
            break
        looked *= 16
    page = walking.turned(line, found, int(np.count_nonzero(held)), after=after, before=before, limit=limit)
    speakers = _said(chosen, np.array(page.ids, np.int64)).tolist()
    members = _members(speakers, ahead, says, each)
    if few := [speaker for speaker in speakers if len(members[speaker]) < min(each, held[speaker])]:
        # Who says little says the rest of it far from here.
        linked = np.flatnonzero(chosen.holdings.people.shown_as(few))
        rest = bitmaps.having(chosen.shelf.columns["speaker"], linked) & rows
        theirs = walking.in_order(line, rest)[:]
        members |= _members(few, theirs, _said(chosen, theirs), each)
    return Gathered(
        walk=replace(page, ids=tuple(speakers)),
        members=members,
        held={speaker: int(held[speaker]) for speaker in speakers},
    )


def _said(chosen: Chosen, numbers: Numbers) -> Numbers:
    """Who says each of these rows, as shown."""
    return chosen.holdings.people.standing.take(chosen.shelf.columns["speaker"].take(numbers))


def _firsts(says: Numbers, ends: int) -> Numbers:
    """Where each speaker, whose ids are below `ends`, stands first, rising."""
    # Of several values for one place numpy keeps the last: backwards, that is each speaker's first.
    first = np.full(ends, len(says), dtype=np.int64)
    first[says[::-1]] = np.arange(len(says) - 1, -1, -1)
    return np.sort(first.compress(first < len(says)))


def _members(speakers: Sequence[int], numbers: Numbers, says: Numbers, each: int) -> dict[int, Sequence[int]]:
    """By speaker, the first `each` of the rows that are theirs."""
    # One look at every row for all of them, then each among these few.
    shown = np.zeros(max(int(says.max(initial=0)), *speakers, 0) + 1, bool)
    shown[list(speakers)] = True
    some = np.flatnonzero(shown.take(says))
    by = says.take(some)
    return {speaker: numbers.take(some.compress(by == speaker)[:each]).tolist() for speaker in speakers}
