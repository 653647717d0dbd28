"""How many rows of a list are from when."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Days(NamedTuple):
    """How many are of one day or, where `first` is not `last`, of one of several days.

    A tuple, as years have thousands of them.
    """

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days, the earliest first, and how many state none."""

    days: tuple[Days, ...]
    undated: int
