"""What a word is, and which words a range means."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Span
from app.web import ranges
from app.web.ranges import Range

TEXTS = st.lists(st.text(max_size=40), min_size=1, max_size=4)


def listed(text):
    return [span.of(text) for span in ranges.words(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is, as they said, “late”.", ["It", "is", "as", "they", "said", "late"]),
        ("a 50% rise of $5.5bn to -3 °C", ["a", "50%", "rise", "of", "$5.5bn", "to", "-3", "°C"]),
        ("don’t pull-out — never … (ever)", ["don’t", "pull-out", "never", "ever"]),
        ("bases—factor", ["bases", "factor"]),
        ("— … ?! “”", []),
        ("हिन्दी में ज़्यादा।", ["हिन्दी", "में", "ज़्यादा"]),
        ("e\u0301te\u0301 \U0001f600 𝒶𝒷 \U00020000", ["e\u0301te\u0301", "𝒶𝒷", "\U00020000"]),
        ("", []),
    ],
)
def test_what_a_word_is(text, words):
    assert listed(text) == words


def test_a_range_reaches_over_pieces():
    pieces = ["The toll will rise,", "“by twelve per cent.”"]
    chosen = ranges.read("3-6", pieces)
    assert chosen == Range(3, 6)
    assert [span.of(piece) for span, piece in zip(ranges.parts(pieces, chosen), pieces, strict=True)] == [
        "will rise", "by twelve",
    ]  # fmt: skip
    assert ranges.parts(pieces, Range(5, 5)) == (None, Span(1, 3))
    assert ranges.parts(pieces, Range(1, 2)) == (Span(0, 8), None)
    assert (chosen.parameter, chosen.label) == ("3-6", "words 3–6")
    assert (Range(5, 5).parameter, Range(5, 5).label) == ("5", "word 5")


@pytest.mark.parametrize(
    "asked", ["", "0", "0-2", "3-2", "1-9", "9", "1-", "-1", "a", "1-2-3", "1,2", "١", "9" * 40]
)
def test_what_is_no_range(asked):
    assert ranges.read(asked, ["one two three"]) is None


def test_scripts_are_told_utf16_positions():
    assert ranges.numbered(["\U0001f600 one", "—", "two, three"]) == ("1:3-6", "", "2:0-3,5-10")


@given(TEXTS, st.data())
def test_every_range_of_any_text(pieces, data):
    count = ranges.total(pieces)
    for piece in pieces:
        spans = ranges.words(piece)
        assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
        assert all(any(char.isalnum() for char in span.of(piece)) for span in spans)
    if not count:
        return
    first = data.draw(st.integers(1, count))
    chosen = Range(first, data.draw(st.integers(first, count)))
    assert ranges.read(chosen.parameter, pieces) == chosen
    held = [
        span.of(piece)
        for piece, span in zip(pieces, ranges.parts(pieces, chosen), strict=True)
        if span is not None
    ]
    assert ranges.total(held) == chosen.last - chosen.first + 1
