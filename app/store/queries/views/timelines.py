"""How many rows of a list are from when."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """How many are of each day, the earliest first, as columns: a list is from thousands of days.

    Days are ordinals, as Python counts them. Where a first is not the last beside it, what is counted there
    is of one of several days.
    """

    firsts: Sequence[int]
    lasts: Sequence[int]
    counts: Sequence[int]

    def __len__(self) -> int:
        return len(self.counts)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days, and how many rows state none."""

    days: Days
    undated: int
