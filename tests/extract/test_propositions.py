"""Sentences are cut at clauses that stand alone, and nowhere else."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.extract.documents import document
from app.extract.heard import heard
from app.extract.pipeline import Models
from app.extract.propositions import narrated, said
from app.extract.segments import segments
from app.records import Span


@pytest.fixture
def cut(models: Models):
    """The propositions of a text that nobody else speaks in."""

    def words(text: str) -> list[str]:
        parsed = segments(document(text), (), models)
        return [one.span.of(text) for one in narrated(parsed, ())]

    return words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The dam burst on Monday and the valley was flooded within hours.",
            ["The dam burst on Monday", "the valley was flooded within hours."],
        ),
        (
            "The dam burst on Monday and flooded the valley.",
            ["The dam burst on Monday and flooded the valley."],
        ),
        ("If the dam bursts, the valley will flood and the town will drown.", None),
        ("The dam burst because the rain was heavy.", None),
        ("The lights stopped, and the dam of the valley burst.", None),
        ("Neither the town was warned nor the valley was cleared.", None),
    ],
)
def test_coordinated_clauses_are_cut_where_each_stands_alone(cut, text, parts):
    assert cut(text) == (parts or [text])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "He drove to Ohio to meet Ann Lee, who said that the dam was old.",
            "He drove to Ohio to meet Ann Lee",
        ),
        ("The army left on Monday, but Ann Lee said that the dam was safe.", "The army left on Monday"),
        (
            '"The dam is old," said Ann Lee, who will become mayor of the town.',
            "who will become mayor of the town",
        ),
        ("Ann Lee won the vote in Ohio, she said, although few walls had been checked.", None),
        ("Ann Lee released a report which said that the dam was old.", None),
        ("Ann Lee said on Monday that the dam was old.", None),
    ],
)
def test_what_stands_beside_somebodys_words_is_the_articles(read, text, rest):
    found = [c.span.of(text) for c in read(text).extraction.claims if c.statement is None]
    assert found == ([rest] if rest else [])


def test_a_concession_beside_what_was_claimed_is_the_articles(cut_beside):
    text = "Ann Lee claimed victory early Monday, although only a third of the votes had been counted."
    assert cut_beside(text, "victory", "claimed") == ["only a third of the votes had been counted"]


@pytest.fixture
def cut_beside(models: Models):
    """The propositions of a text in which some words are somebody's."""

    def words(text: str, *spoken: str) -> list[str]:
        parsed = segments(document(text), (), models)
        spans = [Span(text.index(one), text.index(one) + len(one)) for one in spoken]
        return [one.span.of(text) for one in narrated(parsed, spans)]

    return words


CLAUSES = (
    "the dam burst",
    "Ann Lee said so",
    "and",
    ", but",
    "that",
    "who",
    "because",
    "It was old.",
    "“Yes,",
    "no”",
)


@example("the dam burst the dam burst and the dam burst the dam burst Ann Lee said so no” the dam burst")
@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=12).map(" ".join))
@settings(max_examples=60)
def test_propositions_are_unbroken_words_of_their_paragraph_and_do_not_overlap(models: Models, text: str):
    read = document(text)
    listened = heard(read, models)
    spoken = [span for draft in listened.drafts for span in draft.content]
    for spans in (
        [one.span for one in narrated(listened.parsed, spoken)],
        *([one.span for one in said(listened.parsed, content)] for content in spoken),
    ):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(any(p.span.holds(span) for p in read.paragraphs) for span in spans)
    assert not any(one.span.overlaps(span) for one in narrated(listened.parsed, spoken) for span in spoken)


def test_a_content_keeps_to_its_own_words(models: Models):
    text = "Lee said the dam was old and the town was warned, and left."
    parsed = segments(document(text), (), models)
    content = Span(text.index("the dam"), text.index(", and left"))
    assert [one.span.of(text) for one in said(parsed, content)] == ["the dam was old", "the town was warned"]
