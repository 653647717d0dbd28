import pytest

from app.extract.medium import medium_of, publishes
from app.records import Span


@pytest.mark.parametrize(
    ("clause", "medium"),
    [
        ("he said in an interview with RT", "RT"),
        ("she told Reuters", "Reuters"),
        ("he said in a short conversation with the Valley News", "the Valley News"),
        ("she told Ann Lee", None),
        ("he said in an interview", None),
    ],
)
def test_who_received_the_words(clause, medium):
    found = medium_of(clause, Span(0, len(clause)))
    assert (found.of(clause) if found else None) == medium


@pytest.mark.parametrize(
    ("name", "expected"), [("Reuters", True), ("the Wall Street Journal", True), ("Acme", False)]
)
def test_publications_are_known_by_name(name, expected):
    assert publishes(name) is expected
