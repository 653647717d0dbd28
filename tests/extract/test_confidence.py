"""What is known of a draft, and how it becomes one likelihood."""

from app.extract.attributions import Draft
from app.extract.confidence import features, likelihood
from app.extract.tagger import Proposal
from app.records import Kind, Span

CONTENT, SOURCE = (Span(0, 60),), Span(70, 77)


def draft(*, source: Span | None = SOURCE, proposal: Proposal | None = None) -> Draft:
    return Draft(CONTENT, Kind.INDIRECT, "clause", source=source, proposal=proposal)


def proposal(source: Span | None, *, words: float = 0.9, link: float = 0.9) -> Proposal:
    return Proposal(CONTENT, Span(62, 66), source, 0.9, words, link)


def test_a_draft_is_known_by_its_rule_and_its_kind():
    found = features(draft())
    assert found["rule clause"] == found["kind indirect"] == found["not proposed"] == 1


def test_a_proposal_tells_how_sure_the_tagger_is():
    sure, unsure = (features(draft(proposal=proposal(SOURCE, words=w))) for w in (0.99, 0.6))
    assert sure["words"] > unsure["words"] > 0
    assert sure["likeness"] == 1
    assert "not proposed" not in sure


def test_another_source_than_the_taggers_is_told():
    assert features(draft(proposal=proposal(Span(90, 99))))["other source"] == 1
    assert features(draft(proposal=proposal(SOURCE)))["other source"] == 0


def test_without_weights_nothing_is_known():
    assert likelihood(draft(), {}) == 0.5


def test_weights_pull_either_way_and_never_beyond_certainty():
    weights = {"link": 2.0, "no source": -3.0, "bias": 0.5}
    linked = likelihood(draft(proposal=proposal(SOURCE)), weights)
    nobody = likelihood(draft(source=None), weights)
    assert nobody < 0.5 < linked
    assert 0 < likelihood(draft(), {"bias": -1e6}) < likelihood(draft(), {"bias": 1e6}) <= 1


def test_no_likelihood_is_too_extreme_for_a_feature():
    assert features(draft(proposal=proposal(SOURCE, words=1.0, link=0.0)))["words"] < 10
