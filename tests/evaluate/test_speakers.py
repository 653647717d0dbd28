"""Whether the speaker is right: by the words as written, by name, or by place for pronouns."""

from dataclasses import replace

from evaluate.readings import COAT, RAIN, TEXT, at, statement

from app.evaluate.speakers import Source, Verdict, is_resolved, verdict


def test_a_name_as_written_or_as_resolved_is_enough():
    for found in (RAIN, statement("it would rain", "she", "Lee"), statement("it would rain", "", "Ann Lee")):
        assert verdict(TEXT, RAIN, found) == Verdict(Source.NAMED, right=True)
    assert verdict(TEXT, RAIN, statement("it would rain", "")) == Verdict(Source.NAMED, right=False)


def test_a_pronoun_is_right_where_it_stands_but_not_resolved_to_somebody_else():
    found = statement("Take a coat", "she", "Bob")
    assert verdict(TEXT, COAT, found) == Verdict(Source.PRONOUN, right=True)
    assert not is_resolved(TEXT, COAT, found)
    within = replace(found, speaker=at("she said"))
    assert verdict(TEXT, COAT, within).right
    by_name = statement("Take a coat", "Ann Lee")
    assert verdict(TEXT, COAT, by_name).right
    assert not verdict(TEXT, COAT, statement("Take a coat", "Bob")).right


def test_any_alias_is_the_name():
    gold = replace(RAIN, speaker=(), speaker_name="Ann Lee", aliases=("the forecaster",))
    found = statement("it would rain", "", "the forecaster")
    assert is_resolved(TEXT, gold, found)
    assert verdict(TEXT, gold, found) == Verdict(Source.NAMED, right=True)


def test_nobody_is_right_only_for_nobody():
    nobody = statement("it would rain", "")
    assert verdict(TEXT, nobody, nobody) == Verdict(Source.NONE, right=True)
    assert verdict(TEXT, nobody, RAIN) == Verdict(Source.NONE, right=False)


def test_the_name_given_counts_before_the_words_as_written():
    gold = replace(RAIN, speaker_name="Ann Lee")
    assert is_resolved(TEXT, gold, RAIN)
    assert not is_resolved(TEXT, gold, replace(RAIN, speaker_name="Bob"))
