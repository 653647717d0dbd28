"""Sets of rows for very many values, most of them of few rows: an array and where each value begins in it."""

from collections.abc import Iterator, Mapping

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers


class Pairs(Mapping[int, BitMap]):
    """By value the rows that have it, made when asked for: kept as sets, each would cost more than its rows.

    What changes is kept beside the arrays, which are shared.
    """

    __slots__ = ("_added", "_gone", "_rows", "_starts")

    def __init__(self, rows: Numbers, starts: Numbers, gone: BitMap, added: Mapping[int, BitMap]) -> None:
        self._rows = rows
        self._starts = starts
        """By value, where its rows begin; those of the next begin where they end."""
        self._gone = gone
        self._added = added

    def __getitem__(self, value: int) -> BitMap:
        found = self._added.get(value, BitMap())
        if value + 1 < len(self._starts):
            of_old = self._rows[self._starts[value] : self._starts[value + 1]]
            if len(of_old):
                found = found | (bitmaps.of_numbers(of_old) - self._gone)
        if not found:
            raise KeyError(value)
        return found

    def __iter__(self) -> Iterator[int]:
        known = {*np.nonzero(np.diff(self._starts))[0].tolist(), *self._added}
        return (value for value in sorted(known) if value in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changed(self, gone: BitMap, rows: Numbers, values: Numbers) -> "Pairs":
        """These without the rows that are `gone`, and with each of `rows` under its value."""
        if not len(self._rows) and not self._added:
            return of(rows, values)
        added = {value: left for value, some in self._added.items() if (left := some - gone)}
        for row, value in zip(rows.tolist(), values.tolist(), strict=True):
            added[value] = added.get(value, BitMap()) | BitMap([row])
        return Pairs(self._rows, self._starts, self._gone | gone, added)


def of(rows: Numbers, values: Numbers) -> Pairs:
    """Each of `rows` under the value beside it."""
    order = np.lexsort((rows, values))
    counts = np.bincount(values, minlength=1)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)
    return Pairs(rows[order], starts, BitMap(), {})


EMPTY = of(np.zeros(0, np.uint32), np.zeros(0, np.uint32))
