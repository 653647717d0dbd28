"""Words for a day or a stretch of days → the days they mean to who reads them on the day of publication."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.extract.dates import dates, month_names
from app.records import Span

Days = tuple[date, date]
"""The first and the last day."""
YEARLESS = ("day of the year", "month of the year")
"""Rules of times that are printed without their year."""
_WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PART = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime))"
_MONTH = "|".join(name for name in calendar.month_name if name)
_RELATIVE = re.compile(
    rf"\b(?:(?P<last>[Ll]ast\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})\b{_PART}?"
    rf"|(?P<yesterday>[Yy]esterday\b{_PART}?|[Ll]ast night)"
    rf"|(?:[Ee]arlier\s+)?(?P<today>[Tt]oday|[Tt]onight|[Tt]his\s+(?:morning|afternoon|evening))"
    rf"|(?P<ago>(?i:{'|'.join(_NUMBERS)})|\d)\s+days\s+ago"
    rf"|(?:[Ee]arlier\s+)?(?P<which>[Ll]ast|[Tt]his)\s+(?P<unit>week|month|year)"
    rf"|(?<=\b[Ii]n\s)(?:(?:late|early)\s+)?(?P<month>{_MONTH})(?!\s+\d))\b",
)
_YEAR_TOO = re.compile(r",?\s+(?:of\s+)?(?P<which>last|this)\s+year\b")
_FURTHER = re.compile(
    r",?\s+(?:of\s+)?(?:last|this|the)\s+(?:week|month|year|previous|same)\b|,?\s+(?:\w+\s+)?(?:days|weeks|months|years)\s+(?:ago|earlier|before|later)\b"
)
"""Behind a time it makes it one that is further back than the last such time."""
_ATTRIBUTE = re.compile(r"\b(?:an?|the|his|her|their|its)\s+(?P<year>(?:1[0-9]|20)\d\d)(?=\s+[a-z])")
_AND_DATE = re.compile(r"[,\s]+(?:the\s+)?")
_NO_MORE = re.compile(
    r"['’]s\b|\s*(?:-|–|—|to|and|or)\s+(?:(?:again|then|on)\s+){0,3}(?:" + "|".join(_WEEKDAYS) + r"|\d)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression without its preposition; `days` is None where it cannot be told which it means."""

    span: Span
    days: Days | None
    rule: str


def moments(text: str, within: Span, published: date | None) -> Iterator[Moment]:
    """Every time expression in order; nothing is relative to anything but the day of publication.

    What is relative means the last such time up to that day. Days after it are left out, and an expression
    that would lie wholly behind it tells nothing.
    """
    stated = [*_stated(text, within, published), *_relative(text, within, published)]
    taken = within.start
    for one in _merged(text, sorted(stated, key=lambda one: (one.span.start, -one.span.end))):
        if one.span.start >= taken and not _NO_MORE.match(text, one.span.end):
            moment = _of_year(text, one, published)
            taken = moment.span.end
            yield replace(moment, days=_up_to(moment.days, published))


def _stated(text: str, within: Span, published: date | None) -> Iterator[Moment]:
    """What dates: a day without its year is the last one."""
    for one in dates(text, within):
        parts = [int(part) for part in one.value.lstrip("-").split("-")]
        if one.value.startswith("--"):
            yield Moment(
                one.span, _last_day(parts[0], parts[1], published) if published else None, "day of the year"
            )
        else:
            yield Moment(one.span, _days(*parts), ("year", "month", "date")[len(parts) - 1])
    for found in _ATTRIBUTE.finditer(text, within.start, within.end):
        yield Moment(Span(*found.span("year")), _days(int(found["year"])), "year")


def _relative(text: str, within: Span, published: date | None) -> Iterator[Moment]:
    for found in _RELATIVE.finditer(text, within.start, within.end):
        name = next(name for name in _READ if found[name])
        days = None if published is None else _READ[name](found, published)
        yield Moment(Span(*found.span()), days, _RULES[name])


def _merged(text: str, found: list[Moment]) -> Iterator[Moment]:
    """A weekday and the date behind it are one expression: a weekday that is no such day tells nothing."""
    waiting = list(found)
    while waiting:
        one = waiting.pop(0)
        beside = waiting[0] if waiting else None
        if (
            beside
            and one.rule == _RULES["weekday"]
            and _AND_DATE.fullmatch(text, one.span.end, beside.span.start)
        ):
            waiting.pop(0)
            right = beside.days and calendar.day_name[beside.days[0].weekday()] in one.span.of(text)
            yield Moment(Span(one.span.start, beside.span.end), beside.days if right else None, beside.rule)
        else:
            yield one


def _of_year(text: str, one: Moment, published: date | None) -> Moment:
    """`May last year`, `4 May this year` with the year that they name."""
    named = _YEAR_TOO.match(text, one.span.end) if one.rule in YEARLESS else None
    if named is None:
        return replace(one, days=None) if _FURTHER.match(text, one.span.end) else one
    span = Span(one.span.start, named.end())
    if one.days is None or published is None:
        return Moment(span, None, one.rule)
    first, last = one.days
    month, day = first.month, first.day if first == last else None
    year = published.year - (named["which"] == "last")
    known = day is None or day <= calendar.monthrange(year, month)[1]
    return Moment(span, _days(year, month, day) if known else None, one.rule)


def _up_to(days: Days | None, published: date | None) -> Days | None:
    if days is None or published is None:
        return days
    return (days[0], min(days[1], published)) if days[0] <= published else None


def _days(year: int, month: int | None = None, day: int | None = None) -> Days:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _last_day(month: int, day: int, published: date) -> Days | None:
    for year in range(published.year, published.year - 8, -1):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) <= published:
            return _days(year, month, day)
    return None


def _weekday(found: re.Match[str], published: date) -> Days | None:
    back = (published.weekday() - _WEEKDAYS[found["weekday"]]) % 7
    # On a Thursday "last Tuesday" is this week's to some and last week's to others.
    if found["last"] and back <= published.weekday():
        return None
    return _before(published, back)


def _month(found: re.Match[str], published: date) -> Days:
    number = month_names()[found["month"].lower()]
    return _days(published.year - (number > published.month), number)


def _unit(found: re.Match[str], published: date) -> Days:
    past = found["which"].lower() == "last"
    if found["unit"] == "week":
        monday = published - timedelta(days=published.weekday() + 7 * past)
        return monday, monday + timedelta(days=6)
    if found["unit"] == "year":
        return _days(published.year - past)
    before = published.replace(day=1) - timedelta(days=1) if past else published
    return _days(before.year, before.month)


def _ago(found: re.Match[str], published: date) -> Days:
    return _before(published, _NUMBERS.get(found["ago"].lower()) or int(found["ago"]))


def _before(published: date, days: int) -> Days:
    day = published - timedelta(days=days)
    return day, day


_READ: dict[str, Callable[[re.Match[str], date], Days | None]] = {
    "weekday": _weekday,
    "yesterday": lambda _, published: _before(published, 1),
    "today": lambda _, published: _before(published, 0),
    "ago": _ago,
    "unit": _unit,
    "month": _month,
}

_RULES = {
    "weekday": "weekday",
    "yesterday": "day before",
    "today": "same day",
    "ago": "days ago",
    "unit": "stretch",
    "month": "month of the year",
}
