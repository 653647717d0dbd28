"""Likeness of contents, and pieces made one."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.extract.overlaps import alike, joined, places, share
from app.records import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], sum(pair)))
TEXT = "one two, “three” four\n\nfive six seven eight nine ten eleven twelve"


def test_alike_counts_what_both_have():
    assert alike([Span(0, 10)], [Span(5, 15)]) == 5 / 15
    assert alike([Span(0, 10)], [Span(20, 25)]) == 0
    assert alike([], []) == 0


def test_share_is_of_the_first():
    assert share([Span(0, 4)], [Span(2, 100)]) == 0.5


def test_pieces_with_only_marks_between_are_one():
    assert list(joined(TEXT, [Span(9, 16), Span(0, 7)])) == [Span(0, 16)]


def test_pieces_of_two_paragraphs_stay_two():
    assert list(joined(TEXT, [Span(17, 21), Span(23, 27)])) == [Span(17, 21), Span(23, 27)]


@given(st.lists(SPANS, max_size=8))
def test_joining_loses_no_character_and_leaves_no_overlap(spans):
    made = list(joined(TEXT, spans))
    assert all(any(one.holds(span) for one in made) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(made))


@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=8), SPANS)
def test_near_are_all_that_share_characters(contents, asked):
    expected = [n for n, spans in enumerate(contents) if any(span.overlaps(asked) for span in spans)]
    assert places(contents).near([asked]) == expected
