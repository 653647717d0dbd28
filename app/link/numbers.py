"""Numbers as values: "forty-one", "a dozen" and "$600m" read like 41, 12 and 600000000."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache

from app.link import lexicon

_SCALING = {"dozen"}
_SHORT = {"k": 1000, "m": 10**6}
"""Scales right after digits only."""
_NEVER_ALONE = {"one", "zero"}
"""No numbers by themselves: "no one", "one of them"."""


def valued(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Folded words as (form, start, end): a run of words that is one number becomes its digits."""
    i = 0
    while i < len(words):
        value, end = _number(words, i)
        if value is None:
            yield words[i], i, i + 1
            i += 1
        else:
            yield f"{value.normalize():f}", i, end
            i = end


def _number(words: Sequence[str], start: int) -> tuple[Decimal | None, int]:
    total, i, digits = _begun(words, start)
    if total is None:
        return None, start
    small, scales = _values()
    while i < len(words):
        word = words[i]
        if word in scales or (digits and word in _SHORT):
            total *= scales.get(word) or _SHORT[word]
        elif not digits and word in small and total >= 20 and total % 10 == 0 and small[word] < total:
            total += small[word]
        else:
            break
        i += 1
    alone = i == start + 1 and words[start] in _NEVER_ALONE
    return (None, start) if alone else (total, i)


def _begun(words: Sequence[str], start: int) -> tuple[Decimal | None, int, bool]:
    """A number's first value, where the rest of it begins, and whether it is written in digits."""
    word = words[start]
    small, scales = _values()
    if word[0].isdigit():
        try:
            return Decimal(word.replace(",", ".", 1)), start + 1, True
        except InvalidOperation:
            return None, start, True
    if word in small:
        return Decimal(small[word]), start + 1, False
    if word in ("a", "an") and words[start + 1 : start + 2] and words[start + 1] in scales:
        return Decimal(1), start + 1, False
    if word in scales:
        return Decimal(1), start, False
    return None, start, False


@cache
def _values() -> tuple[dict[str, int], dict[str, int]]:
    """Words that are numbers by themselves, and words that multiply them."""
    rows = [line.split() for line in lexicon.lines("numbers")]
    values = {word: int(value) for value, *words in rows for word in words}
    scales = {word: value for word, value in values.items() if value >= 100 or word in _SCALING}
    small = {word: value for word, value in values.items() if word not in scales}
    tens = {word: value for word, value in small.items() if value >= 20}
    ones = {word: value for word, value in small.items() if 0 < value < 10}
    joined = {f"{ten}{one}": tens[ten] + ones[one] for ten in tens for one in ones}
    return {**small, **joined}, scales
