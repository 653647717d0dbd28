"""Dates as printed → as much of an ISO 8601 date as is stated; none is resolved against a clock."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from babel.dates import get_month_names

from app.records import Quantity, Span

_YEAR = r"(?:1[0-9]|20)\d\d"
_BEFORE_A_YEAR = (
    r"(?:in|since|by|of|from|until|till|during|before|after|early|late|mid|summer|winter|spring|autumn|fall)"
)


def dates(text: str, within: Span) -> Iterator[Quantity]:
    """Every date in order; a day without its year is `--MM-DD`."""
    for found in _pattern().finditer(text, within.start, within.end):
        stated = _iso({name: words for name, words in found.groupdict().items() if words})
        if stated is not None:
            start, end = found.span("year4" if found["year4"] else 0)
            yield Quantity(Span(start, end), stated, "date")


def _iso(parts: dict[str, str]) -> str | None:
    named = next((parts[name] for name in ("month1", "month2", "month3") if name in parts), None)
    year = next((parts[f"year{n}"] for n in range(1, 7) if f"year{n}" in parts), None)
    day = next((parts[f"day{n}"] for n in (1, 2, 5, 6) if f"day{n}" in parts), None)
    month = month_names()[named.lower().rstrip(".")] if named else None
    if "number5" in parts:
        month, day = int(parts["number5"]), parts["day5"]
    elif "first6" in parts:
        first, second = int(parts["first6"]), int(parts["second6"])
        # Dots are the custom of countries that put the day first; a month above 12 says otherwise.
        month, day = (second, str(first)) if second <= 12 else (first, str(second))
    if day is None:
        return year if month is None else f"{year}-{month:02}" if year else None
    if month is None or not _exists(year, month, int(day)):
        return None
    return f"{year or '-'}-{month:02}-{int(day):02}"


def _exists(year: str | None, month: int, day: int) -> bool:
    try:
        date(int(year or 2000), month, day)
    except ValueError:
        return False
    return True


@cache
def month_names() -> dict[str, int]:
    """Every way to print a month, lower case, with its number."""
    names = {
        form.lower().rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, form in get_month_names(width, locale="en").items()
    }
    return names | {"sept": 9}


@cache
def _pattern() -> re.Pattern[str]:
    month = "(?:" + "|".join(sorted(month_names(), key=len, reverse=True)) + r")\b\.?"
    # "May" and "March" are words too: a month is capitalised.
    month = "(?=[A-Z])(?i:" + month + ")"
    nth = r"(?:st|nd|rd|th)?"
    return re.compile(
        rf"\b(?P<month1>{month})\s+(?P<day1>\d{{1,2}}){nth}\b(?!:)(?:,?\s+(?P<year1>{_YEAR})\b)?"
        rf"|\b(?P<day2>\d{{1,2}}){nth}\s+(?:of\s+)?(?P<month2>{month})(?:,?\s+(?P<year2>{_YEAR})\b)?"
        rf"|\b(?P<month3>{month}),?\s+(?:of\s+)?(?P<year3>{_YEAR})\b"
        rf"|\b(?P<year5>{_YEAR})-(?P<number5>\d\d)-(?P<day5>\d\d)\b"
        rf"|\b(?P<first6>\d{{1,2}})\.(?P<second6>\d{{1,2}})\.(?P<year6>{_YEAR})\b"
        rf"|(?:\b(?i:{_BEFORE_A_YEAR})[ -]|(?<=\d\d\d\d[-–—])|(?<=\d\d\d\d and ))"
        rf"(?P<year4>{_YEAR})\b(?!%|s\b|[,.]\d| \w+s\b)"
    )
