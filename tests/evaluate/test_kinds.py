"""Kinds by the marks of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluate.kinds import kind_of, quoted
from app.records import Kind, Span


def inside(text: str) -> str:
    return "".join(c if q else "." for c, q in zip(text, quoted(text), strict=True))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a “b” c", "..“b”.."),
        ('a "b" c', '.."b"..'),
        ("a „b” c", "..„b”.."),
        ("a ``b'' c", "..``b''.."),
        ("a 'b' ” c", "........."),
        ("a “b “c” d", "..“b “c”.."),
        # Left open, a quotation ends with the paragraph…
        ("a “b\nc", "..“b.."),
        ("a “b\nc “d” e", "..“b...“d”.."),
        # … but goes on where the next one closes it first.
        ("a “b\nc” d", "..“b.c”.."),
        ('a "b\nc" d', '.."b.c"..'),
        ('a "b\n"c" d', '.."b."c"..'),
        ('a "b\nc "d" e', '.."b..."d"..'),
    ],
)
def test_what_stands_in_marks(text: str, wanted: str):
    assert inside(text) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“we go”", Kind.DIRECT),
        ("that “we go”", Kind.DIRECT),
        ("that we “go”", Kind.MIXED),
        ("we go", Kind.INDIRECT),
        ("that", Kind.INDIRECT),
        ("…", Kind.INDIRECT),
        ("“that that”", Kind.DIRECT),
    ],
)
def test_kind(text: str, kind: Kind):
    assert kind_of(text, [Span(0, len(text))], quoted(text)) is kind


def test_only_the_first_word_of_all_spans_is_free():
    text = "that “we go” that “we stay”"
    spans = [Span(0, 12), Span(13, len(text))]
    assert kind_of(text, spans, quoted(text)) is Kind.MIXED


@given(st.text(alphabet="a “”„\"'`\n", max_size=40))
def test_any_text_has_one_answer_a_position(text: str):
    assert len(quoted(text)) == len(text)
    assert inside(text).count("\n") == 0
