"""What each speaker, as linked, says of all rows of a list: counted once, then brought up to date with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.columns import Columns

Sets = Mapping[Any, BitMap]
FACETS = ("about", "topic")
"""Facets of whose values it is known who says rows that have them."""
LAST = 1 << 30
"""Stands for a day that nobody stated where the oldest come first: after every other."""
SILENT = -1
"""Stands for the last day of whoever says nothing."""


@dataclass(frozen=True, slots=True)
class Voices:
    """By the id of a speaker as linked: in how many articles they say a row, and from when until when."""

    articles: Numbers
    first: Numbers
    """The first day; `LAST` where none is stated, and more where they say nothing."""
    last: Numbers
    """The last day; 0 where none is stated, `SILENT` where they say nothing."""
    speaking: Mapping[str, Sets]
    """By facet and value, the ids of all who say a row that has it; never nobody's."""

    def changed(
        self,
        before: Columns,
        gone: BitMap,
        columns: Columns,
        live: BitMap,
        bits: tuple[Mapping[str, Sets], Mapping[str, Sets], Mapping[str, Sets]],
        fresh: Numbers,
    ) -> "Voices":
        """The same without the rows that are `gone`, of which `before` tells, and with those `fresh`.

        `columns` and `live` are of all rows there are now. By facet and value `bits` are the rows that there
        were, those there are and, among them, those fresh.
        """
        had, have, more = bits
        left = bitmaps.numbers_of(gone)
        lost = np.unique(before.at("speaker", left))
        # Of who said what is gone, days are told anew.
        theirs = bitmaps.having(columns["speaker"], lost) & live
        again = np.concatenate([bitmaps.numbers_of(theirs), fresh])
        by, days = columns.at("speaker", again), columns.at("day", again).astype(np.int32)
        end = int(by.max(initial=0)) + 1
        articles, first, last = (
            _copied(column, end, value)
            for column, value in ((self.articles, 0), (self.first, LAST + 1), (self.last, SILENT))
        )
        np.subtract.at(articles, _once_an_article(before, left), 1)
        np.add.at(articles, _once_an_article(columns, fresh), 1)
        first[lost], last[lost] = LAST + 1, SILENT
        np.minimum.at(first, by, np.where(days > 0, days, LAST))
        np.maximum.at(last, by, days)
        speaking = {}
        for facet in FACETS:
            made, now = dict(self.speaking.get(facet, {})), have.get(facet, {})
            touched = (
                {value for value, rows in had.get(facet, {}).items() if rows.intersect(gone)} if gone else ()
            )
            for value in touched:
                made[value] = (made.get(value, BitMap()) - bitmaps.of_numbers(lost)) | _speakers(
                    columns, theirs & now.get(value, BitMap())
                )
            for value, rows in more.get(facet, {}).items():
                made[value] = made.get(value, BitMap()) | _speakers(columns, rows)
            speaking[facet] = {value: speakers for value, speakers in made.items() if speakers}
        return Voices(articles, first, last, speaking)


def of(columns: Columns, live: BitMap, bits: Mapping[str, Sets]) -> Voices:
    """What is said of all that is listed."""
    nothing = np.zeros(0, np.int32)
    silence = Voices(nothing, nothing, nothing, {})
    return silence.changed(columns, BitMap(), columns, live, ({}, bits, bits), bitmaps.numbers_of(live))


def _once_an_article(columns: Columns, rows: Numbers) -> Numbers:
    """The speakers of these rows, each as often as there are articles of these with rows of theirs."""
    article, by = columns.at("article", rows).astype(np.uint64), columns.at("speaker", rows)
    pairs = np.sort(article << np.uint64(32) | by)
    first = np.ones(len(pairs), bool)
    first[1:] = pairs[1:] != pairs[:-1]
    return (pairs.compress(first) & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _speakers(columns: Columns, rows: BitMap) -> BitMap:
    """Who says these rows."""
    by = columns.at("speaker", bitmaps.numbers_of(rows))
    said = np.zeros(int(by.max(initial=0)) + 1, bool)
    said[by] = True
    said[0] = False
    return bitmaps.of_mask(said)


def _copied(column: Numbers, end: int, value: int) -> Numbers:
    made = np.full(max(len(column), end), value, np.int32)
    made[: len(column)] = column
    return made
