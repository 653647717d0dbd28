from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quoting import Side, after_a_phrase, marks


def sides(text, *, single=False):
    return [mark.side for mark in marks(text, single=single)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," she said', [Side.OPEN, Side.CLOSE]),
        ("“Yes,” she said", [Side.OPEN, Side.CLOSE]),
        ("„Ja“, sagte sie", [Side.OPEN, Side.CLOSE]),
        ("«Oui», dit-elle", [Side.OPEN, Side.CLOSE]),
        ("« Oui », dit-elle", [Side.OPEN, Side.CLOSE]),
        ("``Yes,'' she said", [Side.OPEN, Side.CLOSE]),
        ('(“Yes”) and "no"', [Side.OPEN, Side.CLOSE, Side.OPEN, Side.CLOSE]),
        ('a "\u00a0b', [Side.EITHER]),
        ('five"six', [Side.EITHER]),
    ],
)
def test_a_mark_opens_or_closes_by_its_shape_and_neighbours(text, expected):
    assert sides(text) == expected


def test_apostrophes_are_no_single_marks():
    assert sides("'It isn't the girl's,' he said", single=True) == [Side.OPEN, Side.CLOSE]


def test_only_the_part_asked_for_is_read():
    text = '"a" and "b"'
    assert [mark.start for mark in marks(text, 4)] == [8, 10]
    assert [mark.start for mark in marks(text, 0, 4)] == [0, 2]


def test_words_that_end_in_punctuation_end_a_phrase():
    assert after_a_phrase("Yes, ", 5)
    assert not after_a_phrase("Yes ", 4)
    assert not after_a_phrase("", 0)
    assert not after_a_phrase(", x", 2, start=1)


@given(st.text(alphabet=st.sampled_from("ab ,.\n\"'`“”„‘’«»‹›(-\u202e\x00")))
def test_marks_stand_in_order_within_any_text(text):
    for single in (False, True):
        found = list(marks(text, single=single))
        assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
