"""A span of days as a row of periods: days, weeks, months, quarters, years or decades, as many as fit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Some days in a row."""

    first: date
    last: date
    words: str
    """“May 2021”."""
    tick: str
    """What an axis says under it, where it says anything: “2021”."""

    def holds(self, day: date | None) -> bool:
        """Whether a day that is stated lies in it."""
        return day is not None and self.first <= day <= self.last

    def between(self, since: date | None, until: date | None) -> "Period":
        """What of it lies from `since` to `until`, called so where that is not all."""
        part = self
        if since and since > part.first:
            part = replace(part, first=since, words=f"{part.words}, from {_day_words(since)}")
        if until and until < part.last:
            part = replace(part, last=until, words=f"{part.words}, until {_day_words(until)}")
        return part


@dataclass(frozen=True, slots=True)
class Unit:
    """What the periods are: where the one of a day begins, where it ends, and what it is called."""

    name: str
    start: Callable[[date], date]
    end: Callable[[date], date]
    words: Callable[[date], str]
    tick: Callable[[date], str]
    yearly: bool
    """Whether the axis names the years, not every period."""


def periods(first: date, last: date, most: int) -> tuple[Unit, tuple[Period, ...]]:
    """The days from `first` to `last` in the smallest unit of which there are at most `most`."""
    for unit in UNITS:
        if (last - first).days < most * (unit.end(first) - unit.start(first)).days * 1.1 + most:
            found = _row(unit, first, last)
            if len(found) <= most:
                return unit, found
    return unit, _row(unit, first, last)


def _row(unit: Unit, first: date, last: date) -> tuple[Period, ...]:
    found, start = [], unit.start(first)
    while True:
        end = unit.end(start)
        found.append(Period(start, end, unit.words(start), unit.tick(start)))
        if end >= last or end == date.max:
            return tuple(found)
        start = end + _DAY


def _months_on(day: date, months: int) -> date:
    """The last day before the month that is `months` after the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date.max if year > date.max.year else date(year, month + 1, 1) - _DAY


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _decade(day: date) -> date:
    return date(max(day.year // 10 * 10, 1), 1, 1)


def _day_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


UNITS = (
    Unit(
        "day", lambda day: day, lambda day: day, _day_words, lambda day: f"{day.day} {day:%b}", yearly=False
    ),
    Unit(
        "week",
        lambda day: day - timedelta(days=min(day.weekday(), day.toordinal() - 1)),
        lambda day: day + timedelta(days=6 - day.weekday()),
        lambda day: f"Week of {_day_words(day)}",
        lambda day: f"{day.day} {day:%b}",
        yearly=True,
    ),
    Unit(
        "month",
        lambda day: day.replace(day=1),
        lambda day: _months_on(day, 1),
        lambda day: f"{day:%B} {day.year}",
        lambda day: f"{day:%b} {day.year}",
        yearly=True,
    ),
    Unit(
        "quarter",
        _quarter,
        lambda day: _months_on(day, 3),
        lambda day: f"{day:%B} to {_months_on(day, 3):%B} {day.year}",
        lambda day: f"{day:%b} {day.year}",
        yearly=True,
    ),
    Unit(
        "year",
        lambda day: date(day.year, 1, 1),
        lambda day: date(day.year, 12, 31),
        lambda day: str(day.year),
        lambda day: str(day.year),
        yearly=False,
    ),
    Unit(
        "decade",
        _decade,
        lambda day: date(day.year // 10 * 10 + 9, 12, 31),
        lambda day: f"{day.year // 10 * 10}s",
        lambda day: f"{day.year // 10 * 10}s",
        yearly=False,
    ),
)
