"""Rows put down as they come and taken back in order of their key, however many, in little memory."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BUCKETS, _MIXER = 64, 0x9E3779B1
BAND = np.dtype([("key", "i4"), ("id", "i4")])
VECTOR = np.dtype([("key", "S24"), ("vector", "V384")])


class Sorted:
    """Rows of one kind: a file for each part of the keys' range, sorted one by one when taken back."""

    def __init__(self, folder: Path, name: str, of: np.dtype[np.void]) -> None:
        self._of = of
        self._files = [(folder / f"{name}.{number:02}").open("w+b") for number in range(_BUCKETS)]

    def add(self, rows: NDArray[np.void]) -> None:
        """Put rows down."""
        if not len(rows):
            return
        buckets = self._buckets(rows["key"])
        order = np.argsort(buckets, kind="stable")
        ends = np.searchsorted(buckets[order], np.arange(_BUCKETS + 1))
        ordered = rows[order]
        for number in range(_BUCKETS):
            if ends[number] < ends[number + 1]:
                self._files[number].write(ordered[ends[number] : ends[number + 1]].tobytes())

    def again(self, editions: int, step: int) -> None:
        """Put all rows down once more for each further edition: other keys, ids further on by `step`."""
        for file in self._files:
            file.flush()
        held = [Path(file.name).read_bytes() for file in self._files] if editions > 1 else []
        for part in held:
            rows = np.frombuffer(part, self._of)
            for edition in range(1, editions):
                more = rows.copy()
                if self._of is BAND:
                    more["key"] ^= np.int32(edition * _MIXER & 0x7FFFFFFF)
                    more["id"] += edition * step
                else:
                    more["key"] = np.frombuffer(_turned(rows["key"], edition), "S24")
                self.add(more)

    def rows(self) -> Iterator[NDArray[np.void]]:
        """All of them in order, part by part; of equal keys of vectors, one."""
        for file in self._files:
            file.seek(0)
            rows = np.frombuffer(file.read(), self._of)
            file.close()
            Path(file.name).unlink()
            if self._of is VECTOR:
                _, first = np.unique(rows["key"], return_index=True)
                yield rows[first]
            else:
                yield rows[np.lexsort((rows["id"], rows["key"]))]

    def _buckets(self, keys: NDArray[np.generic]) -> NDArray[np.int64]:
        if self._of is BAND:
            numbers = keys.astype(np.int64)
            return (numbers >> 26) + _BUCKETS // 2
        # Two hexadecimal digits are eight bits: a quarter of their values to a bucket.
        first = (
            np.frombuffer(np.ascontiguousarray(keys).tobytes(), np.uint8)
            .reshape(-1, 24)[:, :2]
            .astype(np.int64)
        )
        digits = np.where(first >= ord("a"), first - ord("a") + 10, first - ord("0"))
        buckets: NDArray[np.int64] = (digits[:, 0] * 16 + digits[:, 1]) * _BUCKETS // 256
        return buckets


def _turned(keys: NDArray[np.generic], edition: int) -> bytes:
    """Keys of hexadecimal digits, each digit turned on by `edition`."""
    digits = b"0123456789abcdef"
    turn = bytes.maketrans(digits, digits[edition % 16 :] + digits[: edition % 16])
    return np.ascontiguousarray(keys).tobytes().translate(turn)
