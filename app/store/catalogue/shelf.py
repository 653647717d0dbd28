"""The rows of one list: the set of them, columns to sort and count by, a set for every value of a facet."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers

_LAST_DAY = (1 << 22) - 1
_LAST_ARTICLE = (1 << 26) - 1
_LAST_POSITION = (1 << 16) - 1


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows as they were read: what a shelf is made of, and what it takes in when they change."""

    numbers: Numbers
    """Rising."""
    columns: Mapping[str, Numbers]
    """Each as long as `numbers`."""
    values: Mapping[str, Mapping[Hashable, Numbers]]
    """By facet and value, the numbers that have it, rising."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows of one list, each by its number: the row id of what its full-text index holds."""

    name: str
    """"statements" (numbered by the version that stands), "claims" or "articles"."""
    live: BitMap
    """All that is listed."""
    columns: Mapping[str, Numbers]
    """By name, an array to look up by number; what it says of a number that is not listed means nothing.

    "article", "position", "day", "said_first", "said_last" (proleptic ordinals, 0 for not stated), "speaker"
    (as linked, 0 for nobody or too unsure to be told); of claims also "worth" and "statement" (its number, 0
    for none). Articles have "article" and "day".
    """
    bits: Mapping[str, Mapping[Hashable, BitMap]]
    """By facet and value, the rows that have it: "about", "bloc", "via", "outlet", "topic", "language",
    "lacking", "kind", "type", "review", and "named" by the id of the speaker named, as linked."""
    _orders: dict[str, Numbers] = field(default_factory=dict, repr=False, compare=False)

    def order(self, name: str) -> Numbers:
        """All numbers listed in the order "newest", "oldest" or, of claims, "worth"; not to be written to."""
        if name not in self._orders:
            numbers = bitmaps.numbers_of(self.live)
            # Numbers rise, and a stable sort leaves them so where keys are equal.
            self._orders[name] = numbers[np.argsort(self.keys(name, numbers), kind="stable")]
        return self._orders[name]

    def keys(self, name: str, numbers: Numbers) -> Numbers:
        """What these rows are sorted by, rising; those of equal keys follow one another by number.

        Dates that nobody stated come last in both orders of time.
        """
        if name == "worth":
            return -self.columns["worth"][numbers]
        day = self.columns["day"][numbers].astype(np.uint64)
        article = self.columns["article"][numbers].astype(np.uint64)
        if name == "oldest":
            day[day == 0] = _LAST_DAY
        else:
            day, article = _LAST_DAY - day, _LAST_ARTICLE - article
        keys = day << np.uint64(42) | article << np.uint64(16)
        if "position" in self.columns:
            keys |= np.minimum(self.columns["position"][numbers], _LAST_POSITION).astype(np.uint64)
        return keys

    def of_articles(self, articles: BitMap) -> BitMap:
        """The rows of these articles."""
        if self.name == "articles":
            return self.live & articles
        column = self.columns["article"]
        wanted = np.zeros(max(int(column.max(initial=0)), articles.max() if articles else 0) + 1, bool)
        wanted[bitmaps.numbers_of(articles)] = True
        return bitmaps.of_mask(wanted[column]) & self.live

    def changed(self, articles: BitMap, fresh: Rows) -> "Shelf":
        """The shelf with `fresh` in place of all rows of `articles`; what is the same is shared."""
        gone = self.of_articles(articles)
        return Shelf(
            name=self.name,
            live=(self.live - gone) | bitmaps.of_numbers(fresh.numbers),
            columns={
                name: _written(self.columns.get(name), fresh.numbers, column)
                for name, column in fresh.columns.items()
            },
            bits={
                facet: _exchanged(self.bits.get(facet, {}), gone, values)
                for facet, values in fresh.values.items()
            },
        )


def empty(name: str) -> Shelf:
    """A shelf with nothing on it."""
    return Shelf(name, BitMap(), {"article": np.zeros(1, np.uint32)}, {})


def _written(old: Numbers | None, numbers: Numbers, values: Numbers) -> Numbers:
    length = int(numbers[-1]) + 1 if len(numbers) else 1
    made = np.zeros(max(length, 0 if old is None else len(old)), values.dtype)
    if old is not None:
        made[: len(old)] = old
    made[numbers] = values
    return made


def _exchanged(
    old: Mapping[Hashable, BitMap], gone: BitMap, values: Mapping[Hashable, Numbers]
) -> Mapping[Hashable, BitMap]:
    made = dict(old)
    for value, rows in old.items():
        if rows.intersect(gone):
            made[value] = rows - gone
    for value, numbers in values.items():
        fresh = bitmaps.of_numbers(numbers)
        made[value] = made[value] | fresh if value in made else fresh
    return {value: rows for value, rows in made.items() if rows}
