"""Times in print → days: the last such time up to the day of publication, or nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.moments import moments
from app.records import Span

THURSDAY = date(2021, 5, 20)


def read(text, published=THURSDAY):
    return [
        (one.span.of(text), one.days and tuple(day.isoformat() for day in one.days))
        for one in moments(text, Span(0, len(text)), published)
    ]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("on Thursday", "Thursday", "2021-05-20", "2021-05-20"),
        ("on Friday night", "Friday night", "2021-05-14", "2021-05-14"),
        ("last Friday", "last Friday", "2021-05-14", "2021-05-14"),
        ("Two days ago", "Two days ago", "2021-05-18", "2021-05-18"),
        ("last week", "last week", "2021-05-10", "2021-05-16"),
        ("earlier this week", "earlier this week", "2021-05-17", "2021-05-20"),
        ("last month", "last month", "2021-04-01", "2021-04-30"),
        ("on 31 December", "31 December", "2020-12-31", "2020-12-31"),
        ("on 29 February", "29 February", "2020-02-29", "2020-02-29"),
        ("in June", "June", "2020-06-01", "2020-06-30"),
        ("in March last year", "March last year", "2020-03-01", "2020-03-31"),
        ("on 4 May last year", "4 May last year", "2020-05-04", "2020-05-04"),
        ("in March this year", "March this year", "2021-03-01", "2021-03-31"),
        ("in May 2021", "May 2021", "2021-05-01", "2021-05-20"),
        ("on Friday, 13 August 2010,", "Friday, 13 August 2010", "2010-08-13", "2010-08-13"),
        ("in a 2019 interview", "2019", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_time_is_the_last_such_time(text, words, first, last):
    assert read(text) == [(words, (first, last))]


@pytest.mark.parametrize(
    "text",
    [
        "last Tuesday",  # this week's or last week's
        "on 29 February this year",
        "on 21 May 2021",
        "on Tuesday last week",
        "on Thursday, 13 August 2010",
        "in November this year",
        "on Monday two weeks ago",
    ],
)
def test_a_time_that_may_be_another_is_none(text):
    assert {days for _, days in read(text)} <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday’s vote",
        "on Monday and Tuesday",
        "between Monday and again on Friday",
        "May said",
        "Sundayish",
    ],
)
def test_what_only_looks_like_a_time(text):
    assert all(words != "Monday" and not words.startswith(("Tuesday’", "May")) for words, _ in read(text))


def test_without_a_day_of_publication_only_whole_dates_tell():
    text = "on Tuesday, on 4 May, in March, last week, yesterday, on 3 June 2019, in July 2018, in 1940"
    assert [words for words, days in read(text, None) if days] == ["3 June 2019", "July 2018", "1940"]


@given(st.text(alphabet=" ,.’sabcdefMondayTuesMay12029-", max_size=60), st.dates(min_value=date(1, 2, 1)))
def test_nothing_raises_and_no_day_is_after_publication(text, published):
    for one in moments(text, Span(0, len(text)), published):
        assert one.days is None or one.days[0] <= one.days[1] <= published
