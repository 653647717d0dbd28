"""A claim's wording names whom its words mean, where that is certain, and only then."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract.extraction import extract
from app.extract.pipeline import Models
from app.records import Claim


def wording(text: str, claim: Claim) -> str:
    """A claim's words with our insertions in brackets."""
    parts, at = [], claim.span.start
    for gloss in claim.glosses:
        parts.append(f"{text[at : gloss.span.start]}[{gloss.words}]")
        at = gloss.span.end
    return "".join(parts) + text[at : claim.span.end]


@pytest.fixture
def wordings(read):
    def found(text: str) -> list[str]:
        return [wording(text, claim) for claim in read(text).extraction.claims]

    return found


LEE = "Mayor Ann Lee opened the dam in Ohio on Monday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said the dam was her idea.", "the dam was [Ann Lee's] idea"),
        ("Lee visited the old dam twice.", "[Ann Lee] visited the old dam twice."),
        ("She visited the old dam twice.", "[Ann Lee] visited the old dam twice."),
        ('"I have never seen the old dam," Lee said.', "[Ann Lee] have never seen the old dam,"),
        ('"The dam was my idea," Lee said.', "The dam was [Ann Lee's] idea,"),
    ],
)
def test_whoever_is_meant_is_named(wordings, text, expected):
    assert wordings(f"{LEE}\n\n{text}")[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mary Berg met her at the old dam, and she slipped there.",
        '"We have never seen the old dam," Lee said.',
        '"I am afraid of the old dam," Lee said.',
        '"I\'ve never seen the old dam," Lee said.',
        "Ann Lee visited the old dam before she left for Ohio.",
        "Whoever saw the dam said she was right.",
        '"The dam was her last hope in the town," Lee said.',
        '"You saw her near the old dam," Lee said.',
    ],
)
def test_what_is_not_certain_stays_as_it_is(wordings, text):
    assert all("[" not in one for one in wordings(f"{LEE}\n\n{text}")[1:])


def test_the_country_is_named_where_there_is_only_one(wordings):
    text = "Ann Lee left Tajikistan on Monday. A dam was built in the country."
    assert wordings(text)[1] == "A dam was built in [Tajikistan]."
    assert wordings(text.replace("Ann Lee", "France"))[1] == "A dam was built in the country."


def test_a_relative_clause_that_stands_alone_has_its_person(wordings):
    text = '"The dam is old," said Ann Lee, who will become mayor of the town.'
    assert wordings(text) == ["The dam is old,", "[Ann Lee] will become mayor of the town"]


def test_an_antecedent_is_where_the_article_prints_the_name(read):
    text = f"{LEE}\n\nLee visited the old dam twice."
    (gloss,) = read(text).extraction.claims[1].glosses
    assert gloss.antecedent.of(text) == gloss.words == "Ann Lee"
    assert gloss.span.of(text) == "Lee"


SENTENCES = [
    LEE,
    "Tom Berg said he had seen her.",
    "Berg's dam is his own.",
    '"I said it to my son," she said.',
    '"He told me," Berg said.',
    "The mayor left, who knew him.",
    "It was she, said Mary Cole, who will be mayor.",
]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n"]))
@settings(max_examples=40)
def test_glosses_lie_in_their_claim_and_name_somebody_of_the_article(models: Models, told, joint):
    text = joint.join(told)
    found = extract(text, models)
    names = {entity.name for entity in found.entities}
    for claim in found.claims:
        assert all(claim.span.holds(gloss.span) for gloss in claim.glosses)
        assert all(a.span.end <= b.span.start for a, b in pairwise(claim.glosses))
        for gloss in claim.glosses:
            assert gloss.words.removesuffix("'s") in names
            assert gloss.antecedent.of(text) == gloss.words.removesuffix("'s")
