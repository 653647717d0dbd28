"""How many rows of a list are from when."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Days(NamedTuple):
    """How many are of one day or, where `first` is not `last`, of one of several days."""

    first: date
    last: date
    # Nobody asks this tuple how often it holds something.
    count: int  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days, the earliest first, and how many state none."""

    days: tuple[Days, ...]
    undated: int
