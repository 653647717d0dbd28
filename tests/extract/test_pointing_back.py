"""Sentences whose speaker the next one names."""

import pytest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The mills have enough; it is “excitement”. This was stated by Minister Tom Berg at a briefing.",
            ("Tom Berg", "The mills have enough; it is “excitement”."),
        ),
        (
            "The dam will be closed for two weeks in May.\n\nMayor Ann Lee spoke about this on Monday.",
            ("Ann Lee", "The dam will be closed for two weeks in May."),
        ),
        (
            "The bill may be read again in May. About this said the chairman of the committee Tom Berg.",
            ("Tom Berg", "The bill may be read again in May."),
        ),
        (
            "The court arrested the former head. This was announced to Interfax by Anna Berg.",
            ("Anna Berg", "The court arrested the former head."),
        ),
        (
            "The dam will be closed for two weeks. Ann Lee announced this on Monday.",
            ("Ann Lee", "The dam will be closed for two weeks."),
        ),
    ],
)
def test_this_is_what_the_sentence_before_says(read, text, said):
    assert read(text).said == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The dam will be closed for two weeks. Tom Berg denied this.",
        "The dam will be closed for two weeks. Investors read this on Monday.",
        "Will the dam be closed for two weeks? Ann Lee announced this on Monday.",
        "A dam again.\n\nAnn Lee announced this on Monday.",
        "The dam leaks. It is old as well.\n\nAnn Lee spoke about this on Monday.",
    ],
)
def test_nobody_said_what_is_denied_asked_or_further_off(read, text):
    assert not [one for one in read(text).statements if "dam" in " ".join(one.words)]


def test_what_somebody_else_says_stays_theirs(read):
    text = "Tom Berg said that the dam will be closed for two weeks. Ann Lee announced this on Monday."
    assert read(text).speakers == ["Tom Berg"]
