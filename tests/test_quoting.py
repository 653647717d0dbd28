from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quoting import Side, after_a_phrase, marks, quoted


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
        (",,Yes'', she said", [Side.OPEN, Side.CLOSE]),
        ("<<Yes>>, she said", [Side.OPEN, Side.CLOSE]),
        ("yes,,no, ,, or", []),
        ('(“Yes”) and "no"', [Side.OPEN, Side.CLOSE, Side.OPEN, Side.CLOSE]),
        ('a "\u00a0b', [Side.EITHER]),
        ('five"six', [Side.EITHER]),
    ],
)
def test_a_mark_opens_or_closes_by_its_shape_and_neighbours(text, expected):
    assert sides(text) == expected


def test_apostrophes_are_no_single_marks():
    assert sides("'It isn't the girl's,' he said", single=True) == [Side.OPEN, Side.CLOSE]


@pytest.mark.parametrize("text", ["the '90s", "rock ’n’ roll", "’tis late", "it isn’t"])
def test_marks_for_letters_left_out_are_apostrophes(text):
    assert [mark.side for mark in marks(text, single=True) if mark.side is Side.OPEN] == []


def test_marks_of_both_families_are_read_together():
    found = list(marks("‘The “old” dam’ ''stands''", single=None))
    assert [mark.single for mark in found] == [True, False, False, True, False, False]


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
    for single in (False, True, None):
        found = list(marks(text, single=single))
        assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said “we go” and "they stay".', ["we go", "they stay"]),
        ("“We go,” he said, “to Paris.”", ["We go, … to Paris."]),
        ("“We go,” he said. “They stay.”", ["We go,", "They stay."]),
        ('“He called it ‘odd’ and "new",” she said.', ['He called it ‘odd’ and "new",']),
        ("‘It isn’t so,’ she said.", ["It isn’t so,"]),
        ("„Wir gehen“, sagte er. «On y va», dit-elle.", ["Wir gehen", "On y va"]),
        ("“One paragraph.\n\n“And another,” he said.", ["One paragraph. And another,"]),
        ("“Never closed.\n\nAnother text.", ["Never closed."]),
        ("“”", []),
        ("No marks at all", []),
    ],
)
def test_quoted(text, found):
    assert [one.words for one in quoted(text)] == found
