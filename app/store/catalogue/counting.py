"""How many of some rows have each value: bitmaps are intersected, columns are counted."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from app.store.catalogue.bitmaps import numbers_of
from app.store.catalogue.people import People
from app.store.catalogue.shelf import Shelf

Counts = NDArray[Any]


def by_value(shelf: Shelf, rows: BitMap, facet: str) -> Mapping[str, int]:
    """The values of a facet that some of these rows have."""
    counted = {
        str(value): rows.intersection_cardinality(held) for value, held in shelf.bits.get(facet, {}).items()
    }
    return {value: count for value, count in counted.items() if count}


def by_speaker(shelf: Shelf, people: People, rows: BitMap) -> Counts:
    """By the id of a speaker as shown, how many of these rows are theirs; at 0 those of nobody."""
    standing = people.standing
    linked = np.bincount(shelf.columns["speaker"].take(numbers_of(rows)), minlength=len(standing))
    shown = np.zeros(len(standing), dtype=np.int64)
    some = np.flatnonzero(linked)
    np.add.at(shown, standing.take(some), linked.take(some))
    return shown


def by_country(people: People, counts: Counts) -> Mapping[str, int]:
    """By country that speakers are from, the sum of their `counts`."""
    return _summed(people.countries, people.country, counts)


def by_kind(people: People, counts: Counts) -> Mapping[str, int]:
    """By kind of speaker, the sum of their `counts`."""
    return _summed(people.kinds, people.kind, counts)


def speakers_by_value(shelf: Shelf, people: People, rows: BitMap, facet: str) -> Mapping[str, int]:
    """The values of a facet with how many speakers, as shown, say one of these rows that has it."""
    counted = {
        str(value): int(speakers(shelf, people, rows & held).sum())
        for value, held in shelf.bits.get(facet, {}).items()
    }
    return {value: count for value, count in counted.items() if count}


def speakers(shelf: Shelf, people: People, rows: BitMap) -> Counts:
    """By the id of a speaker as shown, 1 for one who says one of these rows, and 0."""
    said = np.zeros(len(people.standing), dtype=np.int64)
    said[people.standing.take(shelf.columns["speaker"].take(numbers_of(rows)))] = 1
    said[0] = 0
    return said


def most(counts: Counts, number: int) -> Mapping[int, int]:
    """The `number` speakers with the highest counts, and who has as many as the last; never nobody."""
    some = np.flatnonzero(counts[1:]) + 1
    found = counts.take(some)
    if len(some) > number:
        least = np.partition(found, -number)[-number]
        some, found = some.compress(found >= least), found.compress(found >= least)
    return dict(zip(some.tolist(), found.tolist(), strict=True))


def days(shelf: Shelf, rows: BitMap, dates: str) -> tuple[Iterable[tuple[int, int, int]], int]:
    """First and last day that rows may be of, as ordinals, with how many are; and how many state none.

    `dates` is "published" or "said", as in a filter.
    """
    numbers = numbers_of(rows)
    if dates == "published":
        counted = np.bincount(shelf.columns["day"].take(numbers), minlength=1)
        stated = np.flatnonzero(counted[1:]) + 1
        return zip(stated.tolist(), stated.tolist(), counted.take(stated).tolist(), strict=True), int(
            counted[0]
        )
    first = shelf.columns["said_first"].take(numbers)
    last = shelf.columns["said_last"].take(numbers).compress(first != 0)
    spans = (first.compress(first != 0).astype(np.int64) << 32) | last
    found, counts = np.unique(spans, return_counts=True)
    firsts, lasts = (found >> 32).tolist(), (found & 0xFFFFFFFF).tolist()
    return zip(firsts, lasts, counts.tolist(), strict=True), len(numbers) - int(counts.sum())


def _summed(values: tuple[str | None, ...], places: Counts, counts: Counts) -> Mapping[str, int]:
    sums = np.bincount(places, weights=counts, minlength=len(values)).astype(np.int64).tolist()
    return {value: count for value, count in zip(values, sums, strict=True) if value and count}
