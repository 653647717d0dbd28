"""What differs between two passages, word by word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.link.difference import Part, difference

WORDS = st.lists(st.sampled_from(["we", "We,", "will", "not", "go", "«go»", "2.3", "–", "\n"]), max_size=8)
PASSAGES = st.builds(" ".join, WORDS)


def test_what_only_one_has_is_told():
    assert difference("We will go to Kabul", "We will not go to Kabul, soon") == (
        Part("same", "We will"),
        Part("added", " not"),
        Part("same", " go to Kabul,"),
        Part("added", " soon"),
    )


def test_case_marks_and_spelling_make_no_difference():
    (part,) = difference("„Our LABOUR costs, then…“", "Our labor costs — then")
    assert part == Part("same", "Our labor costs — then")


def test_a_replaced_word_is_removed_and_added():
    assert [part.kind for part in difference("It rose today", "It fell today")] == [
        "same",
        "removed",
        "added",
        "same",
    ]


@given(PASSAGES, PASSAGES)
def test_parts_make_up_both_passages(a, b):
    parts = difference(a, b)
    assert "".join(part.words for part in parts if part.kind != "removed") == b
    assert all(one.kind != other.kind for one, other in pairwise(parts))


@given(PASSAGES)
def test_a_passage_does_not_differ_from_itself(a):
    assert all(part.kind == "same" for part in difference(a, a))


def test_exactly_means_marks_and_case_too():
    assert [part.kind for part in difference("We go", "“We” go", exact=True)] == ["removed", "added", "same"]


def test_very_long_passages_are_told_apart_as_truly():
    a = " ".join(f"word{n % 97} goes" for n in range(1000))
    b = a.replace("word13", "another").replace("word50 goes", "")
    parts = difference(a, b, exact=True)
    assert "".join(part.words for part in parts if part.kind != "removed").split() == b.split()
    assert sum(part.kind == "same" for part in parts) > 10
