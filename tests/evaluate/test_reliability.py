"""Confidence against the share that is right."""

from dataclasses import replace

import pytest
from evaluate.readings import BOB, COAT, RAIN, TEXT, at, gold, statement

from app.evaluate.corpus import Reading
from app.evaluate.reliability import (
    Display,
    Naming,
    Outcome,
    calibration_error,
    curve,
    displays,
    namings,
    outcomes,
)


def found(*statements):
    return Reading("a", TEXT, statements)


def test_right_is_words_and_speaker():
    predicted = found(
        replace(RAIN, confidence=0.9),
        replace(COAT, confidence=0.8, speaker=at("Bob"), speaker_name="Bob"),
        replace(BOB, confidence=0.2),
        statement("said", ""),
    )
    assert list(outcomes(gold(RAIN, COAT), predicted)) == [
        Outcome(0.9, right=True),
        Outcome(0.8, right=False),
        Outcome(0.2, right=False),
    ]


def test_what_counts_neither_way_is_left_out():
    optional = gold(replace(BOB, is_optional=True))
    assert list(outcomes(optional, found(replace(BOB, confidence=0.5)))) == []
    partial = gold(RAIN, is_partial=True)
    assert list(outcomes(partial, found(replace(RAIN, confidence=0.5)))) == []


def test_bins_and_error():
    every = [Outcome(0.95, right=True), Outcome(1.0, right=False), Outcome(0.2, right=False)]
    low, high = curve(every)
    assert (low.low, low.high, low.count, low.right) == (0.2, 0.3, 1, 0)
    assert (high.low, high.count, high.right) == (0.9, 2, 0.5)
    assert high.confidence == pytest.approx(0.975)
    assert calibration_error([low, high]) == pytest.approx((0.2 + 2 * 0.475) / 3)


def test_nothing_has_no_error():
    assert curve([]) == []
    assert calibration_error([]) == 0


def test_what_a_threshold_shows_and_withholds():
    wanted = gold(replace(RAIN, speaker_name="Ann Lee"), COAT, BOB)
    right, wrong = replace(COAT, confidence=0.9), replace(RAIN, confidence=0.6, speaker_name="Bob")
    every = list(namings(wanted, found(right, wrong, replace(BOB, confidence=1.0))))
    assert every == [Naming(0.6, right=False), Naming(0.9, right=True)]
    at = {one.threshold: one for one in displays([*every, Naming(1.0, right=None)])}
    assert at[0.6] == Display(0.6, shown=2, wrong=0.5, withheld=pytest.approx(1 / 3))
    assert at[0.65] == Display(0.65, shown=1, wrong=0, withheld=pytest.approx(2 / 3))
    assert at[0.95].shown == 0


def test_partly_annotated_gold_tells_of_names_too():
    wanted = gold(replace(COAT, speaker=()), is_partial=True)
    assert list(namings(wanted, found(replace(COAT, confidence=0.7)))) == [Naming(0.7, right=True)]
    assert list(namings(gold(sentences=()), found(replace(COAT, confidence=0.7)))) == []
