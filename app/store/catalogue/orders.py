"""The orders that a list is walked in, as arrays of its numbers."""

from datetime import date

import numpy as np
from pyroaring import BitMap

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.columns import Columns

_LAST_DAY = date.max.toordinal()
_LAST_ARTICLE = (1 << 26) - 1
_LAST_POSITION = (1 << 16) - 1
_SOME = 256
"""Up to so many rows are put into an order one by one."""


def keys(columns: Columns, name: str, numbers: Numbers) -> Numbers:
    """What rows are sorted by, rising; those of equal keys follow one another by number.

    Dates that nobody stated come last in both orders of time.
    """
    if name == "worth":
        return columns.falling("worth", numbers)
    day = columns.at("day", numbers).astype(np.uint64)
    article = columns.at("article", numbers).astype(np.uint64)
    if name == "oldest":
        day[day == 0] = _LAST_DAY
    else:
        day, article = _LAST_DAY - day, _LAST_ARTICLE - article
    made: Numbers = day << np.uint64(42) | article << np.uint64(16)
    if "position" in columns:
        made |= np.minimum(columns.at("position", numbers), _LAST_POSITION).astype(np.uint64)
    return made


def ordered(columns: Columns, name: str, rows: BitMap) -> Numbers:
    """All these rows in order."""
    numbers = bitmaps.numbers_of(rows)
    # Numbers rise, and a stable sort leaves them so where keys are equal.
    return numbers[np.argsort(keys(columns, name, numbers), kind="stable")]


def oldest(columns: Columns, newest: Numbers) -> Numbers:
    """The rows with the oldest first from those with the newest first, in a tenth of the time of sorting."""
    article = columns.at("article", newest)
    starts = np.flatnonzero(np.concatenate([np.ones(min(1, len(newest)), bool), article[1:] != article[:-1]]))
    lengths = np.diff(starts, append=len(newest))
    # Articles come the other way round, each read from its beginning; those of no stated day stay behind.
    dated = columns.at("day", newest.take(starts)) > 0
    turned = np.concatenate([np.flatnonzero(dated)[::-1], np.flatnonzero(~dated)[::-1]])
    starts, lengths = starts.take(turned), lengths.take(turned)
    made: Numbers = newest.take(
        np.arange(len(newest)) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    )
    return made


def changed(
    before: Columns,
    columns: Columns,
    name: str,
    order: Numbers,
    gone: BitMap,
    fresh: Numbers,
) -> Numbers:
    """An order without the rows that are `gone`, those `fresh` put in their places among the rest.

    `before` are the columns that the order was made of.
    """
    if gone:
        order = np.delete(order, _places(before, name, order, bitmaps.numbers_of(gone)))
    fresh = fresh[np.argsort(keys(columns, name, fresh), kind="stable")]
    places = _places(columns, name, order, fresh)
    if len(fresh) > _SOME:
        return np.insert(order, places, fresh)
    # What stands between them is copied as it is, in a third of the time.
    parts, start = [], 0
    for at, place in enumerate(places.tolist()):
        parts += [order[start:place], fresh[at : at + 1]]
        start = place
    return np.concatenate([*parts, order[start:]])


def _places(columns: Columns, name: str, order: Numbers, fresh: Numbers) -> Numbers:
    """Before which of `order` each comes: a binary search for all at once, over keys made when met."""
    wanted = keys(columns, name, fresh)
    low, high = np.zeros(len(fresh), np.int64), np.full(len(fresh), len(order), np.int64)
    while (searching := low < high).any():
        middle = (low + high) // 2
        there = order[np.minimum(middle, len(order) - 1)]
        found = keys(columns, name, there)
        comes_before = (found < wanted) | ((found == wanted) & (there < fresh))
        low = np.where(searching & comes_before, middle + 1, low)
        high = np.where(searching & ~comes_before, middle, high)
    return low
