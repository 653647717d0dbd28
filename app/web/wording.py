"""Labels, dates, counts and confidence in the words that readers see."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from app.link import english
from app.records import ClaimType, Kind, Role, SpeakerKind

NOT_STATED = "not stated"

KINDS = {Kind.DIRECT: "Quoted", Kind.MIXED: "Partly quoted", Kind.INDIRECT: "Reported"}
KIND_NOTES = {
    Kind.DIRECT: "",
    Kind.MIXED: "Only the words inside quotation marks are quoted",
    Kind.INDIRECT: "Reported, not verbatim",
}
TRANSLATED = "Translated, not verbatim"

SPEAKER_KINDS = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organisation",
    SpeakerKind.PUBLICATION: "Publication",
    SpeakerKind.UNNAMED: "Unnamed source",
}

TYPES = {
    ClaimType.FIGURE: "Figure",
    ClaimType.EVENT: "Event",
    ClaimType.PREDICTION: "Prediction",
    ClaimType.PLAN: "Plan",
    ClaimType.DENIAL: "Denial",
    ClaimType.CAUSE: "Cause",
    ClaimType.COMPARISON: "Comparison",
    ClaimType.EVALUATION: "Evaluation",
}

ROLES = {
    Role.BODY: "",
    Role.HEADING: "",
    Role.CAPTION: "Caption",
    Role.CREDIT: "Credit",
    Role.FOOTNOTE: "Footnote",
    Role.INSERT: "Editor’s insert",
}

LACKING = {
    "address": "its address at the outlet",
    "country": "the outlet’s country",
    "date": "a date of publication",
    "language": "a language",
    "outlet": "its outlet",
}
FACET_TITLES = {
    "p": "Speaker",
    "named": "Naming",
    "about": "About country",
    "bloc": "About bloc or region",
    "from": "Speaking from",
    "via": "Outlet’s country",
    "outlet": "Outlet",
    "kind": "Kind",
    "type": "Type of claim",
    "topic": "Topic of the article",
    "language": "Language of the article",
    "lacking": "Article does not state",
    "review": "Review",
}
EXCLUDED_TITLES = {
    "p": "Not by",
    "named": "Not naming",
    "about": "Not about",
    "bloc": "Not about",
    "from": "Not from",
    "via": "Not via",
    "outlet": "Not in",
    "kind": "Not",
    "type": "Not",
    "topic": "Not on",
    "review": "Not",
}
"""What stands before a value that is left out."""
REVIEWS = {"machine": "As the machine found it", "checked": "Checked by a person", "disputed": "Disputed"}
DATES = {"published": "Published", "said": "Said"}

RULES = {
    "name": "by name",
    "demonym": "by its people’s name",
    "capital": "by its capital",
    "institution": "by an institution",
    "region": "by a state, province or region",
    "city": "by a city",
    "bloc": "by name",
    "inferred": "from the context",
}

_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
"""Codes that the list of names has beside those of countries."""
_DATE = re.compile(r"(?:(\d{4})|-)(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
_INITIALS = {
    *("asean", "au", "brics", "cis", "csto", "eaeu", "ecowas", "efta", "eu", "g7", "g20", "g77", "gcc"),
    *("nato", "oas", "oecd", "opec", "osce", "saarc", "sco", "un", "usmca"),
}
"""Parts of blocs' slugs that are written in capitals."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date for people and machines; `machine` is "" where none is stated."""

    words: str
    machine: str = ""


@lru_cache(1024)  # a list names the same countries in every line and twice in its facets
def country(code: str) -> str:
    """The English name of a country, or the code itself where there is none."""
    return str(english.names().territories[code]) if is_country(code) else code


def countries() -> dict[str, str]:
    """The English name of every country in use, by its code."""
    return {code: str(name) for code, name in english.names().territories.items() if is_country(code)}


@lru_cache(1024)
def bloc(slug: str) -> str:
    """A bloc's name by its slug: “NATO”, “Central Asia”."""
    words = slug.split("-")
    return " ".join(word.upper() if word in _INITIALS else word.capitalize() for word in words)


def country_code(typed: str) -> str:
    """A country's code as it is written, in capitals, whatever was typed."""
    # Plain letters alone: the capitals of others may be a country's, as those of ß are South Sudan's.
    return typed.upper() if typed.isascii() else typed


@lru_cache(1024)
def is_country(code: str) -> bool:
    """Whether `code` is an alpha-2 code of a country in use."""
    return (
        len(code) == 2
        and code.isalpha()
        and code not in _NO_COUNTRIES
        and code in english.names().territories
    )


def day(moment: date | datetime | None) -> Day:
    """A date as “19 May 2021”, or “not stated”."""
    if moment is None:
        return Day(NOT_STATED)
    return _told(moment.date() if isinstance(moment, datetime) else moment)


@lru_cache(4096)
def _told(just: date) -> Day:
    return Day(f"{just.day} {just:%B} {just.year}", just.isoformat())


def span(first: date | None, last: date | None) -> str:
    """From one day to another: “1 May 2020 – 19 May 2021”, or the one day; "" where none is stated."""
    one, other = day(first), day(last)
    return "" if not one.machine else one.words if one == other else f"{one.words} – {other.words}"


def days(first: date, last: date) -> Day:
    """The days from `first` to `last` as a reader says it: “4 May 2021”, “May 2021”, “1–3 May 2021”."""
    if first == last:
        return day(first)
    if first.month == 1 and last.month == 12 and first.day == 1 and last.day == 31:
        years = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return Day(years, str(first.year) if first.year == last.year else "")
    if (first.year, first.month) == (last.year, last.month):
        month = f"{first:%B} {first.year}"
        whole = first.day == 1 and (last + timedelta(days=1)).month != last.month
        return Day(month, f"{first:%Y-%m}") if whole else Day(f"{first.day}–{last.day} {month}")
    return Day(span(first, last))


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: “1 claim”, “1,204 claims”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(number: int) -> str:
    """Bytes as people say them: “212 kB”, “1.3 MB”."""
    for unit, step in (("GB", 10**9), ("MB", 10**6)):
        if number >= step:
            return f"{number / step:.1f} {unit}"
    return f"{max(1, round(number / 1000))} kB"


def duration(seconds: float) -> str:
    """A time as people say it: “under 1 s”, “12 s”, “4 min 12 s”, “2 h 5 min”."""
    whole = round(seconds)
    if whole < 1:
        return "under 1 s"
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours:,} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def confidence(value: float) -> str:
    """How sure the machine is that extent and speaker are both right, in words."""
    if value >= 0.9:
        return "Very likely right"
    if value >= 0.75:
        return "Likely right"
    if value >= 0.5:
        return "More likely right than wrong"
    return "Unsure"


def worth(score: float) -> str:
    """How much a claim asks to be checked, in words."""
    if score >= 0.6:
        return "Worth checking"
    if score >= 0.3:
        return "Perhaps worth checking"
    return "Little to check"


def quantity(value: str, unit: str, bound: str) -> str:
    """A quantity as it was understood: “at least 50 %”, “240,000,000 USD”, “September 2001”."""
    if unit == "date":
        return _date(value)
    whole, _, part = value.partition(".")
    number = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    told = f"{number}{'.' + part if part else ''} {unit}".strip()
    return told if bound == "exactly" else f"{bound} {told}"


def _date(value: str) -> str:
    """As much of an ISO 8601 date as is stated: "2020-02" is “February 2020”, "--07-02" “2 July”."""
    found = _DATE.fullmatch(value)
    if found is None:
        return value
    year, month, day_ = found.groups()
    named = f"{date(2000, int(month), 1):%B}" if month else ""
    return " ".join(part for part in (day_ and str(int(day_)), named, year) if part)


def language(tag: str | None) -> str:
    """The English name of a language by its BCP 47 tag, or the tag itself."""
    if tag == "und":
        return "another language"
    if not tag:
        return NOT_STATED
    return str(english.names().languages.get(tag.split("-")[0].lower(), tag))


def clipped(words: str, length: int) -> str:
    """`words` on one line, cut between words to at most `length` characters with an ellipsis."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    head = line[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(",;:—–- ") + "…"


def stopped(words: str) -> str:
    """`words` with a full stop where they end without any mark of a sentence's end; "" stays so."""
    return f"{words}." if words and words.rstrip("”’\"')")[-1:] not in (".", "!", "?", "…") else words
