"""Weights are fitted to what is right and wrong on gold."""

from app.evaluate.calibration import calibrated
from app.evaluate.corpus import Reading, Statement
from app.extract.attributions import Draft
from app.extract.confidence import likelihood
from app.extract.tagger import Proposal
from app.records import Kind, Span

TEXT = "Ann Lee said the dam was safe. Ben Orr said the bridge was closed."


def reading(number: int, *words: str) -> Reading:
    """`TEXT` with the statements whose content is `words`, all Ann's."""
    content = [Span(TEXT.index(one), TEXT.index(one) + len(one)) for one in words]
    said = tuple(Statement((span,), (Span(0, 7),), None, Kind.INDIRECT) for span in content)
    return Reading(f"text {number}", TEXT, said)


def test_a_rule_that_is_often_wrong_is_trusted_less(models):
    proposal = Proposal((Span(13, 29),), Span(8, 12), Span(0, 7), 0.9, 0.9, 0.9)
    one = Draft((Span(13, 29),), Kind.INDIRECT, "clause", Span(8, 12), Span(0, 7), proposal=proposal)
    right = calibrated([reading(n, "the dam was safe") for n in range(4)], models)
    wrong = calibrated([reading(n) for n in range(4)], models)
    assert likelihood(one, wrong) < likelihood(one, right)
