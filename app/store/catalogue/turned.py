"""The oldest first, out of what has the newest first: a second array of every row would take megabytes."""

from bisect import bisect_left
from typing import overload

import numpy as np

from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.columns import Columns
from app.store.catalogue.orders import Order

_MARGIN = 64
"""Rows of an article that are looked for at first beyond those asked for."""


class Turned:
    """Numbers that have the newest first, read with the oldest first.

    Articles come the other way round, each read from its beginning; those of no stated day stay behind.
    """

    __slots__ = ("_columns", "_dated", "_newest")

    def __init__(self, columns: Columns, newest: Numbers | Order) -> None:
        self._columns = columns
        self._newest = newest
        self._dated = bisect_left(range(len(newest)), 1, key=self._is_undated)
        """How many state a day: they and the others are each turned among themselves."""

    def __len__(self) -> int:
        return len(self._newest)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Numbers: ...
    def __getitem__(self, at: int | slice) -> int | Numbers:
        """The number at a place, or those from a place on to another; places are counted from the front."""
        if not isinstance(at, slice):
            return int(self[at : at + 1][0])
        start, end, _ = at.indices(len(self))
        dated = self._turned(0, self._dated, start, min(end, self._dated))
        return np.concatenate([dated, self._turned(self._dated, len(self), max(start, self._dated), end)])

    def among(self, rows: Numbers) -> "Turned":
        """Those of the numbers that are among these rows, too."""
        assert isinstance(self._newest, Order)
        return Turned(self._columns, self._newest.among(rows))

    def _is_undated(self, place: int) -> int:
        return int(self._columns.at("day", self._newest[place : place + 1])[0] == 0)

    def _turned(self, low: int, high: int, start: int, end: int) -> Numbers:
        """The numbers from `start` to `end` of those between `low` and `high`, turned among themselves."""
        if start >= end:
            return np.zeros(0, "u4")
        first, article = self._with_articles(low, high, low + high - end, low + high - start)
        starts = np.flatnonzero(np.concatenate([[True], article[1:] != article[:-1]]))[::-1]
        lengths = np.diff(starts, prepend=len(article)) * -1
        places = np.arange(len(article)) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        skipped = start - (low + high - first - len(article))
        numbers = self._newest[first : first + len(article)]
        found: Numbers = numbers.take(places[skipped : skipped + end - start])
        return found

    def _with_articles(self, low: int, high: int, first: int, last: int) -> tuple[int, Numbers]:
        """The articles of the newest from the place `first` to `last`, none of whose rows is left out.

        Before them, the place where they begin.
        """
        margin = _MARGIN
        while True:
            begin, end = max(low, first - margin), min(high, last + margin)
            article = self._columns.at("article", self._newest[begin:end])
            before = int(np.argmax(article == article[first - begin]))
            after = int(np.argmax(article[::-1] == article[last - 1 - begin]))
            if (before or begin == low) and (after or end == high):
                return begin + before, article[before : len(article) - after]
            margin *= 8
