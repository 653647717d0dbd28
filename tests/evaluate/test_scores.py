"""Scores worked out by hand, and what holds for any reading."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.evaluate.corpus import Reading, Statement, load
from app.evaluate.naming import is_pronoun, same_name
from app.evaluate.scores import compare
from app.records import Kind, Span

TEXT = 'Ann Lee said it would rain. "Take a coat," she said. Bob agrees.'


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def statement(words: str, speaker: str = "Ann Lee", name: str | None = None, **more) -> Statement:
    return Statement(at(words), at(speaker) if speaker else (), name, more.pop("kind", Kind.INDIRECT), **more)


def scores(gold: list[Statement], found: list[Statement], discarded: tuple[Span, ...] = ()):
    return compare([(Reading("a", TEXT, tuple(gold), discarded), Reading("a", TEXT, tuple(found)))])


RAIN = statement("it would rain")
COAT = statement("Take a coat", "she", "Ann Lee", kind=Kind.DIRECT)


def test_same_statements_score_one():
    result = scores([RAIN, COAT], [RAIN, COAT])
    assert (result.overlap.f1, result.exact.f1, result.joint.f1, result.speaker, result.resolved) == (1,) * 5


def test_half_found_and_one_invented():
    result = scores([RAIN, COAT], [RAIN, statement("Bob agrees", "Bob")])
    assert (result.overlap.precision, result.overlap.recall, result.overlap.f1) == (0.5, 0.5, 0.5)


def test_content_that_is_cut_short_overlaps_but_is_not_exact():
    result = scores([RAIN], [statement("would rain")])
    assert (result.overlap.right, result.exact.right) == (1, 0)


def test_content_that_shares_less_than_half_is_missed():
    assert scores([RAIN], [statement("rain")]).overlap.right == 0


def test_marks_and_spaces_never_count():
    assert scores([COAT], [statement('"Take a coat,"', "she", "Ann Lee", kind=Kind.DIRECT)]).exact.right == 1


def test_wrong_speaker_counts_against_joint_only():
    result = scores([RAIN], [statement("it would rain", "Bob")])
    assert (result.overlap.right, result.joint.right, result.speaker) == (1, 0, 0)


def test_pronoun_is_right_where_it_stands_but_not_resolved_to_somebody_else():
    result = scores([COAT], [statement("Take a coat", "she", "Bob", kind=Kind.DIRECT)])
    assert (result.speaker, result.resolved) == (1, 0)


def test_alias_counts_as_the_name():
    gold = Statement(at("it would rain"), (), "Ann Lee", Kind.INDIRECT, aliases=("the forecaster",))
    assert scores([gold], [statement("it would rain", "", "the forecaster")]).resolved == 1


def test_optional_statements_count_neither_way():
    gold = [RAIN, statement("Bob agrees", "Bob", is_optional=True)]
    assert scores(gold, [RAIN]).overlap.f1 == 1
    assert scores(gold, [RAIN, statement("Bob agrees", "Bob")]).overlap.f1 == 1


def test_discarded_words_count_neither_way():
    result = scores([RAIN], [RAIN, statement("Bob agrees", "Bob")], discarded=at("Bob agrees"))
    assert result.overlap.f1 == 1


def test_source_where_gold_has_none_is_wrong():
    gold = statement("it would rain", "")
    assert scores([gold], [gold]).speaker == 1
    assert scores([gold], [RAIN]).speaker == 0


def test_by_kind():
    result = scores([RAIN, COAT], [COAT])
    assert result.by_kind[Kind.DIRECT].f1 == 1
    assert (result.by_kind[Kind.INDIRECT].recall, result.by_kind[Kind.INDIRECT].predicted) == (0, 0)


def test_prediction_of_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        compare([(Reading("a", TEXT, ()), Reading("a", TEXT + " ", ()))])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ann Lee", "Lee", True),
        ("Ann Lee", "Ann Lee, a forecaster", True),
        ("the Pentagon", "Pentagon", True),
        ("the president", "a president", False),
        ("Ann Lee", "Ann Day", False),
        ("he", "the", False),
        ("", "Ann", False),
    ],
)
def test_same_name(one: str, other: str, same: bool):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_pronouns():
    assert is_pronoun("She")
    assert not is_pronoun("Shetland")
    assert not is_pronoun("")


def test_bad_line_is_named(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "t", "statements": []}) + "\n{oops\n")
    with pytest.raises(BadInput, match=r"gold\.jsonl, line 2"):
        list(load(path))


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 12)), max_size=6))
def test_anything_compared_with_itself_is_right(places):
    found = [Statement((Span(s, min(s + n, len(TEXT))),), (), f"n{s}", Kind.DIRECT) for s, n in places]
    found = [one for one in found if any(c.isalnum() for c in one.content[0].of(TEXT))]
    distinct = list({one.content: one for one in found}.values())
    result = scores(distinct, distinct)
    assert result.overlap.right == result.overlap.gold == result.overlap.predicted
    assert result.overlap.right == len(distinct)
