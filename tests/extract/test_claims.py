"""Claims in statements and in narration."""

from app.records import Span


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


def test_a_deed_done_by_saying_is_also_an_event(read):
    reading = read("Mayor Ann Lee promised to repair the old dam by May.")
    assert {claim.statement for claim in reading.extraction.claims} == {None, 0}


def test_claims_are_the_articles_words_within_a_paragraph(read):
    reading = read('The dam burst.\n\n"It was old and nobody had looked after it.\n\n"Nobody," said Ann Lee.')
    paragraphs = reading.extraction.document.paragraphs
    assert reading.extraction.claims
    for claim in reading.extraction.claims:
        assert any(p.span.holds(claim.span) for p in paragraphs)
        assert claim.span == Span(
            claim.span.start, claim.span.start + len(claim.span.of(reading.text).strip())
        )


def test_a_claim_states_quantities(read):
    reading = read("The ministry paid $ 40 million for the dam in February 2020. It stood for 30 years.")
    first, second = reading.extraction.claims
    assert [(q.value, q.unit) for q in first.quantities] == [("40000000", "USD"), ("2020-02", "date")]
    assert [(q.value, q.unit) for q in second.quantities] == [("30", "years")]


def test_a_claim_is_as_sure_as_the_statement_it_is_made_in(read):
    found = read('The dam burst in Ohio on Monday. "The dam was very old," said Ann Lee.').extraction
    narrated, said = found.claims
    assert 0 < narrated.confidence < 1
    assert said.confidence == found.attributions[0].confidence


def test_a_claim_points_at_blocs_and_inferred_countries(read):
    found = read("Ann Lee left Tajikistan on Monday. The EU has paid for a dam in the country.").extraction
    assert [place.code for place in found.claims[1].about] == ["TJ"]
    assert [place.code for place in found.claims[1].blocs] == ["eu"]
    assert [gloss.words for gloss in found.claims[1].glosses] == ["Tajikistan"]
