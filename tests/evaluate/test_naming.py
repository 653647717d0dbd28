"""When two ways of naming somebody count as the same."""

import pytest

from app.evaluate.naming import concise, is_pronoun, same_name, same_words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ann Lee", "Lee", True),
        ("Ann Lee", "Ann Lee, a forecaster", True),
        ("the Pentagon", "Pentagon", True),
        ("Ann Lee’s", "ann lee", True),
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


def test_words_for_word():
    assert same_words("She,", "she")
    assert not same_words("", "")


def test_half_the_article_names_nobody():
    assert concise("Ann", "word " * 25)
    assert not concise("Ann", "word " * 26)
