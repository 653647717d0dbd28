"""Chance for one batch of articles: drawn many at a time, the same for the same batch."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluate.archive import vocabulary, world

_POOL = 1 << 15


@dataclass(slots=True)
class _Pool:
    held: list[float]
    at: int = 0


class Draws:
    """What is drawn by chance; speakers are as many as the archive's size calls for."""

    def __init__(self, seed: int, batch: int, speakers: int) -> None:
        # The older generator is the one whose numbers numpy promises never to change.
        self._chance = np.random.RandomState((seed * 1_000_003 + batch) % (1 << 32))
        self._speakers = vocabulary.shares(speakers, 2.0)
        self._outlets = vocabulary.shares(world.OUTLETS, 1.5)
        self._countries = vocabulary.shares(len(world.COUNTRIES), 1.5)
        self._topics = vocabulary.shares(len(world.TOPICS), 1.5)
        self._numbers = _Pool([])
        self._words: list[str] = []
        self._word = 0

    def number(self) -> float:
        """Anything from 0 to 1."""
        pool = self._numbers
        if pool.at == len(pool.held):
            pool.held, pool.at = self._chance.random_sample(_POOL).tolist(), 0
        pool.at += 1
        return pool.held[pool.at - 1]

    def below(self, end: int) -> int:
        """A whole number from 0 to before `end`."""
        return int(self.number() * end)

    def words(self, count: int) -> list[str]:
        """So many words, the common ones as often as they are common."""
        if self._word + count > len(self._words):
            drawn = np.searchsorted(vocabulary.shares(), self._chance.random_sample(_POOL + count))
            self._words, self._word = vocabulary.words()[drawn].tolist(), 0
        self._word += count
        return self._words[self._word - count : self._word]

    def speaker(self) -> world.Figure:
        """Who speaks: the busiest says some five of a hundred statements."""
        return world.figure(self._ranked(self._speakers))

    def outlet(self) -> world.Paper:
        """Who prints it."""
        return world.outlet(self._ranked(self._outlets))

    def country(self) -> int:
        """Index of a country spoken about."""
        return self._ranked(self._countries)

    def topics(self) -> list[str]:
        """Up to three topics, sorted."""
        return sorted({world.TOPICS[self._ranked(self._topics)] for _ in range(self.below(4))})

    def statements(self) -> int:
        """How many statements an article has: eight or so, some many more, a few none."""
        if self.number() < 0.02:
            return 0
        return 1 + int(self._chance.poisson(self._chance.gamma(2.0, 3.5)))

    def day(self) -> int:
        """A day of ten years: more of them late, few on Sundays, very many on one."""
        if self.number() < 0.004:
            return 3000
        day = int(3652 * self.number() ** 0.7)
        return day - 1 if day % 7 == 5 and self.number() < 0.6 else day

    def _ranked(self, shares: NDArray[np.float64]) -> int:
        return int(shares.searchsorted(self.number()))
