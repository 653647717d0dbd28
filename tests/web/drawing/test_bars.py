"""Bars: inside their box, as tall as their counts, gaps where nothing is, periods without holes."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.queries.views import Days
from app.web.drawing.bars import NARROW, SLOT, TALL, WIDE, bars
from app.web.drawing.periods import periods

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
NEAR = st.tuples(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6000))


def on(*days):
    return of(*((day, day, count) for day, count in days))


def of(*days):
    return Days(
        [first.toordinal() for first, _, _ in days],
        [last.toordinal() for _, last, _ in days],
        [count for _, _, count in days],
    )


def drawn(days, most=WIDE, chosen=(None, None)):
    return bars(
        days, most, "Claims by {}".format, "{} claims".format, lambda period: str(period.first), chosen
    )


@given(NEAR, st.sampled_from([WIDE, NARROW]))
def test_periods_are_few_and_leave_no_day_out(span, most):
    first, last = span[0], span[0] + timedelta(days=span[1])
    _, row = periods(first, last, most)
    assert 1 <= len(row) <= most
    assert row[0].first <= first
    assert row[-1].last >= last
    for one, other in pairwise(row):
        assert other.first - one.last == timedelta(days=1)
    assert len({period.words for period in row}) == len(row)


@given(DAYS, DAYS)
def test_any_two_days_can_be_drawn(one, other):
    picture = drawn(on((min(one, other), 1), (max(one, other), 2)))
    assert sum(bar.count for bar in picture.bars) == 3


@pytest.mark.parametrize(
    ("last", "unit", "words"),
    [
        (date(2021, 5, 20), "day", "3 May 2021"),
        (date(2021, 8, 20), "week", "Week of 3 May 2021"),
        (date(2022, 9, 20), "month", "May 2021"),
        (date(2026, 7, 20), "quarter", "April to June 2021"),
        (date(2041, 7, 20), "year", "2021"),
        (date(2141, 7, 20), "decade", "2020s"),
    ],
)
def test_the_unit_is_the_smallest_that_fits(last, unit, words):
    found, row = periods(date(2021, 5, 3), last, WIDE)
    assert (found.name, row[0].words) == (unit, words)


@given(st.dictionaries(st.dates(date(2015, 1, 1), date(2024, 1, 1)), st.integers(1, 500), min_size=1))
def test_bars_stand_in_their_box_and_are_as_tall_as_their_counts(counts):
    picture = drawn(on(*sorted(counts.items())))
    assert sum(bar.count for bar in picture.bars) == sum(counts.values())
    assert len(picture.ticks) * SLOT == picture.width
    tallest = max(bar.count for bar in picture.bars)
    for bar in picture.bars:
        assert 0 <= bar.x <= picture.width - SLOT
        assert bar.x % SLOT == 0
        assert bar.y >= 0
        assert bar.y + bar.height == pytest.approx(TALL, abs=0.02)
        assert bar.height == pytest.approx(TALL * bar.count / tallest, abs=0.01)
    assert len({bar.x for bar in picture.bars}) == len(picture.bars)


def test_a_month_without_anything_is_a_gap():
    picture = drawn(on((date(2021, 1, 5), 3), (date(2021, 4, 7), 1), (date(2022, 2, 1), 2)))
    assert [(bar.x // SLOT, bar.label) for bar in picture.bars] == [
        (0, "January 2021: 3 claims"),
        (3, "April 2021: 1 claims"),
        (13, "February 2022: 2 claims"),
    ]
    assert [tick for tick in picture.ticks if tick] == ["Jan 2021", "2022"]
    assert picture.lead == "Claims by month"


def test_what_is_of_one_of_several_days_stands_in_each():
    vague = date(2021, 1, 1), date(2021, 2, 28), 2
    picture = drawn(of(vague, (date(2022, 1, 5), date(2022, 1, 5), 1)))
    assert [(bar.words, bar.count) for bar in picture.bars] == [
        ("January 2021", 2),
        ("February 2021", 2),
        ("January 2022", 1),
    ]


def test_days_asked_for_are_told_apart():
    days = on((date(2021, 1, 5), 3), (date(2021, 4, 7), 1), (date(2022, 2, 1), 2))
    chosen = drawn(days, chosen=(date(2021, 4, 1), date(2021, 12, 31)))
    assert [bar.chosen for bar in chosen.bars] == [False, True, False]
    assert all(bar.chosen for bar in drawn(days).bars)
