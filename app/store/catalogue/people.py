"""Who stands for whom, and what lists are filtered by of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.streaming import Coded


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

    def changed(
        self, again: BitMap, ids: Numbers, standing: Numbers, country: Coded, kind: Coded
    ) -> "People":
        """The speakers with these in place of those read `again`; ids that are no more stand for nobody."""
        countries, of_country = _coded(self.countries, country)
        kinds, of_kind = _coded(self.kinds, kind)
        return People(
            standing=_written(self.standing, again, ids, standing),
            country=_written(self.country, again, ids, of_country),
            countries=countries,
            kind=_written(self.kind, again, ids, of_kind),
            kinds=kinds,
        )

    def gathered(self, linked: Numbers) -> Numbers:
        """By id as shown, the sum of what is counted by id as linked; at 0 that of nobody."""
        some = np.flatnonzero(linked)
        sums = np.bincount(self.standing.take(some), linked.take(some), minlength=len(self.standing))
        return sums.astype(np.int64)

    def alone(self) -> NDArray[np.bool_]:
        """By id, whether it stands for itself and for no other."""
        stands_for = np.bincount(self.standing, minlength=len(self.standing))
        found: NDArray[np.bool_] = (self.standing == np.arange(len(self.standing))) & (stands_for == 1)
        return found

    def shown(self, sets: Mapping[Any, BitMap]) -> Mapping[Any, BitMap]:
        """By value the ids as shown, of sets of ids as linked; never nobody's."""
        itself = bitmaps.of_mask(self.standing == np.arange(len(self.standing))) - BitMap([0])
        found = {}
        for value, linked in sets.items():
            found[value] = linked & itself
            if others := linked - itself:
                found[value] |= bitmaps.of_numbers(self.standing.take(bitmaps.numbers_of(others)))
                found[value].discard(0)
        return found

    def shown_as(self, ids: Collection[int]) -> NDArray[np.bool_]:
        """By id as linked, whether one of `ids` stands for it; 0 among them is nobody."""
        chosen = np.zeros(len(self.standing), bool)
        chosen[[id_ for id_ in ids if id_ < len(chosen)]] = True
        return chosen[self.standing]

    def named_in(self, sets: Mapping[Any, BitMap], standing: int) -> BitMap:
        """What names the speaker with this id as shown, by what names each id as linked."""
        linked = np.flatnonzero(self.standing == standing).tolist()
        return bitmaps.union([sets[id_] for id_ in linked if id_ in sets])

    def from_countries(self, codes: Collection[str]) -> NDArray[np.bool_]:
        """By id as linked, whether the one that stands for it is from one of these countries."""
        return _among(self.countries, codes)[self.country][self.standing]

    def of_kinds(self, kinds: Collection[str]) -> NDArray[np.bool_]:
        """By id as linked, whether the one that stands for it is of one of these kinds."""
        return _among(self.kinds, kinds)[self.kind][self.standing]


def _among(values: tuple[str | None, ...], chosen: Collection[str]) -> NDArray[np.bool_]:
    return np.array([value in chosen for value in values], bool)


def empty() -> People:
    """Nobody."""
    nobody = np.zeros(1, "u4")
    return People(nobody, nobody, (None,), nobody, (None,))


def _coded(known: tuple[str | None, ...], column: Coded) -> tuple[tuple[str | None, ...], Numbers]:
    """All values, what was known first, and the column as places among them."""
    values: dict[Any, None] = dict.fromkeys((*known, *column.values))
    places = {value: place for place, value in enumerate(values)}
    return tuple(values), np.array([places[value] for value in column.values], "u4")[column.codes]


def _written(old: Numbers, again: BitMap, ids: Numbers, values: Numbers) -> Numbers:
    # Never shorter than before: rows that are not listed any more may still tell of speakers that are gone.
    made = np.zeros(max(len(old), int(ids.max(initial=0)) + 1), old.dtype)
    made[: len(old)] = old
    known = bitmaps.numbers_of(again)
    made[known[known < len(made)]] = 0
    made[ids] = values
    return made
