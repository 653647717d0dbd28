"""Who stands for whom, and what lists are filtered by of them."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.store.catalogue.bitmaps import Numbers


@dataclass(frozen=True, slots=True)
class People:
    """Speakers by their ids. Joining two changes this alone: rows keep whom they were linked to."""

    standing: Numbers
    """By id, that of the speaker that pages show in its place; 0, nobody, for itself."""
    country: Numbers
    """By id, the place in `countries` of its country."""
    countries: tuple[str | None, ...]
    kind: Numbers
    """By id, the place in `kinds` of its kind."""
    kinds: tuple[str | None, ...]

    def shown_as(self, ids: Collection[int]) -> NDArray[np.bool_]:
        """By id as linked, whether one of `ids` stands for it; 0 among them is nobody."""
        chosen = np.zeros(len(self.standing), bool)
        chosen[[id_ for id_ in ids if id_ < len(chosen)]] = True
        return chosen[self.standing]

    def from_countries(self, codes: Collection[str]) -> NDArray[np.bool_]:
        """By id as linked, whether the one that stands for it is from one of these countries."""
        return _among(self.countries, codes)[self.country][self.standing]

    def of_kinds(self, kinds: Collection[str]) -> NDArray[np.bool_]:
        """By id as linked, whether the one that stands for it is of one of these kinds."""
        return _among(self.kinds, kinds)[self.kind][self.standing]


def _among(values: tuple[str | None, ...], chosen: Collection[str]) -> NDArray[np.bool_]:
    return np.array([value in chosen for value in values], bool)
