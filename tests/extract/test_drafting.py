"""What rules alone read of narration."""

from app.extract.documents import document
from app.extract.heard import heard


def test_a_sentence_that_no_prose_has_is_passed_over(models):
    endless = "— a, — said b, — c " * 400
    text = f"{endless}\n\nAnn Lee said that the dam was safe and would hold until spring."
    found = heard(document(text), models).drafts
    assert any("the dam was safe" in span.of(text) for draft in found for span in draft.content)
    assert not [draft for draft in found if draft.rule == "clause" and draft.content[0].end < len(endless)]


def test_an_aside_in_quotation_marks_is_no_clause_around_them(models):
    """Its sides, each made to hold the quotation whole, were two pieces with the same words in both."""
    text = "The road to the town is closed, “according to him”, and the bridge will follow soon."
    assert [draft.rule for draft in heard(document(text), models).drafts] == []
