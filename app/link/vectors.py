"""Stored vectors of what passages mean, compared: what made them is not needed for that."""

from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DIRECTIONS, _SEED = 256, 7
CELLS = 4
"""Of all directions, those a vector is put down under: two near ones nearly always share one."""


def nearness(a: bytes, b: bytes) -> float:
    """The cosine of two stored vectors."""
    (one, one_long), (other, other_long) = _measured(a), _measured(b)
    return float(one @ other / (one_long * other_long + 1e-9))


@lru_cache(maxsize=4096)
def _measured(vector: bytes) -> tuple[NDArray[np.float32], np.floating[Any]]:
    # One passage is compared with dozens.
    numbers = np.frombuffer(vector, np.int8).astype(np.float32)
    return numbers, np.linalg.norm(numbers)


def cells(vector: bytes) -> tuple[int, ...]:
    """The directions a stored vector lies nearest to, nearest first."""
    lengths = _directions() @ np.frombuffer(vector, np.int8).astype(np.float32)
    return tuple(int(cell) for cell in np.argsort(-lengths, kind="stable")[:CELLS])


@cache
def _directions() -> NDArray[np.float32]:
    # The older generator is the one whose numbers numpy promises never to change.
    return np.random.RandomState(_SEED).standard_normal((_DIRECTIONS, 384)).astype(np.float32)
