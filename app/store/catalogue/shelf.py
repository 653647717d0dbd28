"""The rows of one list: the set of them, columns to sort and count by, a set for every value of a facet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps, orders, pairs
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.columns import Columns

NAMED = "named"
Sets = Mapping[Any, BitMap]
"""By value, the rows that have it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows as they were read: what a shelf is made of, and what it takes in when they change."""

    numbers: Numbers
    """Rising."""
    columns: Mapping[str, Numbers]
    """Each as long as `numbers`."""
    bits: Mapping[str, Sets]
    named: tuple[Numbers, Numbers] = (np.zeros(0, "u4"), np.zeros(0, "u4"))
    """Numbers, and a speaker whom each names: as many pairs as there are."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows of one list, each by its number: the row id of what its full-text index holds."""

    name: str
    """"statements" (numbered by the version that stands), "claims" or "articles"."""
    live: BitMap
    """All that is listed."""
    columns: Columns
    """By name, an array to look up by number; what it says of a number that is not listed means nothing.

    "article", "position", "day", "said_first", "said_last" (proleptic ordinals, 0 for not stated), "speaker"
    (as linked, 0 for nobody or too unsure to be told); of claims also "worth" and "statement" (its number, 0
    for none). Articles have "article" and "day".
    """
    bits: Mapping[str, Sets]
    """By facet and value, the rows that have it: "about", "bloc", "via", "outlet", "topic", "language",
    "lacking", "kind", "type", "review", and "named" by the id of the speaker named, as linked."""
    _orders: dict[str, Numbers] = field(default_factory=dict, repr=False, compare=False)

    def order(self, name: str) -> Numbers:
        """All numbers listed in the order "newest", "oldest" or, of claims, "worth"; not to be written to."""
        if name not in self._orders:
            self._orders[name] = orders.ordered(self.columns, name, self.live)
        return self._orders[name]

    def keys(self, name: str, numbers: Numbers) -> Numbers:
        """What these rows are sorted by, rising; those of equal keys follow one another by number."""
        return orders.keys(self.columns, name, numbers)

    def of_articles(self, articles: BitMap) -> BitMap:
        """The rows of these articles."""
        if self.name == "articles" or not articles:
            return self.live & articles
        column = self.columns["article"]
        wanted = np.zeros(max(int(column.max(initial=0)), articles.max()) + 1, bool)
        wanted[bitmaps.numbers_of(articles)] = True
        return bitmaps.of_mask(wanted[column]) & self.live

    def changed(self, articles: BitMap, fresh: Rows) -> "Shelf":
        """The shelf with `fresh` in place of all rows of `articles`; what is the same is shared."""
        gone = self.of_articles(articles)
        columns = self.columns.written(fresh.numbers, fresh.columns)
        named = self.bits.get(NAMED, pairs.EMPTY)
        assert isinstance(named, pairs.Pairs)
        return Shelf(
            name=self.name,
            live=(self.live - gone) | bitmaps.of_numbers(fresh.numbers),
            columns=columns,
            bits={
                **{
                    facet: _exchanged(self.bits.get(facet, {}), gone, sets)
                    for facet, sets in fresh.bits.items()
                },
                NAMED: named.changed(gone, *fresh.named),
            },
            _orders={
                name: orders.changed(columns, name, order, gone, fresh.numbers)
                for name, order in tuple(self._orders.items())
            },
        )


def empty(name: str) -> Shelf:
    """A shelf with nothing on it."""
    return Shelf(name, BitMap(), Columns({"article": np.zeros(1, "u4")}, 1, [1]), {})


def _exchanged(old: Sets, gone: BitMap, fresh: Sets) -> Sets:
    made = dict(old)
    for value, rows in old.items():
        if rows.intersect(gone):
            made[value] = rows - gone
    for value, rows in fresh.items():
        made[value] = made[value] | rows if value in made else rows
    return {value: rows for value, rows in made.items() if rows}
