"""Sets of row numbers from arrays of them, without going through Python's numbers."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
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
"""Places looked up together: each takes eight bytes for it."""


def of_numbers(numbers: Numbers) -> BitMap:
    """The set of these numbers; quickest where they rise."""
    # An array of Python's is taken as it is; numpy's is walked number by number.
    return BitMap(array("I", numbers.astype(np.uint32).tobytes()))


def of_mask(mask: NDArray[np.bool_]) -> BitMap:
    """The set of the positions at which `mask` is true."""
    return _of_masks(_parts(mask, _CHUNK))


def mask_of(numbers: Numbers) -> NDArray[np.bool_]:
    """By place whether it is among these numbers; the last place is of all that are greater."""
    mask = np.zeros(int(numbers.max(initial=0)) + 2, bool)
    mask[numbers] = True
    return mask


def having(column: Numbers, values: Numbers) -> BitMap:
    """The places at which a column has one of these values."""
    if not len(values):
        return BitMap()
    # Part by part: what is worked out of a whole column is megabytes, which cost more than the work itself.
    if len(values) > _COMPARED:
        wanted = np.zeros(int(max(column.max(initial=0), values.max())) + 1, bool)
        wanted[values] = True
        return pointing(column, wanted)
    # Python's own numbers: with numpy's, the column would first be made as wide as they are.
    compared = values.tolist()
    parts = _parts(column, _CHUNK)
    return _of_masks(np.logical_or.reduce([part == value for value in compared]) for part in parts)


def pointing(column: Numbers, wanted: NDArray[np.bool_]) -> BitMap:
    """The places at which a column has a number whose place in `wanted` is true; its last is of all above."""
    return _of_masks(
        np.concatenate([wanted.take(few, mode="clip") for few in _parts(part, _AT_ONCE)])
        for part in _parts(column, _CHUNK)
    )


def _parts(numbers: Numbers, length: int) -> Iterator[Numbers]:
    return (numbers[start : start + length] for start in range(0, len(numbers), length))


def _of_masks(masks: Iterable[NDArray[np.bool_]]) -> BitMap:
    """The set of the positions at which these masks, one after the other, are true.

    It is written in the form that roaring bitmaps are stored in: ten times as fast as adding the numbers.
    """
    found: list[tuple[int, int, bytes]] = []
    for key, part in enumerate(masks):
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


def numbers_of(rows: BitMap) -> NDArray[np.uint32]:
    """The numbers in the set, rising."""
    return np.frombuffer(rows.to_array(), np.uint32)


def union(sets: Sequence[BitMap]) -> BitMap:
    """All that is in any of the sets."""
    return BitMap.union(*sets) if sets else BitMap()
