"""Numbers, amounts, shares and dates, as printed in news of many customs."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.dates import dates
from app.extract.documents import document
from app.extract.numbers import plain, value
from app.extract.pipeline import Models
from app.extract.propositions import narrated
from app.extract.quantities import quantities
from app.extract.segments import segments
from app.records import Span


@pytest.fixture
def counted(models: Models):
    """Quantities of a text as words, value, unit, bound."""

    def found(text: str) -> list[tuple[str, str, str, str]]:
        (one,) = narrated(segments(document(text), (), models), ())
        return [
            (q.span.of(text), q.value, q.unit, q.bound) for q in quantities(text, Span(0, len(text)), one)
        ]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They allocated $ 240 million.", [("$ 240 million", "240000000", "USD", "exactly")]),
        ("It cost €1.5bn in all.", [("€1.5bn", "1500000000", "EUR", "exactly")]),
        ("It will save NOK 240 million.", [("NOK 240 million", "240000000", "NOK", "exactly")]),
        ("He paid 300 Swiss francs.", [("300 Swiss francs", "300", "CHF", "exactly")]),
        ("They spent Rs 3.2 lakh crore.", [("Rs 3.2 lakh crore", "3200000000000", "INR", "exactly")]),
        ("It made 5,5 million tons of it.", [("5,5 million", "5500000", "tons", "exactly")]),
        ("At least 50% of it is lost.", [("50%", "50", "%", "at least")]),
        ("Nearly 11 per cent was lost.", [("11 per cent", "11", "%", "about")]),
        ("They sent 20,000 troops.", [("20,000", "20000", "troops", "exactly")]),
        ("About 2.3 thousand men died.", [("2.3 thousand", "2300", "men", "about")]),
        ("It took more than a dozen villages.", [("a dozen", "12", "villages", "more than")]),
        ("Two-thirds of voters stayed away.", [("Two-thirds", "66.67", "%", "exactly")]),
        ("One in three visits came from there.", [("One in three", "33.33", "%", "exactly")]),
        ("It took two and a half million.", [("two and a half million", "2500000", "", "exactly")]),
        ("They counted twenty-five hundred men.", [("twenty-five hundred", "2500", "men", "exactly")]),
        ("A 47-year-old judge won.", [("47", "47", "year", "exactly")]),
        ("It needs 40 women or more.", [("40", "40", "women", "at least")]),
        (
            "From 5 to 10 million euros went.",
            [("5", "5000000", "EUR", "at least"), ("10 million euros", "10000000", "EUR", "at most")],
        ),
        (
            "Prices rose by 5-10 percent.",
            [("5", "5", "%", "at least"), ("10 percent", "10", "%", "at most")],
        ),
        ("Line 9 opened at 7.30pm in Ward Six.", []),
        ("One of the judges left the G20.", []),
        ("They won a third term under the 2019 agreement.", []),
        ("The road sank 4 m a year.", []),
    ],
)
def test_amounts(counted, text, expected):
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on September 11, 2001", ["2001-09-11"]),
        ("on 11 September", ["--09-11"]),
        ("in February 2020", ["2020-02"]),
        ("of February 14, 2003 or Sept. 3rd", ["2003-02-14", "--09-03"]),
        ("dated 02.14.2003 or 14.02.2003", ["2003-02-14", "2003-02-14"]),
        ("in 2001-2005", ["2001", "2005"]),
        ("on 2020-02-30", []),
        ("since the 1990s, in 1,200 towns", []),
        ("they may 3 times march 5 miles", []),
    ],
)
def test_dates_are_as_exact_as_stated(text, expected):
    assert [day.value for day in dates(text, Span(0, len(text)))] == expected


UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
UNITS += ["twelve", *(f"{word}teen" for word in ("thir", "four", "fif", "six", "seven", "eigh", "nine"))]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """English as a person writes it."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            high, low = divmod(number, size)
            joint = " and " if name == "hundred" else " "
            return f"{in_words(high)} {name}" + (joint + in_words(low) if low else "")
    if number < 20:
        return UNITS[number]
    tens, low = divmod(number, 10)
    return TENS[tens] + (f"-{UNITS[low]}" if low else "")


@given(st.integers(0, 10**12 - 1))
def test_any_number_in_words_has_its_value(number: int):
    assert value(in_words(number)) == number


@given(st.integers(0, 10**15), st.sampled_from([",", "\u00a0", "\u202f"]))
def test_any_number_in_digits_has_its_value(number: int, separator: str):
    assert value(f"{number:,}".replace(",", separator)) == number


@given(st.decimals(0, 10**12, places=3))
def test_a_value_is_digits_and_a_point_at_most(number: Decimal):
    assert re.fullmatch(r"\d+(?:\.\d+)?", plain(number))
    assert Decimal(plain(number)) == number


WORDS = (
    "$|€|5|10|2,300|1.5|%|million|bn|two|thirds of|half the|a dozen|in|between|and|to|-|–|May|2001|11|USD|,|"
    "or|September,|at least|more than|people|02.14.2003|one|hundred|.|year-old|lakh|crore|under"
)


@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=14), st.sampled_from([" ", ""]))
def test_quantities_of_anything_parse_and_do_not_overlap(words: list[str], joint: str):
    text = joint.join(words)
    found = quantities(text, Span(0, len(text)))
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        if one.unit == "date":
            assert re.fullmatch(r"\d{4}(?:-\d\d){0,2}|--\d\d-\d\d", one.value)
        else:
            assert Decimal(one.value) >= 0
            assert re.fullmatch(r"\d+(?:\.\d+)?", one.value)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
