"""Folding words for comparison."""

import pytest

from app.link.normal import folded, spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We don’t KNOW!”", "we don't know"),
        ("Our labour costs in the neighbourhood", "our labor costs in the neighborhood"),
        ("apologise for defending the programme", "apologize for defending the program"),
        ("the theatre", "the theater"),
        ("a cease-fire", "a ceasefire"),
        ("cancelled, travelling", "canceled, traveling"),
        ("the façade on Škodova Street", "The facade on Skodova Street"),
        ("rose 12 per cent to 1,200", "rose 12% to 1200"),
        ("the ﬁrst grey cheque", "the first gray check"),
    ],
)
def test_spellings_of_the_same_words_fold_alike(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("four", "for"), ("3.4", "34"), ("1.2", "1.3"), ("filled", "filed"), ("advice", "advise")],
)
def test_other_words_stay_other_words(one, other):
    assert folded(one) != folded(other)


def test_what_is_too_long_for_a_word_keeps_its_spelling():
    assert spelled("travelled") == "traveled"
    assert spelled("tra" * 30 + "velled") == "tra" * 30 + "velled"
