"""A histogram: one bar a period, as tall as its count, gaps where there is nothing."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from app.store.queries.views import Days
from app.web.drawing.periods import Period, periods

SLOT = 10
"""The breadth of a period on the picture; a bar leaves a tenth of it free on either side."""
TALL = 100
"""The height of the tallest bar, and of the picture."""
WIDE, NARROW = 31, 9
"""Bars that are broad enough to press, across a page (a month by day) and in its margin or on a phone."""
_FEWEST = {WIDE: 14, NARROW: 6}
"""So few bars would be as broad as doors: the row is not drawn shorter than this."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period that has something."""

    x: int
    """Where its slot begins: all of that can be pressed."""
    y: float
    height: float
    count: int
    words: str
    label: str
    """The period and its count."""
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """A row of bars, with what stands under each slot, mostly nothing."""

    most: int
    """How many bars there was room for."""
    lead: str
    """“Claims by month, as published”."""
    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[str, ...]
    tallest: str
    """The count of the tallest bar."""


def bars(
    days: Days,
    most: int,
    lead: Callable[[str], str],
    told: Callable[[int], str],
    href: Callable[[Period], str],
    chosen: tuple[date | None, date | None],
) -> Bars:
    """The bars of `days`, at most `most`; of one of several days, something stands in every bar it may be in.

    `lead` says what is drawn by a unit, `told` puts a count into words, `href` leads to a period; `chosen`
    are the first and last day asked for. Where `days` are of these only, so is every period.
    """
    first, last = date.fromordinal(days.firsts[0]), date.fromordinal(max(days.lasts))
    unit, row = periods(first, last, most)
    if first >= (chosen[0] or date.min) and last <= (chosen[1] or date.max):
        row = tuple(period.between(*chosen) for period in row)
    counts = _counts(days, row)
    tallest = max(counts)
    slots = max(len(row), _FEWEST.get(most, 0))
    drawn = tuple(
        Bar(
            number * SLOT,
            round(TALL - TALL * count / tallest, 2),
            round(TALL * count / tallest, 2),
            count,
            period.words,
            f"{period.words}: {told(count)}",
            href(period),
            _within(period, *chosen),
        )
        for number, (period, count) in enumerate(zip(row, counts, strict=True))
        if count
    )
    ticks = [*_ticks(row, yearly=unit.yearly, apart=math.ceil(slots / 7)), *[""] * (slots - len(row))]
    return Bars(most, lead(unit.name), slots * SLOT, TALL, drawn, tuple(ticks), f"{tallest:,}")


def _counts(days: Days, row: Sequence[Period]) -> list[int]:
    """How many of `days` meet each period of `row`.

    All that have begun by its end do, but for those that ended before it began: sums over the days are made
    once, as an archive has thousands, and each period takes two of them.
    """
    firsts, lasts = days.firsts, days.lasts
    begun = ended = [0, *accumulate(days.counts)]
    if lasts != firsts:
        ending = sorted(range(len(days)), key=lasts.__getitem__)
        lasts = [lasts[place] for place in ending]
        ended = [0, *accumulate(days.counts[place] for place in ending)]
    return [
        begun[bisect_right(firsts, period.last.toordinal())]
        - ended[bisect_left(lasts, period.first.toordinal())]
        for period in row
    ]


def _within(period: Period, since: date | None, until: date | None) -> bool:
    """Whether a period has a day that is asked for; all have where none is."""
    return (since is None or period.last >= since) and (until is None or period.first <= until)


def _ticks(row: Sequence[Period], *, yearly: bool, apart: int) -> list[str]:
    """The first period, then every year's first or every so many, no two closer than `apart`."""
    ticks, last = [], 0
    for number, period in enumerate(row):
        # A quarter past the first, as that is named at length.
        begins = period.first.year != row[number - 1].first.year if number else False
        far = number - last >= apart + (yearly and last == 0)
        room = number <= len(row) - 2 or not yearly
        if number == 0:
            ticks.append(period.tick)
        elif far and room and (begins or not yearly):
            ticks.append(str(period.last.year) if yearly else period.tick)
            last = number
        else:
            ticks.append("")
    return ticks
