"""How many of some rows have each value: bitmaps are intersected, columns are counted."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.store.catalogue import spans
from app.store.catalogue.bitmaps import numbers_of
from app.store.catalogue.choosing import Chosen

Counts = NDArray[Any]
_OF_ARTICLES = ("outlet",)
"""Facets that rows have of their articles, with so many values that a set for each is met slowly."""


def by_value(chosen: Chosen, facet: str, without: Collection[str] = ()) -> Mapping[str, int]:
    """The values of a facet that some of the rows without these conditions have."""

    def count() -> Mapping[str, int]:
        rows, sets = chosen.rows(without), chosen.shelf.bits.get(facet, {})
        if len(rows) == len(chosen.shelf.live):
            return {str(value): len(held) for value, held in sets.items() if held}
        if facet in _OF_ARTICLES and chosen.shelf is not chosen.holdings.articles:
            return _by_value_of_article(chosen, facet, without)
        counted = {str(value): rows.intersection_cardinality(held) for value, held in sets.items()}
        return {value: count for value, count in counted.items() if count}

    return chosen.once(("by value", facet), count, without)


def by_article(chosen: Chosen, without: Collection[str] = ()) -> Counts:
    """By the id of an article, how many of these rows it has; not to be written to."""

    def count() -> Counts:
        # Of all that is listed that is kept, and brought up to date with it.
        least = len(chosen.holdings.articles.columns["article"])
        counted = _counts(chosen, "article", without)
        short = max(0, least - len(counted))
        return (np.pad(counted, (0, short)) if short else counted).astype(np.uint32, copy=False)

    return chosen.once("by article", count, without)


def _by_value_of_article(chosen: Chosen, facet: str, without: Collection[str]) -> Mapping[str, int]:
    """The same where rows have what their article has: there are far fewer articles than rows."""
    articles = chosen.holdings.articles
    sets = articles.bits.get(facet, {})

    def places() -> Counts:
        # By the id of an article, the place of its value, counted from 1: it has one at most.
        found = np.zeros(len(chosen.holdings.articles.columns["article"]), np.uint16)
        for place, held in enumerate(sets.values(), 1):
            found[numbers_of(held)] = place
        return found

    place = chosen.holdings.once(("of articles", facet), places)
    rows = chosen.rows(without)
    if len(rows) < len(place):
        each = place.take(chosen.shelf.columns.at("article", numbers_of(rows)))
        counted = np.bincount(each, minlength=len(sets) + 1)
    else:
        weights = by_article(chosen, without)[: len(place)]
        counted = np.bincount(place, weights=weights, minlength=len(sets) + 1).astype(np.int64)
    return {str(value): count for value, count in zip(sets, counted[1:].tolist(), strict=True) if count}


def by_speaker(chosen: Chosen, without: Collection[str] = ()) -> Counts:
    """By the id of a speaker as shown, how many of these rows are theirs; at 0 those of nobody.

    Not to be written to.
    """

    def count() -> Counts:
        return chosen.holdings.people.gathered(_counts(chosen, "speaker", without)).astype(np.uint32)

    return chosen.once("by speaker", count, without)


def by_country(chosen: Chosen, without: Collection[str] = ()) -> Mapping[str, int]:
    """By country that speakers are from, how many of these rows are theirs."""

    def count() -> Mapping[str, int]:
        people = chosen.holdings.people
        return _summed(people.countries, people.country, by_speaker(chosen, without))

    return chosen.once("by country", count, without)


def speakers_by_country(chosen: Chosen, without: Collection[str] = ()) -> Mapping[str, int]:
    """By country, how many speakers from there, as shown, say one of these rows."""

    def count() -> Mapping[str, int]:
        people = chosen.holdings.people
        return _summed(people.countries, people.country, by_speaker(chosen, without).astype(bool))

    return chosen.once("speakers by country", count, without)


def speakers_by_kind(chosen: Chosen, without: Collection[str] = ()) -> Mapping[str, int]:
    """By kind of speaker, how many, as shown, say one of these rows."""

    def count() -> Mapping[str, int]:
        people = chosen.holdings.people
        return _summed(people.kinds, people.kind, by_speaker(chosen, without).astype(bool))

    return chosen.once("speakers by kind", count, without)


def speakers_by_value(chosen: Chosen, facet: str, without: Collection[str] = ()) -> Mapping[str, int]:
    """The values of a facet with how many speakers, as shown, say one of these rows that has it."""

    def count() -> Mapping[str, int]:
        people = chosen.holdings.people
        if chosen.everything(without):
            shown = people.shown(chosen.shelf.voices().speaking.get(facet, {}))
            return {str(value): len(speakers) for value, speakers in shown.items() if speakers}
        rows, standing = chosen.rows(without), people.standing
        by = standing.take(chosen.shelf.columns["speaker"])
        counted = {}
        for value, held in chosen.shelf.bits.get(facet, {}).items():
            said = np.zeros(len(standing), bool)
            said[by.take(numbers_of(rows & held))] = True
            said[0] = False
            counted[str(value)] = int(np.count_nonzero(said))
        return {value: count for value, count in counted.items() if count}

    return chosen.once(("speakers by value", facet), count, without)


def most(counts: Counts, number: int) -> Mapping[int, int]:
    """The `number` speakers with the highest counts, and who has as many as the last; never nobody."""
    some = np.flatnonzero(counts[1:]) + 1
    found = counts.take(some)
    if len(some) > number:
        least = np.partition(found, -number)[-number]
        some, found = some.compress(found >= least), found.compress(found >= least)
    return dict(zip(some.tolist(), found.tolist(), strict=True))


def days(
    chosen: Chosen, dates: str, without: Collection[str] = ()
) -> tuple[Sequence[int], Sequence[int], Sequence[int], int]:
    """First and last days that rows may be of, as ordinals, with how many are; and how many state none.

    `dates` is "published" or "said", as in a filter.
    """
    if dates == "published":
        # Rows were published when their article was.
        stated, sums = chosen.holdings.articles.columns.summed("day", by_article(chosen, without))
        some = np.flatnonzero(sums)
        some = some[np.argsort(stated[some])]
        by_day = dict(zip(stated[some].tolist(), sums[some].astype(np.int64).tolist(), strict=True))
        undated = by_day.pop(0, 0)
        return list(by_day), list(by_day), list(by_day.values()), undated
    said, counts = chosen.shelf.columns.counted("said", numbers_of(chosen.rows(without)))
    first, last = spans.first(said), spans.last(said)
    stated = np.flatnonzero((counts > 0) & (first > 0))
    stated = stated[np.argsort(said[stated])]
    found = counts[stated]
    undated = int(counts.sum() - found.sum())
    return first[stated].tolist(), last[stated].tolist(), found.tolist(), undated


def _counts(chosen: Chosen, name: str, without: Collection[str]) -> Counts:
    """By value of a column, how many of the rows without these conditions have it."""
    shelf, rows = chosen.shelf, chosen.rows(without)
    if 2 * len(rows) < len(shelf.live):
        return np.bincount(shelf.columns.at(name, numbers_of(rows)))
    # Of most of what is listed, what is left out is fewer: that is taken from the counts of all.
    counts = shelf.counts(name)
    left = shelf.columns.at(name, numbers_of(shelf.live - rows))
    return counts - np.bincount(left, minlength=len(counts)) if len(left) else counts


def _summed(values: tuple[str | None, ...], places: Counts, counts: Counts) -> Mapping[str, int]:
    sums = np.bincount(places, weights=counts, minlength=len(values)).astype(np.int64).tolist()
    return {value: count for value, count in zip(values, sums, strict=True) if value and count}
