"""Values looked up by id, wherever the ids lie.

Those of all rows stand close together, and an array has a place for each; those of one article's rows are few
and high, and an array that reaches so far would cost more than reading them.
"""

import numpy as np

from app.store.catalogue.bitmaps import Numbers

_SPARSE = 8
"""So many places for each id are too many."""


class ById:
    """A value for each of some ids, no id twice."""

    __slots__ = ("_ids", "_table", "_values")

    def __init__(self, ids: Numbers, values: Numbers) -> None:
        self._table = None
        if sparse(len(ids), ids):
            order = np.argsort(ids)
            self._ids, self._values = ids[order], values[order].astype("u4")
        else:
            # The last place is for all ids that are not known.
            self._table = np.zeros(int(ids.max(initial=0)) + 2, "u4")
            self._table[ids] = values

    def of(self, ids: Numbers) -> Numbers:
        """The value of each; 0 where it is not known."""
        if self._table is not None:
            return self._table[np.minimum(ids, len(self._table) - 1)]
        at = np.minimum(np.searchsorted(self._ids, ids), len(self._ids) - 1)
        return np.where(self._ids[at] == ids, self._values[at], np.uint32(0))


def sparse(number: int, *ids: Numbers) -> bool:
    """Whether so few ids are quicker searched for than looked up in an array of that reach."""
    return max(int(some.max(initial=0)) for some in ids) > _SPARSE * number
