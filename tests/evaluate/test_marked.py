"""Marks in the text become spans, and whoever forgets one is told where."""

from pathlib import Path

import pytest

from app.errors import BadInput
from app.evaluate.marked import load
from app.records import Kind

HEAD = "A style of nobody's.\n\n"
ARTICLE = """=== ferry

Ferry to run

⟨1:Ana Kovač⟩ said ⟦1:it would run on Sunday⟧.

⟦2:“If the sea lets us,”⟧ ⟨2:she⟩ added, ⟦2:“we sail.

“We always have.”⟧

⟨3:The harbour⟩ says that ⟦3:it is "glad" of that⟧.

--- statements
1: Ana Kovač
2: Ana Kovač | Kovač
3: -; optional
"""


def read(tmp_path: Path, text: str):
    path = tmp_path / "style.txt"
    path.write_text(text, "utf-8")
    return list(load(path))


def test_spans_are_those_of_the_text_without_marks(tmp_path: Path):
    (one,) = read(tmp_path, HEAD + ARTICLE)
    assert one.id == "style/ferry"
    assert one.text.startswith("Ferry to run\n\nAna Kovač said it would")
    assert one.text.endswith("of that.")
    assert [[span.of(one.text) for span in s.content] for s in one.statements] == [
        ["it would run on Sunday"],
        ["“If the sea lets us,”", "“we sail.\n\n“We always have.”"],
        ['it is "glad" of that'],
    ]
    assert [[span.of(one.text) for span in s.speaker] for s in one.statements] == [
        ["Ana Kovač"],
        ["she"],
        ["The harbour"],
    ]


def test_notes_give_names_and_what_is_optional(tmp_path: Path):
    (one,) = read(tmp_path, ARTICLE)
    assert [s.speaker_name for s in one.statements] == ["Ana Kovač", "Ana Kovač", None]
    assert [s.aliases for s in one.statements] == [(), ("Kovač",), ()]
    assert [s.is_optional for s in one.statements] == [False, False, True]


def test_kind_is_by_double_marks_unless_given(tmp_path: Path):
    (one,) = read(tmp_path, ARTICLE)
    assert [s.kind for s in one.statements] == [Kind.INDIRECT, Kind.DIRECT, Kind.MIXED]
    (one,) = read(tmp_path, "=== a\n⟨1:Al⟩: ⟦1:‘No.’⟧\n--- statements\n1: Al; direct")
    assert one.statements[0].kind is Kind.DIRECT


def test_leading_that_does_not_make_a_quotation_mixed(tmp_path: Path):
    (one,) = read(tmp_path, '=== a\n⟨1:Al⟩ says ⟦1:that "it rains"⟧ "now".\n--- statements\n1: Al')
    assert one.statements[0].kind is Kind.DIRECT


def test_marks_may_nest(tmp_path: Path):
    (one,) = read(tmp_path, "=== a\n⟨1:Al⟩: ⟦1:⟨2:Bo⟩ said ⟦2:no⟧⟧\n--- statements\n1: Al\n2: Bo; optional")
    assert [s.content[0].of(one.text) for s in one.statements] == ["Bo said no", "no"]


def test_many_articles_and_none_of_the_lines_between_is_lost(tmp_path: Path):
    found = read(
        tmp_path, HEAD + ARTICLE + "\n=== quiet\nNobody says a word.\n\n---\n\nHere.\n--- statements\n"
    )
    assert [one.id for one in found] == ["style/ferry", "style/quiet"]
    assert found[1].text == "Nobody says a word.\n\n---\n\nHere."
    assert found[1].statements == ()


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("Al said no.", "", "no article"),
        ("=== a\nAl said no.", "line 1", "no line “--- statements”"),
        ("=== a\n\n\n⟦1:no\n--- statements\n1: Al", "line 4", "never closed"),
        ("=== a\n\nx\n⟦1:no⟩\n--- statements\n1: Al", "line 4", "⟩ closes nothing"),
        ("=== a\nno⟧\n--- statements", "line 2", "closes nothing"),
        ("=== a\n⟦no⟧\n--- statements", "line 2", "needs a statement's number"),
        ("=== a\n⟦1:⟧\n--- statements\n1: Al", "line 2", "holds no words"),
        ("=== a\n⟦1:no⟧\n--- statements\n", "line 3", "no line for statement 1"),
        ("=== a\n⟨1:Al⟩\n--- statements\n1: Al", "line 4", "no words are marked ⟦1:…⟧"),
        ("=== a\n⟦1:no⟧\n--- statements\n1: Al\n1: Al", "line 5", "two lines"),
        ("=== a\n⟦1:no⟧\n--- statements\nAl", "line 4", "is not “NUMBER: NAME"),
        ("=== a\n⟦1:no⟧\n--- statements\n1: Al; spoken", "line 4", "is not a kind"),
        ("=== a\n⟦1:no⟧\n--- statements\n1: Al; direct; mixed", "line 4", "is not a kind"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path, text: str, where: str, why: str):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)
    assert f"style.txt{', ' * bool(where)}{where}: " in str(caught.value)
    assert why in str(caught.value)
