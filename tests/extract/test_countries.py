import pytest

from app.extract.countries import places
from app.records import Span


def codes(text, besides=()):
    return [place.code for place in places(text, [Span(0, len(text))], besides)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a dam in Tajikistan", ["TJ"]),
        ("the Tajik dam", ["TJ"]),
        ("talks between Dushanbe and Tashkent", ["TJ", "UZ"]),
        ("the Pentagon's dam", ["US"]),
        ("Portugal's dam and the Portuguese", ["PT"]),
        ("a dam of the valley", []),
        ("a US-led force", ["US"]),
        ("the United States and Russia", ["US", "RU"]),
        ("Bosnia\nand Herzegovina", ["BA"]),
    ],
)
def test_words_point_at_countries(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "rule"), [("Kabul", "capital"), ("Afghan", "demonym"), ("Pentagon", "institution")]
)
def test_a_place_says_which_rule_found_it(text, rule):
    (place,) = places(text, [Span(0, len(text))])
    assert place.rule == rule


def test_peoples_names_are_no_countries():
    text = "Jordan Smith spoke in France"
    assert codes(text, [Span(0, 12)]) == ["FR"]


def test_a_country_counts_once_where_it_stands_first():
    text = "Kabul and Afghanistan"
    (place,) = places(text, [Span(0, len(text))])
    assert place.span.of(text) == "Kabul"
