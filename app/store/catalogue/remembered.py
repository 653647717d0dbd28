"""What was found once, kept in bounded memory: what was not asked for longest goes first."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from pyroaring import BitMap

from app.store.catalogue.relevance import Ranks

MOST_BYTES = 12_000_000
"""Of all that is kept; at a million rows a common word takes an eighth of a megabyte."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The rows that hold something, as of one moment."""

    seq: int
    """The change after which they were found."""
    newest: int
    """The greatest number that any row had then."""
    rows: BitMap
    """Not to be changed."""


class Remembered:
    """Hits by what was asked for, and ranks; every thread of a process may ask."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._held = 0
        self._kept: OrderedDict[Hashable, tuple[Hits | Ranks, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Hits | Ranks | None:
        """What is kept of this."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Hashable, found: Hits | Ranks) -> None:
        """Keep it, unless what is kept is of a later moment; what was not asked for longest makes room."""
        size = _size(found)
        with self._lock:
            known, had = self._kept.pop(key, (None, 0))
            self._held -= had
            if known is not None and known.seq > found.seq:
                found, size = known, had
            self._kept[key] = found, size
            self._held += size
            while self._held > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._held -= gone


def _size(found: Hits | Ranks) -> int:
    """Bytes, with what keeping anything takes."""
    if isinstance(found, Ranks):
        return 500 + found.numbers.nbytes + found.values.nbytes
    told = found.rows.get_statistics()
    of_kinds = (
        told["n_bytes_array_containers"],
        told["n_bytes_run_containers"],
        told["n_bytes_bitset_containers"],
    )
    return 500 + sum(of_kinds)
