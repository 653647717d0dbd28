"""Columns to look up by row number that grow at their end, and are never written where somebody reads."""

from collections.abc import Iterator, Mapping

import numpy as np

from app.store.catalogue.bitmaps import Numbers

_SPARE = 1.05
"""How much longer than needed a column is made: rows that come take what is left before it is copied."""


class Columns(Mapping[str, Numbers]):
    """Columns by name, each with a value for every number below `limit`.

    What it says of a number that is not listed means nothing.
    """

    __slots__ = ("_taken", "_whole", "limit")

    def __init__(self, whole: Mapping[str, Numbers], limit: int, taken: list[int]) -> None:
        self._whole = whole
        """With the room at the end, which all that come from the same columns share."""
        self.limit = limit
        self._taken = taken
        """How much of that room is written, the same list for all that share it."""

    def __getitem__(self, name: str) -> Numbers:
        return self._whole[name][: self.limit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def written(self, numbers: Numbers, fresh: Mapping[str, Numbers]) -> "Columns":
        """These columns with `fresh` at `numbers`, which rise; copied where a value there becomes another.

        Whoever holds these goes on reading what they said. Not for two threads at a time.
        """
        limit = max(self.limit, int(numbers[-1]) + 1 if len(numbers) else 1)
        known = np.searchsorted(numbers, self.limit)
        room = min((len(column) for column in self._whole.values()), default=0)
        # Whoever came first took the room: what it wrote there is of another moment.
        shared = limit <= room and self._taken[0] == self.limit
        made = {}
        for name, values in fresh.items():
            column = self._whole.get(name, np.zeros(1, values.dtype))
            at = numbers[:known]
            if not shared or not np.array_equal(column[at], values[:known]):
                column = _copied(column[: self.limit], room if shared else int(limit * _SPARE))
                column[at] = values[:known]
            column[numbers[known:]] = values[known:]
            made[name] = column
        if not shared:
            return Columns(made, limit, [limit])
        self._taken[0] = limit
        return Columns(made, limit, self._taken)


def _copied(column: Numbers, room: int) -> Numbers:
    made = np.zeros(room, column.dtype)
    made[: len(column)] = column
    return made
