"""What rules alone read of narration."""

from app.extract.documents import document
from app.extract.heard import heard


def test_a_sentence_that_no_prose_has_is_passed_over(models):
    endless = "— a, — said b, — c " * 400
    text = f"{endless}\n\nAnn Lee said that the dam was safe and would hold until spring."
    found = heard(document(text), models).drafts
    assert any("the dam was safe" in span.of(text) for draft in found for span in draft.content)
    assert not [draft for draft in found if draft.rule == "clause" and draft.content[0].end < len(endless)]
