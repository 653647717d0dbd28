"""Numbers as values: "forty-one", "a dozen" and "$600m" read like 41, 12 and 600000000."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_UNITS = {word: value for value, word in enumerate([*_ONES.split(), "seventeen", "eighteen", "nineteen"])}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_JOINED = {f"{tens}{unit}": _TENS[tens] + _UNITS[unit] for tens in _TENS for unit in _ONES.split()[1:10]}
_SMALL = {**_UNITS, **_TENS, **_JOINED}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
}
_AFTER_DIGITS = {"k", "m", "mn", "mln", "bn", "bln"}
_ALONE = {"one", "zero"}
"""Not a number by itself: "no one", "one of them"."""


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
    while i < len(words):
        word = words[i]
        scale = _SCALES.get(word)
        if scale is not None and (digits or word not in _AFTER_DIGITS):
            total *= scale
        elif not digits and word in _SMALL and total >= 20 and total % 10 == 0 and _SMALL[word] < total:
            total += _SMALL[word]
        else:
            break
        i += 1
    alone = i == start + 1 and words[start] in _ALONE
    return (None, start) if alone else (total, i)


def _begun(words: Sequence[str], start: int) -> tuple[Decimal | None, int, bool]:
    word = words[start]
    if word[0].isdigit():
        try:
            return Decimal(word.replace(",", ".", 1)), start + 1, True
        except InvalidOperation:
            return None, start, True
    if word in _SMALL:
        return Decimal(_SMALL[word]), start + 1, False
    if word == "a" and start + 1 < len(words) and _SCALES.get(words[start + 1], 0) and len(words[start + 1]) > 2:
        return Decimal(1), start + 1, False
    if word in _SCALES and word not in _AFTER_DIGITS:
        return Decimal(1), start, False
    return None, start, False
