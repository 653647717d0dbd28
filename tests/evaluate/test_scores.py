"""Scores worked out by hand, and what holds for any reading."""

from dataclasses import replace

import pytest
from evaluate.readings import BOB, COAT, RAIN, TEXT, at, gold, scores, statement
from hypothesis import given
from hypothesis import strategies as st

from app.evaluate.corpus import Reading, Statement
from app.evaluate.scores import Score, Share, compare
from app.records import Kind, Span


def test_same_statements_score_one():
    result = scores([RAIN, COAT], [RAIN, COAT])
    assert {name: result[name] for name in result.figures} == dict.fromkeys(result.figures, 1)
    assert {"overlap", "exact", "spans", "words", "joint", "speaker", "resolved", "kind"} <= set(
        result.figures
    )
    assert result.documents == 1


def test_half_found_and_one_invented():
    result = scores([RAIN, COAT], [RAIN, BOB])
    assert result.figures["overlap"] == Score(right=1, predicted=2, found=1, gold=2)
    assert (result.figures["overlap"].precision, result.figures["overlap"].recall) == (0.5, 0.5)
    # Of 3 + 3 words wanted and 3 + 2 given, 3 are both.
    assert result.figures["words"] == Score(right=3, predicted=5, found=3, gold=6)


def test_content_that_is_cut_short_overlaps_but_is_not_exact():
    result = scores([RAIN], [statement("would rain")])
    assert [result.figures[name].right for name in ("overlap", "exact", "spans")] == [1, 0, 0]


def test_content_that_shares_less_than_half_is_missed():
    assert scores([RAIN], [statement("rain")]).figures["overlap"].right == 0


def test_unbroken_spans_count_by_themselves():
    both = Statement((*at("it would rain"), *at("Take a coat")), at("Ann Lee"), None, Kind.MIXED)
    result = scores([both], [RAIN])
    assert result.figures["spans"] == Score(right=1, predicted=1, found=1, gold=2)
    assert result.figures["exact"].right == 0


def test_marks_and_spaces_never_count():
    found = statement('"Take a coat," ', "she", "Ann Lee", kind=Kind.DIRECT)
    assert scores([COAT], [found])["exact"] == 1


def test_the_best_pair_is_taken_first_and_each_only_once():
    near = statement("said it would rain")
    result = scores([RAIN], [near, RAIN])
    assert result.figures["exact"] == result.figures["overlap"] == Score(1, 2, 1, 1)


def test_wrong_speaker_counts_against_joint_only():
    result = scores([RAIN], [statement("it would rain", "Bob")])
    assert (result["overlap"], result["joint"], result["speaker"], result["speaker named"]) == (1, 0, 0, 0)


def test_pronouns_are_told_apart():
    result = scores([RAIN, COAT], [statement("it would rain", "Bob"), COAT])
    assert result.figures["speaker"] == Share(1, 2)
    assert result.figures["speaker named"] == Share(0, 1)
    assert result.figures["speaker pronoun"] == result.figures["speaker pronoun direct"] == Share(1, 1)
    assert "speaker none" not in result.figures


def test_optional_statements_count_neither_way():
    wanted = [RAIN, replace(BOB, is_optional=True)]
    for found in ([RAIN], [RAIN, BOB], [RAIN, statement("agrees", "Bob")]):
        result = scores(wanted, found)
        assert [result[name] for name in ("overlap", "exact", "spans", "words", "joint")] == [1] * 5


def test_discarded_words_count_neither_way():
    result = scores([RAIN], [RAIN, BOB], discarded=at("Bob agrees"))
    assert [result[name] for name in ("overlap", "spans", "words")] == [1, 1, 1]


def test_source_where_gold_has_none_is_wrong_and_counts_apart():
    unnamed = statement("it would rain", "")
    assert scores([unnamed], [unnamed])["speaker none"] == 1
    wrong = scores([unnamed], [RAIN])
    assert (wrong["speaker none"], wrong["joint"]) == (0, 0)
    assert "speaker" not in wrong.figures


def test_by_kind_recall_is_of_gold_s_kind_and_precision_of_the_kind_by_the_marks():
    # Labelled direct, but without marks around it; and quoted words labelled indirect.
    result = scores(
        [RAIN, COAT], [replace(COAT, kind=Kind.INDIRECT), statement("Bob agrees", "Bob", kind=Kind.DIRECT)]
    )
    assert result.figures["joint direct"] == Score(right=1, predicted=1, found=1, gold=1)
    assert result.figures["joint indirect"] == Score(right=0, predicted=1, found=0, gold=1)
    assert "joint mixed" not in result.figures
    assert result.figures["kind"] == Share(0, 1)


def test_right_and_found_differ_where_kinds_do():
    # Gold calls the quoted words mixed; the marks call the same words, predicted, direct.
    figures = scores([replace(COAT, kind=Kind.MIXED)], [COAT]).figures
    assert figures["overlap direct"] == Score(right=1, predicted=1, found=0, gold=0)
    assert figures["overlap mixed"] == Score(right=0, predicted=0, found=1, gold=1)


def test_gold_of_no_kind_has_the_marks_kind():
    assert scores([replace(COAT, kind=None)], [COAT])["joint direct"] == 1


def test_partly_annotated_gold_asks_for_recall_and_names_only():
    wanted = [replace(COAT, speaker=()), statement("it would rain", "", "Ann Lee"), statement("agrees", "")]
    wide = statement('"Take a coat," she said', "she", "Ann Lee")
    result = scores(wanted, [wide, statement("would rain", "Bob"), BOB], is_partial=True)
    # "would rain" is 9 of 11 letters; "Bob agrees" holds "agrees"; nobody is blamed for more.
    assert result.figures == {
        "partial": Share(3, 3),
        "partial names": Share(1, 2),
        "shown": Share(1, 2),
        "shown names": Share(1, 1),
    }


def test_partly_annotated_gold_that_is_hardly_covered_is_missed():
    assert scores([RAIN], [statement("rain")], is_partial=True).figures["partial"] == Share(0, 1)


def test_sentences_report_speech_where_a_statement_touches_enough_of_them():
    first, second, third = (
        at("Ann Lee said it would rain.")[0],
        at('"Take a coat," she said.')[0],
        at("Bob agrees.")[0],
    )
    result = scores([], [RAIN], sentences=((first, True), (second, True), (third, False)))
    assert result.figures == {"sentences": Score(right=1, predicted=1, found=1, gold=2)}
    cue_alone = Statement(at("it"), (), None, None, cue=at("Bob agrees"))
    result = scores([], [cue_alone], sentences=((first, True), (third, False)))
    assert result.figures == {"sentences": Score(right=0, predicted=1, found=0, gold=1)}


def shown(threshold: float, *found: Statement) -> tuple[Share | None, Share | None]:
    wanted = gold(replace(RAIN, speaker_name="Ann Lee"), COAT, BOB)
    figures = compare([(wanted, Reading("a", TEXT, found))], threshold).figures
    return figures.get("shown"), figures.get("shown names")


def test_names_are_shown_from_the_threshold_on():
    sure = replace(COAT, confidence=0.5)
    wrong = replace(RAIN, speaker_name="Bob", confidence=0.4)
    assert shown(0.5, sure, wrong, BOB) == (Share(1, 2), Share(1, 1))
    assert shown(0.4, sure, wrong, BOB) == (Share(2, 2), Share(1, 2))
    assert shown(0.6, sure, wrong) == (Share(0, 2), None)
    # Without any confidence all are shown; without a name none can be.
    assert shown(0.9, COAT, RAIN) == (Share(1, 2), Share(1, 1))


def test_prediction_of_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        compare([(gold(), Reading("a", TEXT + " ", ()))])


def test_a_prediction_that_leaves_the_text_out_is_of_the_same():
    assert compare([(gold(RAIN), Reading("a", "", (RAIN,)))])["joint"] == 1


def test_spans_beyond_the_text_are_cut_off():
    far = replace(BOB, content=(Span(at("Bob")[0].start, 10_000),))
    assert scores([BOB], [far])["exact"] == 1


def test_nothing_in_both_gives_no_figures():
    assert scores([], []).figures == {}
    assert compare([]).documents == 0


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 12)), max_size=6))
def test_anything_compared_with_itself_is_right(places):
    found = [Statement((Span(s, min(s + n, len(TEXT))),), (), f"n{s}", Kind.DIRECT) for s, n in places]
    found = [one for one in found if any(c.isalnum() for c in one.content[0].of(TEXT))]
    distinct = list({one.content: one for one in found}.values())
    result = scores(distinct, distinct)
    if distinct:
        count = len(distinct)
        assert result.figures["overlap"] == Score(count, count, count, count)
    else:
        assert result.figures == {}
