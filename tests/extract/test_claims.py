import pytest

from app.extract.claims import is_claim, type_of
from app.records import ClaimType


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The dam was built by hand.", True),
        ("Who built the dam by hand?", False),
        ("No.", False),
        ("“Was the dam built by hand?”", False),
        ("", False),
    ],
)
def test_a_claim_can_be_true_or_false(words, expected):
    assert is_claim(words) is expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The dam cost $40 million.", ClaimType.FIGURE),
        ("Half of it, 50%, has gone.", ClaimType.FIGURE),
        ("The dam was built in 1998.", ClaimType.EVENT),
        ("The dam will burst in the spring.", ClaimType.PREDICTION),
        ("The dam burst because of the rain.", ClaimType.CAUSE),
    ],
)
def test_a_claim_has_a_type_by_its_words(words, kind):
    assert type_of(words) is kind


def test_claims_of_a_statement_are_its_speakers_and_others_the_articles(read):
    reading = read('The dam burst in Tajikistan on Monday.\n\n"It was old. Who knew?" said Ann Lee.')
    claims = reading.extraction.claims
    assert [claim.statement for claim in claims][:1] == [None]
    assert [place.code for place in claims[0].about] == ["TJ"]
    assert not any("Who knew" in claim.span.of(reading.text) for claim in claims)


def test_each_sentence_said_is_a_claim(read):
    reading = read('"The dam is very old. The valley was flooded twice," said Ann Lee.')
    assert [claim.span.of(reading.text) for claim in reading.extraction.claims] == [
        "The dam is very old.",
        "The valley was flooded twice,",
    ]
    assert [claim.statement for claim in reading.extraction.claims] == [0, 0]
