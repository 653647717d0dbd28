"""Numbers as printed → values: digits with separators of any custom, number words, scales."""

import re
from decimal import Decimal
from functools import cache

from app.extract.lexicon import table

_SPACES = "\u00a0\u202f\u2009"
DIGITS = rf"\d{{1,3}}(?:[,{_SPACES}]\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+(?:[.,]\d+)?"
"""Pattern of a number in digits."""


@cache
def worded() -> str:
    """Pattern of a number in words: "twenty-five", "two and a half", "a dozen", "three hundred and one"."""
    units = "|".join(sorted(_words(), key=len, reverse=True))
    scales = "|".join(word for word in _scales() if len(word) > 3)
    word = rf"(?:{units}|{scales})"
    return rf"\b(?:{units}|an?\s+(?={scales}))(?:[\s-]*(?:and\s+(?!a\b))?{word}\b)*(?:\s+and\s+a\s+half)?"


@cache
def scale() -> str:
    """Pattern of what multiplies the number before it: "million", "bn", "lakh crore"."""
    return "|".join(sorted(_scales(), key=len, reverse=True))


def value(digits: str) -> Decimal | None:
    """The value of a number in digits or words; None where the words make none."""
    if digits[:1].isdigit():
        return _in_digits(digits)
    return _in_words(digits)


def times(scales: str) -> Decimal:
    """What scale words multiply by, all together."""
    factor = Decimal(1)
    for word in scales.lower().split():
        factor *= _scales()[word]
    return factor


def plain(number: Decimal) -> str:
    """Digits with a decimal point at most."""
    return format(number.normalize(), "f") if number else "0"


def _in_digits(digits: str) -> Decimal:
    bare = re.sub(rf"[{_SPACES}]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", bare):
        bare = bare.replace(".", "")
    return Decimal(bare.replace(",", "."))  # "5,5 million" of a translation


def _in_words(words_: str) -> Decimal | None:
    total = current = Decimal(0)
    last = Decimal("Infinity")
    lowered = words_.lower()
    half = lowered.endswith("and a half")
    for word in re.findall(r"[a-z]+", lowered.removesuffix("and a half")):
        if word in ("a", "an"):
            current = Decimal(1)
        elif word in _words():
            number = _words()[word]
            if number >= last or (last < 20 and number < 10 and current % 100):
                return None  # "two three"
            current += number
            last = number if number < 10 or number >= 20 else Decimal(1)
        elif word in _scales():
            factor = _scales()[word]
            current = max(current, Decimal(1)) * factor
            if factor >= 1000:
                total, current = total + current, Decimal(0)
            last = factor
    return total + current + (Decimal("0.5") if half else 0)


@cache
def _words() -> dict[str, Decimal]:
    return {word: Decimal(number) for word, number in table("number_words")}


@cache
def _scales() -> dict[str, Decimal]:
    return {word: Decimal(number) for word, number in table("number_scales")}
