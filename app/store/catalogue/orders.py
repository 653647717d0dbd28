"""The orders that a list is walked in, in parts: little is copied when some of its numbers come or go."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import overload

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.columns import Columns

_LAST_DAY = date.max.toordinal()
_LAST_ARTICLE = (1 << 26) - 1
_LAST_POSITION = (1 << 16) - 1
_PART = 1 << 12
"""Rows of an order looked through and copied where one comes or goes; parts have up to twice as many."""


class Order:
    """Numbers in order, not to be written to: those made of one another share their parts."""

    __slots__ = ("_ends", "parts")

    def __init__(self, parts: Sequence[Numbers]) -> None:
        self.parts = parts
        """None of them empty."""
        self._ends = list(accumulate(map(len, parts)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Numbers: ...
    def __getitem__(self, at: int | slice) -> int | Numbers:
        """The number at a place, or those from a place on to another; places are counted from the front."""
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            some = range(bisect_right(self._ends, start), bisect_right(self._ends, end) + 1)
            held = [
                self.parts[part][max(0, start - self._begin(part)) :]
                for part in some
                if part < len(self.parts)
            ]
            return np.concatenate([np.zeros(0, "u4"), *held])[: max(0, end - start)]
        part = bisect_right(self._ends, at)
        return int(self.parts[part][at - self._begin(part)])

    def among(self, rows: Numbers) -> Numbers:
        """Those of the numbers that are among these rows, too."""
        held = bitmaps.mask_of(rows)
        some = (part.compress(held.take(part, mode="clip")) for part in self.parts)
        return np.concatenate([np.zeros(0, "u4"), *some])

    def _begin(self, part: int) -> int:
        return self._ends[part] - len(self.parts[part])


def in_parts(numbers: Numbers) -> Order:
    """Numbers that are in order, copied: what holds one part does not hold them all."""
    return Order([part.copy() for part in _split(numbers)])


def keys(columns: Columns, name: str, numbers: Numbers) -> Numbers:
    """What rows are sorted by, rising; those of equal keys follow one another by number.

    Dates that nobody stated come last in both orders of time.
    """
    if name == "worth":
        return columns.falling("worth", numbers)
    day = columns.at("day", numbers).astype(np.uint64)
    article = columns.at("article", numbers).astype(np.uint64)
    if name == "oldest":
        day[day == 0] = _LAST_DAY
    else:
        day, article = _LAST_DAY - day, _LAST_ARTICLE - article
    made: Numbers = day << np.uint64(42) | article << np.uint64(16)
    if "position" in columns:
        made |= np.minimum(columns.at("position", numbers).astype(np.uint64), _LAST_POSITION)
    return made


def ordered(columns: Columns, name: str, rows: BitMap) -> Numbers:
    """All these rows in order."""
    numbers = bitmaps.numbers_of(rows)
    # Numbers rise, and a stable sort leaves them so where keys are equal.
    return numbers[np.argsort(keys(columns, name, numbers), kind="stable")]


def changed(
    before: Columns,
    columns: Columns,
    name: str,
    order: Order,
    gone: BitMap,
    fresh: Numbers,
) -> Order:
    """An order without the rows that are `gone`, those `fresh` put in their places among the rest.

    `before` are the columns that the order was made of.
    """
    parts = list(order.parts)
    for part, some in _by_part(before, name, parts, bitmaps.numbers_of(gone)):
        parts[part] = np.delete(parts[part], _places(before, name, parts[part], some))
    if gone or not parts:
        parts = [part for part in parts if len(part)] or [fresh[:0]]
    for part, some in _by_part(columns, name, parts, fresh):
        parts[part] = np.insert(parts[part], _places(columns, name, parts[part], some), some)
    if not 0 < min(map(len, parts)) <= max(map(len, parts)) <= 2 * _PART:
        parts = [piece for part in parts if len(part) for piece in _split(part)]
    return Order(parts)


def _split(numbers: Numbers) -> list[Numbers]:
    """Pieces of the right length, where there are too many for one."""
    return np.array_split(numbers, len(numbers) // _PART) if len(numbers) > 2 * _PART else [numbers]


def _by_part(
    columns: Columns, name: str, parts: Sequence[Numbers], rows: Numbers
) -> Iterator[tuple[int, Numbers]]:
    """Which part each of the rows belongs to, or comes to; each part with its rows in order."""
    if not len(rows):
        return
    rows = rows[np.argsort(keys(columns, name, rows), kind="stable")]
    lasts = np.concatenate([part[-1:] for part in parts])
    which = np.minimum(_places(columns, name, lasts, rows), len(parts) - 1)
    for part in np.unique(which).tolist():
        yield part, rows[which == part]


def _places(columns: Columns, name: str, part: Numbers, rows: Numbers) -> Numbers:
    """Before which of a part, which is in order, each of these rows comes."""
    there, wanted = keys(columns, name, part), keys(columns, name, rows)
    low, high = np.searchsorted(there, wanted), np.searchsorted(there, wanted, "right")
    for row in np.flatnonzero(low < high).tolist():
        low[row] += np.searchsorted(part[low[row] : high[row]], rows[row])
    return low
