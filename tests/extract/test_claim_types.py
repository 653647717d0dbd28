import pytest

from app.extract.claim_types import type_of
from app.extract.quantities import quantities
from app.records import ClaimType, Span


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The dam cost $40 million.", ClaimType.FIGURE),
        ("Half of it, 50%, has gone.", ClaimType.FIGURE),
        ("The dam was built in 1998.", ClaimType.EVENT),
        ("The dam was built by two men.", ClaimType.EVENT),
        ("The dam will burst in the spring.", ClaimType.PREDICTION),
        ("The dam burst because of the rain.", ClaimType.CAUSE),
        ("The ministry intends to repair the dam.", ClaimType.PLAN),
        ("The dam has never been repaired.", ClaimType.DENIAL),
        ("The flood was prompted by the rain.", ClaimType.CAUSE),
        ("The mayor pledged to repair the dam.", ClaimType.PLAN),
        ("The dam was held to be illegal.", ClaimType.EVALUATION),
        ("The power failed on Monday.", ClaimType.EVENT),
        ("The dam holds more water than the lake.", ClaimType.COMPARISON),
    ],
)
def test_a_claim_has_a_type_by_its_words(words, kind):
    assert type_of(words, quantities(words, Span(0, len(words)))) is kind
