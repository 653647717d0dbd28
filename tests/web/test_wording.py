import itertools
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.web import wording


def test_days_and_what_is_not_stated():
    assert wording.day(date(2021, 5, 9)) == wording.Day("9 May 2021", "2021-05-09")
    assert wording.day(datetime(2021, 5, 9, 23, 59, tzinfo=UTC)).machine == "2021-05-09"
    assert wording.day(None) == wording.Day("not stated", "")


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
