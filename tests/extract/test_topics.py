"""Topics and pointers are no statements; what takes a stand on something named is."""

import pytest

from app.extract.topics import is_topic

TOPICS = (
    ("Ann Lee discussed the repairs of the northern dam.", "discussed", "the repairs of the northern dam"),
    ("Ann Lee commented on the repairs of the dam.", "commented on", "the repairs of the dam"),
    ("Ann Lee denied these allegations.", "denied", "these allegations"),
    (
        "Ann Lee spoke about the dam that feeds the lower valley on Friday.",
        "spoke about",
        "the dam that feeds the lower valley on Friday",
    ),
    (
        "Ann Lee answered questions about the repairs of the northern dam.",
        "answered",
        "questions about the repairs of the northern dam",
    ),
)
STATEMENTS = (
    (
        "Ann Lee rejected the deep cuts to the dam's yearly budget.",
        "rejected",
        "the deep cuts to the dam's yearly budget",
    ),
    ("Ann Lee said the dam was safe.", "said", "the dam was safe"),
    ("Ann Lee promised to repair it.", "promised", "to repair it"),
    ("Ben Orr, who said the dam was safe, left.", "said", "the dam was safe"),
    (
        "Ann Lee spoke about how the dam that feeds the valley had cracked.",
        "spoke about",
        "how the dam that feeds the valley had cracked",
    ),
)


def content(models, text, words):
    (doc,) = models.parse([text])
    start = text.index(words)
    return doc.char_span(start, start + len(words))


@pytest.mark.parametrize(("text", "cue", "words"), TOPICS)
def test_topics_and_pointers(models, text, cue, words):
    assert is_topic(content(models, text, words), cue)


@pytest.mark.parametrize(("text", "cue", "words"), STATEMENTS)
def test_statements(models, text, cue, words):
    assert not is_topic(content(models, text, words), cue)
