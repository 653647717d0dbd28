"""Numbers, amounts of money, shares and dates that some words state."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name
from spacy.tokens import Token

from app.extract.dates import dates
from app.extract.lexicon import table
from app.extract.numbers import DIGITS, plain, scale, times, value, worded
from app.extract.propositions import Proposition
from app.records import Quantity, Span

_LONGEST_UNIT = 3
_MANY = 100
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s")
_BETWEEN = re.compile(r"\b(?:between|from)\s\Z", re.IGNORECASE)
_AFTER = {"or more": "at least", "or fewer": "at most", "or less": "at most", "or so": "about"}
_JOINED = re.compile(r"-([a-z]+)")
_LETTERS = ("m", "b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_COUNTING = ("nummod", "quantmod", "compound", "amod", "advmod", "npadvmod")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number where it is printed."""

    match: re.Match[str]
    size: Decimal
    """Without its scale."""
    scale: Decimal | None
    unit: str
    bound: str

    @property
    def is_telling(self) -> bool:
        """Whether it says how much of something: "5 men", "a million", "30,000", "more than 5"."""
        bare = self.match["number"] or ""
        many = "," in bare or (self.size >= _MANY and not bare.isdigit())
        return bool(self.unit or self.scale or many or self.bound != "exactly")

    @property
    def found(self) -> Quantity:
        """As a claim states it."""
        number = plain(self.size * (self.scale or 1))
        return Quantity(Span(*self.match.span()), number, self.unit, self.bound)


def quantities(text: str, within: Span, one: Proposition | None = None) -> tuple[Quantity, ...]:
    """Every quantity stated, in order, none overlapping another; bare counts of things need their parse."""
    days = list(dates(text, within))
    numbers = [
        number
        for match in _pattern().finditer(text, within.start, within.end)
        if not any(Span(*match.span()).overlaps(day.span) for day in days)
        and (number := _number(text, within, match, one)) is not None
    ]
    for index in range(len(numbers) - 1):
        numbers[index : index + 2] = _as_range(text, *numbers[index : index + 2])
    counts = [number.found for number in numbers if number.is_telling]
    return tuple(sorted([*days, *counts], key=lambda quantity: quantity.span))


def _number(text: str, within: Span, match: re.Match[str], one: Proposition | None) -> _Number | None:
    size = _size(match)
    letter = (match["scale"] or "").lower()
    if size is None or (letter in _LETTERS and not match["before"]):
        return None  # "4 m" may be metres
    unit = _unit(match, one, text)
    lone = (match["number"] or "").lower() == "one" and not match["scale"] and unit not in ("%", *_codes())
    bound = _bound(text, match, within, unit)
    if lone or (_YEAR.fullmatch(match.group()) and bound == "exactly"):
        return None  # "one of them", "the 2019 agreement"
    return _Number(match, size, times(letter) if letter else None, unit, bound)


def _as_range(text: str, low: _Number, high: _Number) -> tuple[_Number, _Number]:
    """`5-10`, `5 to 10`, `between 5 and 10` as bounds; but `5 and 10` are two numbers."""
    first, second = low.match, high.match
    joint = _RANGE.fullmatch(text, first.end(), second.start())
    opened = _BETWEEN.search(text, 0, first.start()) is not None
    scale_, unit = low.scale or high.scale, low.unit or high.unit
    rises = low.size * (scale_ or 1) < high.size * (high.scale or 1)
    if joint is None or not unit or not rises or not (opened or joint.group().strip() not in ("and", "or")):
        return low, high
    return (
        replace(low, scale=scale_, unit=unit, bound="at least"),
        replace(high, unit=high.unit or unit, bound="at most"),
    )


def _size(match: re.Match[str]) -> Decimal | None:
    """The number, or of a part of a whole how much in a hundred it is."""
    if match["parts"]:
        parts = Decimal(_parts()[match["parts"].lower()])
        some = value(match["part_count"]) if match["part_count"] else Decimal(1)
    elif match["of"]:
        some, parts = value(match["some"]), value(match["of"]) or Decimal(0)
    else:
        return value(match["number"])
    return round(some * 100 / parts, 2) if some and some < parts else None


def _unit(match: re.Match[str], one: Proposition | None, text: str) -> str:
    if match["percent"] or match["parts"] or match["of"]:
        return "%"
    if money := match["before"] or match["after"]:
        return _currencies()[re.sub(r"\s+", " ", money).lower()]
    if joined := _JOINED.match(text, match.end()):
        return joined[1]
    return _counted(match, one) if one is not None else ""


def _counted(match: re.Match[str], one: Proposition) -> str:
    """The noun that a number counts, with what stands between, as printed."""
    inside = [t for t in one.tokens if match.start() <= one.segment.at(t) < match.end()]
    if not inside:
        return ""
    last = inside[-1]
    head: Token = last
    while head.i <= last.i and head.dep_ in _COUNTING and head.head.i != head.i:
        head = head.head
    between = one.tokens.doc[last.i + 1 : head.i + 1]
    counts = last.i < head.i <= min(last.i + _LONGEST_UNIT, one.tokens.end - 1)
    nominal = all(t.is_alpha and t.pos_ in ("NOUN", "PROPN", "ADJ") for t in between)
    if counts and nominal and head.pos_ != "ADJ":
        return between.text
    behind = one.tokens.doc[last.i + 1 : min(last.i + 2, one.tokens.end)]
    return behind.text if behind and behind[0].tag_ == "NNS" else ""


def _bound(text: str, match: re.Match[str], within: Span, unit: str) -> str:
    before = _bounds().search(text, within.start, match.start())
    if before is not None:
        return _listed("number_bounds")[re.sub(r"\s+", " ", before[1]).lower()]
    tail = text[match.end() : within.end].lstrip().removeprefix(unit).lstrip().lower()
    return next((bound for words, bound in _AFTER.items() if tail.startswith(words)), "exactly")


@cache
def _bounds() -> re.Pattern[str]:
    longest = sorted((row[0] for row in table("number_bounds")), key=len, reverse=True)
    words = "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in longest)
    return re.compile(rf"\b({words})\s+(?:a\s+total\s+of\s+)?\Z", re.IGNORECASE)


def _parts() -> dict[str, str]:
    return _listed("number_parts")


@cache
def _listed(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in table(name)}


@cache
def _currencies() -> dict[str, str]:
    known: dict[str, str] = {}
    for code in map(str, Locale("en").currencies):
        known[code.lower()] = code
        for count in (1, 2):
            known[get_currency_name(code, count=count, locale="en").lower()] = code
    return known | {sign.lower(): code for sign, code in table("currencies")}


@cache
def _codes() -> frozenset[str]:
    return frozenset(_currencies().values())


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((name for name in _currencies() if len(name) > 3), key=len, reverse=True)
    codes = "|".join(sorted(_codes()))
    signs = sorted((row[0] for row in table("currencies") if not row[0].islower()), key=len, reverse=True)
    before = "|".join(re.escape(sign) for sign in signs)
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in [*names, "yen", "won"])
    parts = "|".join(sorted(_parts(), key=len, reverse=True))
    number = rf"{DIGITS}|(?i:{worded()})"
    return re.compile(
        # "two-thirds of", "a quarter of", "half the"
        rf"\b(?:(?P<part_count>(?i:{worded()}|an?))[\s-]+)?(?P<parts>(?i:{parts}))(?=\s+(?:of|the)\b)"
        # "one in three"
        rf"|(?P<some>{number})\s+in\s+(?:every\s+)?(?P<of>(?!(?:1[89]|20)\d\d\b)(?:{number}))(?=\s+[a-z])"
        rf"|(?:(?<![\w])(?P<before>{before}|{codes})\s?)?(?<![\w.,:/#])(?<!\D-)(?P<number>{number})"
        r"(?!\d|:\d|\s?[ap]\.?m\b|(?:st|nd|rd|th)\b)"
        rf"(?:[\s-]?(?P<scale>(?i:{scale()})(?:\s+(?i:{scale()}))*)\b)?"
        rf"(?:(?P<percent>\s?%|\s?(?i:per\s?cent(?:age\s+points?)?)\b)|\s(?P<after>(?:(?i:{words})|{codes}))\b)?"
    )
