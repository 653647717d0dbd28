"""The rows that a reader asked for by who says them, speakers in the order of the first row of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.store.catalogue import walking
from app.store.catalogue.choosing import Chosen
from app.store.queries import keyset
from app.store.queries.filters import Filter


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
    numbers = walking.in_order(line, chosen.rows())
    standing = chosen.holdings.people.standing
    says = standing.take(chosen.shelf.columns["speaker"].take(numbers))
    # Of several values for one place numpy keeps the last: backwards, that is each speaker's first.
    first = np.full(len(standing), len(numbers), dtype=np.int64)
    first[says[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    places = np.sort(first.compress(first < len(numbers)))
    found = walking.beyond(line, numbers.take(places), after=after, before=before)[: limit + 1].tolist()
    page = walking.turned(line, found, len(places), after=after, before=before, limit=limit)
    at = dict(zip(page.ids, _said(chosen, page.ids), strict=True))
    # One look at every row for all speakers of the page, then each among these few.
    shown = np.zeros(len(standing), bool)
    shown[list(at.values())] = True
    some = np.flatnonzero(shown.take(says))
    by = says.take(some)
    theirs = {speaker: some.compress(by == speaker) for speaker in at.values()}
    return Gathered(
        walk=replace(page, ids=tuple(at.values())),
        members={speaker: numbers.take(where[:each]).tolist() for speaker, where in theirs.items()},
        held={speaker: len(where) for speaker, where in theirs.items()},
    )


def _said(chosen: Chosen, numbers: Sequence[int]) -> list[int]:
    linked = chosen.shelf.columns["speaker"]
    return [int(chosen.holdings.people.standing[linked[number]]) for number in numbers]
