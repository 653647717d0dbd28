"""Walking what a reader asked for page by page, in the order of the list, without sorting all of it.

Many rows are met often enough along the shelf's own order; few are soon sorted by the same key.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
from pyroaring import BitMap

from app.errors import BadInput
from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers, numbers_of
from app.store.catalogue.choosing import Chosen
from app.store.catalogue.orders import Order
from app.store.catalogue.relevance import Ranks
from app.store.catalogue.shelf import Shelf
from app.store.catalogue.turned import Turned
from app.store.queries import keyset
from app.store.queries.filters import Filter

Ordered = Numbers | Order | Turned
FEW = 4096
"""So many rows are sorted soon; of more, so many places along the order are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Line:
    """The order that a list is walked in."""

    name: str
    """Of the sort order: a cursor of another one is refused."""
    types: tuple[type, ...]
    """Of the values in its cursors."""
    values: Callable[[int], tuple[Any, ...]]
    """A row's values, as its cursor has them."""
    key: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    """What rows are in order by: made of those values, rising. Raises BadInput for values that no row has."""
    sort: Callable[[Numbers], Numbers]
    """Puts the numbers of some rows in order."""
    whole: Callable[[], Order | Turned] | None
    """Every row of the shelf in order, where that is kept."""

    def place(self, numbers: Ordered, values: tuple[Any, ...], *, past: bool) -> int:
        """How many of `numbers`, which are in order, stand before these values, or up to them."""
        asked = self.key(values)
        low, high = 0, len(numbers)
        while low < high:
            middle = (low + high) // 2
            here = self.key(self.values(int(numbers[middle])))
            if here < asked or (past and here == asked):
                low = middle + 1
            else:
                high = middle
        return low


def walk(
    chosen: Chosen, wanted: Filter, *, after: str = "", before: str = "", limit: int = 25
) -> keyset.Walk:
    """The page that starts after the cursor `after`, or ends before the cursor `before`, or is the first.

    Raises BadInput for a cursor this list did not make.
    """
    keyset.one_way(after, before)
    line, rows = line_of(chosen, wanted), chosen.rows()
    found = nearest(line, rows, after=after, before=before, most=limit + 1).tolist()
    return turned(line, found, len(rows), after=after, before=before, limit=limit)


def turned(
    line: Line, found: Sequence[int], total: int, *, after: str, before: str, limit: int
) -> keyset.Walk:
    """The page of the rows `found`, with the cursors of this line to its neighbours."""
    return keyset.turned(
        found,
        total,
        lambda number: keyset.cursor(line.name, line.values(number)),
        after=after,
        before=before,
        limit=limit,
    )


def ids(chosen: Chosen, wanted: Filter) -> Sequence[int]:
    """The row ids of the whole list in its order, eight bytes each."""
    made = array("q")
    made.frombytes(in_order(line_of(chosen, wanted), chosen.rows())[:].astype(np.int64).tobytes())
    return made


def line_of(chosen: Chosen, wanted: Filter) -> Line:
    """The order that `wanted` asks for.

    Relevance needs a text query; without one, as for any order unknown, the newest come first.
    """
    shelf = chosen.shelf
    by = " by report" if wanted.group == "report" else ""
    if wanted.sort == "relevance" and chosen.ranks is not None:
        return _by_relevance(chosen.ranks, by)
    if wanted.sort == "worth" and "worth" in shelf.columns:
        return _by_worth(shelf)
    return _by_day(shelf, "oldest" if wanted.sort == "oldest" else "newest", by)


def in_order(line: Line, rows: BitMap) -> Ordered:
    """All of these rows in order."""
    numbers = numbers_of(rows)
    if line.whole is None or len(numbers) <= FEW:
        return line.sort(numbers)
    whole = line.whole()
    if len(numbers) == len(whole):
        return whole
    return whole.among(numbers)


def nearest(line: Line, rows: BitMap, *, after: str = "", before: str = "", most: int) -> Numbers:
    """Of these rows, at most so many after the cursor `after` or before `before`, the nearest first.

    Raises BadInput for a cursor of another line.
    """
    if line.whole is None or len(rows) <= FEW:
        return beyond(line, line.sort(numbers_of(rows)), after=after, before=before, most=most)
    whole = line.whole()
    if len(rows) == len(whole):
        return beyond(line, whole, after=after, before=before, most=most)
    return _along(whole, rows, _place(line, whole, after, before), most, backwards=bool(before))


def beyond(line: Line, numbers: Ordered, *, after: str = "", before: str = "", most: int) -> Numbers:
    """The same of numbers that are in order."""
    return _ahead(numbers, _place(line, numbers, after, before), most, backwards=bool(before))


def _place(line: Line, numbers: Ordered, after: str, before: str) -> int:
    """The place of a cursor among numbers in order; the first without one."""
    if not (after or before):
        return 0
    values = keyset.read(after or before, line.name, line.types)
    return line.place(numbers, values, past=bool(after))


def _ahead(numbers: Ordered, place: int, most: int, *, backwards: bool) -> Numbers:
    if backwards:
        return numbers[max(0, place - most) : place][::-1]
    return numbers[place : place + most]


def _along(whole: Order | Turned, rows: BitMap, place: int, most: int, *, backwards: bool) -> Numbers:
    """Those of an order that are among `rows`, from a place on: as far as it takes, not all of it."""
    # So many places there are for those looked for, were they spread evenly.
    reach = most * len(whole) // len(rows)
    if reach <= FEW:
        some = _ahead(whole, place, FEW, backwards=backwards).tolist()
        met = list(islice((number for number in some if number in rows), most))
        if len(met) == most:
            return np.array(met, np.uint32)
    held, reach = bitmaps.mask_of(numbers_of(rows)), max(2 * reach, FEW)
    while True:
        ahead = _ahead(whole, place, reach, backwards=backwards)
        found = ahead.compress(held.take(ahead, mode="clip"))
        if len(found) >= most or len(ahead) < reach:
            return found[:most]
        reach *= 16


def _by_day(shelf: Shelf, name: str, by: str) -> Line:
    """By day of publication, then as articles came in, then as they are read.

    An article whose date nobody stated comes last in both directions, as the day it was captured says nothing
    of when it was news.
    """
    columns, articles = shelf.columns, shelf.columns["article"]
    positions = columns.get("position")
    newest = name == "newest"
    sign = -1 if newest else 1
    whole = partial(shelf.order, "newest") if newest else shelf.oldest

    def values(number: int) -> tuple[Any, ...]:
        day = int(columns.at("day", np.array([number]))[0])
        stated = date.fromordinal(day).isoformat() if day else "" if newest else date.max.isoformat()
        within = () if positions is None else (int(positions[number]), number)
        return (stated, int(articles[number]), *within)

    def key(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return (sign * _ordinal(values[0]), sign * values[1], *values[2:])

    types = (str, int) if positions is None else (str, int, int, int)
    return Line(name + by, types, values, key, partial(_sorted, shelf, name), whole)


def _by_worth(shelf: Shelf) -> Line:
    """The worth of checking, falling; what no model has judged comes last."""
    return Line(
        name="worth",
        types=(float, int),
        values=lambda number: (float(shelf.columns.at("worth", np.array([number]))[0]), number),
        key=lambda values: (-values[0], values[1]),
        sort=partial(_sorted, shelf, "worth"),
        whole=lambda: shelf.order("worth"),
    )


def _by_relevance(ranks: Ranks, by: str) -> Line:
    """The smaller the rank the better; of equals, as of all that have none, the newest come first."""
    return Line(
        name="relevance" + by,
        types=(float, int),
        values=lambda number: (ranks.get(number), number),
        key=lambda values: (values[0], -values[1]),
        sort=ranks.in_order,
        whole=None,
    )


def _sorted(shelf: Shelf, name: str, numbers: Numbers) -> Numbers:
    # Numbers rise, and a stable sort leaves them so where keys are equal.
    return numbers.take(np.argsort(shelf.keys(name, numbers), kind="stable"))


def _ordinal(day: str) -> int:
    if not day:
        return 0
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError as error:
        raise BadInput(keyset.DAMAGED) from error
