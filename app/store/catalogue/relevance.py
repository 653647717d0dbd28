"""How well rows hold the words asked for: what the best come first by."""

from dataclasses import dataclass

import numpy as np

from app.store.catalogue.bitmaps import Numbers

RANKED = 10_000
"""So many of the rows that hold the words are ranked, the newest: ranking more takes too long to wait for."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """The rows that were ranked."""

    seq: int
    """The change after which they were."""
    numbers: Numbers
    """Rising."""
    values: Numbers
    """The rank of each, as SQLite's bm25 counts: the smaller, the better, and never above 0."""

    def get(self, number: int, unranked: float = 0.0) -> float:
        """The rank of a row; 0, behind all others, where it was not ranked."""
        at = int(np.searchsorted(self.numbers, number))
        return float(self.values[at]) if at < len(self.numbers) and self.numbers[at] == number else unranked

    def of_all(self, numbers: Numbers) -> Numbers:
        """The rank of each of these rows."""
        if not len(self.numbers):
            return np.zeros(len(numbers))
        at = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return np.where(self.numbers[at] == numbers, self.values[at], 0.0)
