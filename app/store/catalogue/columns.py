"""Columns to look up by row number that grow at their end, and are never written where somebody reads."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers

_FEW = frozenset(("day", "said", "worth"))
"""Columns of few different values, kept as places in a table of them: in half the room, or a quarter."""
_SMALL = frozenset(("speaker", "position"))
"""Columns of numbers that are often small."""
_SHORT = 1 << 16
"""Tables up to this long are put in order by numbers of two bytes."""
_SPARE = 1.05
"""How much longer than needed a column is made: rows that come take what is left before it is copied."""


class Columns(Mapping[str, Numbers]):
    """Columns by name, each with a value for every number below `limit`.

    What it says of a number that is not listed means nothing. What rows have of their articles is not kept
    for each: `at` and `where` find it by the column "article".
    """

    __slots__ = ("_articles", "_tables", "_taken", "_whole", "limit")

    def __init__(
        self,
        whole: Mapping[str, Numbers],
        limit: int,
        taken: list[int],
        tables: Mapping[str, Numbers],
        articles: "Columns | None" = None,
    ) -> None:
        self._whole = whole
        """With the room at the end, which all that come from the same columns share."""
        self._tables = tables
        """Of columns of few values, what their numbers stand for: 0 first. Tables only grow, at their end."""
        self.limit = limit
        self._taken = taken
        """How much of that room is written, the same list for all that share it."""
        self._articles = articles
        """Those of the articles that the rows are of; None where the rows are articles."""

    def __getitem__(self, name: str) -> Numbers:
        known = self._whole[name][: self.limit]
        return self._tables[name].take(known) if name in self._tables else known

    def at(self, name: str, numbers: Numbers) -> Numbers:
        """What a column says of these numbers: sooner than the whole column is made, where those are few."""
        if name not in self._whole and self._articles is not None:
            of = self._whole["article"].take(numbers)
            return self._articles.at(name, np.minimum(of, self._articles.limit - 1))
        found = self._whole[name].take(numbers)
        return self._tables[name].take(found) if name in self._tables else found

    def where(self, name: str, test: Callable[[Numbers], Numbers]) -> BitMap:
        """The numbers of which what a column of few values says passes a `test`."""
        if name not in self._whole and self._articles is not None:
            passed = np.zeros(self._articles.limit + 1, bool)
            passed[bitmaps.numbers_of(self._articles.where(name, test))] = True
            return bitmaps.pointing(self._whole["article"][: self.limit], passed)
        return bitmaps.pointing(self._whole[name][: self.limit], test(self._tables[name]))

    def counted(self, name: str, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The values of a column of few, in no order, and beside each how many of the numbers have it."""
        table = self._tables[name]
        return table, np.bincount(self._whole[name].take(numbers), minlength=len(table))

    def summed(self, name: str, weights: Numbers) -> tuple[Numbers, Numbers]:
        """The values of a column of few, in no order, and beside each the sum of its numbers' weights."""
        table = self._tables[name]
        return table, np.bincount(self._whole[name][: self.limit], weights[: self.limit], len(table))

    def falling(self, name: str, numbers: Numbers) -> Numbers:
        """What a column of few values says, as places among them, the greatest first: soonest sorted."""
        table = self._tables[name]
        places = np.zeros(len(table), "u2" if len(table) <= _SHORT else "u4")
        places[np.argsort(-table)] = np.arange(len(table))
        return places.take(self._whole[name].take(numbers))

    def __contains__(self, name: object) -> bool:
        return name in self._whole

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def written(
        self, numbers: Numbers, fresh: Mapping[str, Numbers], articles: "Columns | None" = None
    ) -> "Columns":
        """These columns with `fresh` at `numbers`, which rise; copied where a value there becomes another.

        Whoever holds these goes on reading what they said. Not for two threads at a time.
        """
        limit = max(self.limit, int(numbers[-1]) + 1 if len(numbers) else 1)
        known = np.searchsorted(numbers, self.limit)
        room = min((len(column) for column in self._whole.values()), default=0)
        # Whoever came first took the room: what it wrote there is of another moment.
        shared = limit <= room and self._taken[0] == self.limit
        made, tables = {}, dict(self._tables)
        for name, values in fresh.items():
            if name in _FEW:
                tables[name], values = _coded(tables.get(name, np.zeros(1, values.dtype)), values)  # noqa: PLW2901
            if name in _FEW or name in _SMALL:
                values = _narrow(values)  # noqa: PLW2901
            column = self._whole.get(name, np.zeros(1, values.dtype))
            column = column.astype(np.promote_types(column.dtype, values.dtype), copy=False)
            at = numbers[:known]
            if not shared or not np.array_equal(column[at], values[:known]):
                column = _copied(column[: self.limit], room if shared else int(limit * _SPARE))
                column[at] = values[:known]
            column[numbers[known:]] = values[known:]
            made[name] = column
        if not shared:
            return Columns(made, limit, [limit], tables, articles)
        self._taken[0] = limit
        return Columns(made, limit, self._taken, tables, articles)


def _copied(column: Numbers, room: int) -> Numbers:
    made = np.zeros(room, column.dtype)
    made[: len(column)] = column
    return made


def _coded(table: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """A table with these values, those that are new at its end, and the place of each of them in it."""
    different, which = np.unique(values, return_inverse=True)
    order = np.argsort(table)
    places = order[np.minimum(np.searchsorted(table, different, sorter=order), len(table) - 1)]
    new = table[places] != different
    places[new] = len(table) + np.arange(np.count_nonzero(new))
    return np.concatenate([table, different[new]]).astype(table.dtype), places[which]


def _narrow(numbers: Numbers) -> Numbers:
    return numbers.astype(np.min_scalar_type(numbers.max(initial=0)))
