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

    def in_order(self, numbers: Numbers) -> Numbers:
        """These rows, which rise, the best first; of those equally good or not ranked, the newest."""
        if not (len(numbers) and len(self.numbers)):
            return numbers[::-1]
        at = np.searchsorted(numbers, self.numbers)
        there = numbers[np.minimum(at, len(numbers) - 1)] == self.numbers
        ranked, values = self.numbers[there][::-1], self.values[there][::-1]
        rest = np.delete(numbers, at[there])[::-1]
        return np.concatenate([ranked[np.argsort(values, kind="stable")], rest])
