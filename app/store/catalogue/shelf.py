"""The rows of one list: the set of them, columns to sort and count by, a set for every value of a facet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps, orders, pairs, voices
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.columns import Columns
from app.store.catalogue.orders import Order
from app.store.catalogue.turned import Turned
from app.store.catalogue.voices import Voices

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

    "article", "day" (a proleptic ordinal, 0 for not stated), "position", "said" (as `spans` has it),
    "speaker" (as linked, 0 for nobody or too unsure to be told); of claims also "worth". Articles have the
    first two.
    """
    bits: Mapping[str, Sets]
    """By facet and value, the rows that have it: "about", "bloc", "via", "outlet", "topic", "language",
    "lacking", "kind", "type", "review", and "named" by the id of the speaker named, as linked."""
    _orders: dict[str, Order] = field(default_factory=dict, repr=False, compare=False)
    _counts: dict[str, Numbers] = field(default_factory=dict, repr=False, compare=False)
    _voices: list[Voices] = field(default_factory=list, repr=False, compare=False)

    def order(self, name: str) -> Order:
        """All numbers listed in the order "newest" or, of claims, "worth"."""
        if name not in self._orders:
            self._orders[name] = orders.in_parts(orders.ordered(self.columns, name, self.live))
        return self._orders[name]

    def oldest(self) -> Turned:
        """All numbers listed, the oldest first."""
        return Turned(self.columns, self.order("newest"))

    def counts(self, name: str) -> Numbers:
        """By value of a column, how many rows have it; not to be written to, and as long as it has to be."""
        if name not in self._counts:
            counted = np.bincount(self.columns.at(name, bitmaps.numbers_of(self.live)))
            self._counts[name] = counted.astype("u4")
        return self._counts[name]

    def voices(self) -> Voices:
        """What each speaker, as linked, says of all that is listed."""
        if not self._voices:
            self._voices.append(voices.of(self.columns, self.live, self.bits))
        return self._voices[0]

    def keys(self, name: str, numbers: Numbers) -> Numbers:
        """What these rows are sorted by, rising; those of equal keys follow one another by number."""
        return orders.keys(self.columns, name, numbers)

    def of_articles(self, articles: BitMap) -> BitMap:
        """The rows of these articles."""
        if self.name == "articles" or not articles:
            return self.live & articles
        counts, wanted = self.counts("article"), bitmaps.numbers_of(articles)
        # Most articles that changed are new: they have no rows to look for.
        known = wanted[wanted < len(counts)]
        return bitmaps.having(self.columns["article"], known[counts[known] > 0]) & self.live

    def changed(self, articles: BitMap, fresh: Rows, of: Columns | None = None) -> "Shelf":
        """The shelf with `fresh` in place of all rows of `articles`; what is the same is shared.

        `of` are the columns of the articles that its rows are of; without, they are articles.
        """
        gone = self.of_articles(articles)
        left = bitmaps.numbers_of(gone)
        columns = self.columns.written(fresh.numbers, fresh.columns, of)
        named = self.bits.get(NAMED, pairs.EMPTY)
        assert isinstance(named, pairs.Pairs)
        live = (self.live - gone) | bitmaps.of_numbers(fresh.numbers)
        bits = {
            **{facet: _exchanged(self.bits.get(facet, {}), gone, sets) for facet, sets in fresh.bits.items()},
            NAMED: named.changed(gone, *fresh.named),
        }
        told = (self.bits, bits, fresh.bits)
        return Shelf(
            name=self.name,
            live=live,
            columns=columns,
            bits=bits,
            _orders={
                name: orders.changed(self.columns, columns, name, order, gone, fresh.numbers)
                for name, order in tuple(self._orders.items())
            },
            _counts={
                name: _counted_again(counts, self.columns[name][left], fresh.columns[name])
                for name, counts in tuple(self._counts.items())
            },
            _voices=[
                each.changed(self.columns, gone, columns, live, told, fresh.numbers)
                for each in self._voices[:1]
            ],
        )


def empty(name: str) -> Shelf:
    """A shelf with nothing on it."""
    return Shelf(name, BitMap(), Columns({"article": np.zeros(1, "u4")}, 1, [1], {}), {})


def _exchanged(old: Sets, gone: BitMap, fresh: Sets) -> Sets:
    made = dict(old)
    touched = {value for value, rows in old.items() if rows.intersect(gone)} if gone else set()
    for value in touched:
        made[value] = made[value] - gone
    for value, rows in fresh.items():
        made[value] = made[value] | rows if value in made else rows
    for value in touched | fresh.keys():
        if not made[value]:
            del made[value]
    return made


def _counted_again(counts: Numbers, gone: Numbers, fresh: Numbers) -> Numbers:
    """The counts without the values that are `gone`, and with the `fresh`."""
    made = np.zeros(max(len(counts), int(fresh.max(initial=0)) + 1), counts.dtype)
    made[: len(counts)] = counts
    np.subtract.at(made, gone, 1)
    np.add.at(made, fresh, 1)
    return made
