import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web import wording


def test_days_and_what_is_not_stated():
    assert wording.day(date(2021, 5, 9)) == wording.Day("9 May 2021", "2021-05-09")
    assert wording.day(datetime(2021, 5, 9, 23, 59, tzinfo=UTC)).machine == "2021-05-09"
    assert wording.day(None) == wording.Day("not stated", "")


@pytest.mark.parametrize(
    ("first", "last", "words", "machine"),
    [
        ("2021-05-04", "2021-05-04", "4 May 2021", "2021-05-04"),
        ("2021-05-01", "2021-05-31", "May 2021", "2021-05"),
        ("2024-02-01", "2024-02-29", "February 2024", "2024-02"),
        ("2021-12-01", "2021-12-31", "December 2021", "2021-12"),
        ("2021-05-01", "2021-05-03", "1–3 May 2021", ""),
        ("2021-01-01", "2021-12-31", "2021", "2021"),
        ("2021-05-31", "2021-06-02", "31 May 2021 – 2 June 2021", ""),
    ],
)
def test_days_that_something_may_have_been_on(first, last, words, machine):
    assert wording.days(date.fromisoformat(first), date.fromisoformat(last)) == wording.Day(words, machine)


def test_countries():
    assert wording.country("TJ") == "Tajikistan"
    assert [
        code for code in ("TJ", "XX", "EU", "ZZ", "tj", "TJK", "419", "") if wording.is_country(code)
    ] == ["TJ"]


def test_confidence_only_falls():
    words = [wording.confidence(value / 100) for value in range(101)]
    assert words[0] == "Unsure"
    assert words[-1] == "Very likely right"
    assert len(set(words)) == sum(a != b for a, b in itertools.pairwise(words)) + 1


@given(st.text(), st.integers(2, 80))
def test_clipped_is_short_and_a_beginning(words, length):
    clipped = wording.clipped(words, length)
    assert len(clipped) <= length
    assert " ".join(words.split()).startswith(clipped.removesuffix("…"))


@pytest.mark.parametrize(
    ("value", "unit", "bound", "words"),
    [
        ("50", "%", "at least", "at least 50 %"),
        ("240000000", "USD", "exactly", "240,000,000 USD"),
        ("2.5", "", "about", "about 2.5"),
        ("2001-09-11", "date", "exactly", "11 September 2001"),
        ("2020-02", "date", "exactly", "February 2020"),
        ("2009", "date", "exactly", "2009"),
        ("--07-02", "date", "exactly", "2 July"),
        ("--07", "date", "exactly", "July"),
        ("sometime", "date", "exactly", "sometime"),
    ],
)
def test_quantities_read_as_they_were_understood(value, unit, bound, words):
    assert wording.quantity(value, unit, bound) == words


def test_blocs_are_named_by_their_slugs():
    assert [wording.bloc(slug) for slug in ("eu", "central-asia", "african-union")] == [
        "EU",
        "Central Asia",
        "African Union",
    ]
