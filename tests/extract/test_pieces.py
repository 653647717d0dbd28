"""Word pieces keep their places, their case, and the breaks between paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from app.extract.pieces import case_of, number, pieces, tokenizer
from app.records import Span

CUT = tokenizer(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[unused1]", "the", "pen", "##tagon", "said", "no", ".", "“"]
)


def read(*paragraphs: str):
    text = "\n\n".join(paragraphs)
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return text, pieces(text, spans, CUT)


def test_pieces_stand_where_their_letters_do():
    text, found = read("The Pentagon said no.")
    assert [span.of(text) for span in found.spans] == ["The", "Pen", "tagon", "said", "no", "."]
    assert found.cases == [1, 1, 0, 0, 0, 0]


def test_a_break_stands_between_paragraphs_only():
    _, found = read("said", "no", "said")
    assert found.breaks == [False, True, False, True, False]
    assert found.ids[1] == number(CUT, "[unused1]")
    assert len(found.spans[1]) == 0


def test_case_classes():
    assert [case_of(word) for word in ("no", "No", "NO", "N", "7", "")] == [0, 1, 2, 1, 0, 0]


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), min_size=1, max_size=30),
        min_size=1,
        max_size=4,
    )
)
def test_any_text_gives_spans_in_order_inside_it(paragraphs):
    text, found = read(*paragraphs)
    assert len(found.ids) == len(found.cases) == len(found.spans) == len(found.breaks)
    assert all(0 <= span.start <= span.end <= len(text) for span in found.spans)
    starts = [span.start for span in found.spans]
    assert starts == sorted(starts)
