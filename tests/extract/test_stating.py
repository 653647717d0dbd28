"""What can be true or false, and what only greets, asks, orders, feels or talks."""

import pytest

from app.extract.pipeline import Models
from app.extract.stating import is_claim, states, tells


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The dam was built by hand.", True),
        ("Who built the dam by hand?", False),
        ("Why is the dam so old", False),
        ("Has the dam been built by hand", False),
        ("What was built there was a dam.", True),
        ("No.", False),
        ("“Was the dam built by hand?”", False),
        ("Thank you all for coming here.", False),
        ("Thanks to the rain, the dam is full.", True),
        ("Good morning to everybody in town.", False),
        ("Please come to the dam tomorrow.", False),
        ("Wikinews has learned that", False),
        ("For more information, call the dam.", False),
        ("Write to Ann Lee at lee@example.org today.", False),
        ("", False),
    ],
)
def test_words_alone(words, expected):
    assert is_claim(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The dam was built by hand.", True),
        ("We are very proud of the dam.", False),
        ("We are very afraid of the river.", True),
        ("I commend this dam to everybody in town.", False),
        ("We urged them to leave the town.", True),
        ("Make of the dam what you will.", False),
        ("Recall that the dam was built by hand.", True),
        ("Rain in the valley, mostly.", True),
    ],
)
def test_what_somebody_says(models: Models, words, expected):
    assert states(next(iter(models.parse([words])))[:]) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The dam was built by hand.", True),
        ("A dam of stone and earth.", False),
        ("The notebooks, filled long ago, hold the only record of it.", True),
        ("Ann Lee spoke about this during her visit to Ohio.", False),
        ("Ann Lee has not spoken in public since Monday.", True),
        ("Ann Lee commented on plans to build a dam.", False),
        ("Ann Lee has a similar point of view.", False),
        ("Ann Lee has a house near the dam.", True),
        ("Lee's words came before the flood in Ohio.", False),
    ],
)
def test_what_the_narration_tells(models: Models, words, expected):
    assert tells(next(iter(models.parse([words])))[:]) is expected
