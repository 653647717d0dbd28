"""Sets of row numbers from arrays of them, without going through Python's numbers."""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Numbers = NDArray[Any]
_CHUNK = 1 << 16
"""What a container of a roaring bitmap spans."""
_DENSE = 4096
"""Above so many numbers a container is a bit for each; up to them, a list."""
_NO_RUNS = 12346
_COMPARED = 12
"""Up to so many values are each compared with a whole column: quicker than looking up every row's."""
_AT_ONCE = 1 << 14
"""Places of a column that are looked up together."""


def of_numbers(numbers: Numbers) -> BitMap:
    """The set of these numbers; quickest where they rise."""
    # An array of Python's is taken as it is; numpy's is walked number by number.
    return BitMap(array("I", numbers.astype(np.uint32).tobytes()))


def of_mask(mask: NDArray[np.bool_]) -> BitMap:
    """The set of the positions at which `mask` is true.

    It is written in the form that roaring bitmaps are stored in: ten times as fast as adding the numbers.
    """
    found: list[tuple[int, int, bytes]] = []
    for key, start in enumerate(range(0, len(mask), _CHUNK)):
        part = mask[start : start + _CHUNK]
        count = int(np.count_nonzero(part))
        if count > _DENSE:
            bits = np.packbits(part, bitorder="little").tobytes()
            found.append((key, count, bits.ljust(_CHUNK // 8, b"\0")))
        elif count:
            found.append((key, count, np.nonzero(part)[0].astype("<u2").tobytes()))
    head = 8 + 8 * len(found)
    keys = [number for key, count, _ in found for number in (key, count - 1)]
    ends = np.cumsum([head, *(len(data) for _, _, data in found)])[:-1]
    parts = [
        np.array([_NO_RUNS, len(found)], "<u4").tobytes(),
        np.array(keys, "<u2").tobytes(),
        ends.astype("<u4").tobytes(),
        *(data for _, _, data in found),
    ]
    return BitMap.deserialize(b"".join(parts))


def having(column: Numbers, values: Numbers) -> BitMap:
    """The places at which a column has one of these values."""
    if not len(values):
        return BitMap()
    if len(values) > _COMPARED:
        wanted = np.zeros(int(max(column.max(initial=0), values.max())) + 1, bool)
        wanted[values] = True
        found = np.empty(len(column), bool)
        # What is looked up becomes eight bytes a place: of the whole column, megabytes anew.
        for start in range(0, len(column), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            wanted.take(column[some], out=found[some], mode="clip")
        return of_mask(found)
    found = np.zeros(len(column), bool)
    for value in values:
        found |= column == value
    return of_mask(found)


def numbers_of(rows: BitMap) -> NDArray[np.uint32]:
    """The numbers in the set, rising."""
    return np.frombuffer(rows.to_array(), np.uint32)


def union(sets: Sequence[BitMap]) -> BitMap:
    """All that is in any of the sets."""
    return BitMap.union(*sets) if sets else BitMap()
