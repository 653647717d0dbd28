from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.documents import document
from app.extract.marks import quotations
from app.records import Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"We won," she said.', ["We won,"]),
        ("“We won,” she said.", ["We won,"]),
        ('“We won," she said, “at last.”', ["We won,", "at last."]),
        ('“We won," she said, "at last.”', ["We won,", "at last."]),
        ("``We won,'' she said.", ["We won,"]),
        ("«We won», she said.", ["We won"]),
        ("« We won », she said.", ["We won"]),
        ("„We won“, she said.", ["We won"]),
        ("„We won”, she said.", ["We won"]),
        ("»We won«, she said.", ["We won"]),
        ('"We won, " she said. "At last."', ["We won,", "At last."]),
        ('"We won ", she said.', ["We won"]),
        ("She said (“we won”) twice.", ["we won"]),
        ('""', []),
        ('" - "', []),
    ],
)
def test_marks_as_they_come(quoted, text, words):
    assert quoted(text) == words


def test_single_marks_count_where_no_double_ones_stand(quoted):
    assert quoted("‘We won’t go,’ she said. ‘It’s the farmers’ field.’") == [
        "We won’t go,",
        "It’s the farmers’ field.",
    ]
    assert quoted("'We won't go,' she said.") == ["We won't go,"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘We won “easily”,’ she said. ‘It’s over.’", ["We won “easily”,", "It’s over."]),
        ("'We won \"easily\",' she said.", ['We won "easily",']),
        ("“We won,” she said. ‘It’s over,’ he said.", ["We won,", "It’s over,"]),
        ("“We won,” she said. `It's over,' he said.", ["We won,", "It's over,"]),
        ("„We won“, she said. A ‚very short‘ game.", ["We won", "very short"]),
        ("‘We “won”.\n\n‘We lost.\n\n‘It rained,’ she said.", ["We “won”. | We lost. | It rained,"]),
        ("In the '90s the farmers' field stood \"empty\".", ["empty"]),
        ("'Twas the farmers' field, \"empty\" as ever.", ["empty"]),
        ("“We won,” she said of the ‘great match on Monday.", ["We won,"]),
    ],
)
def test_single_marks_beside_double_ones(quoted, text, words):
    assert quoted(text) == words


def test_single_marks_within_double_ones_are_words(quoted):
    assert quoted("“He cried ‘Fire!’ and ran,” she said.") == ["He cried ‘Fire!’ and ran,"]


def test_straight_marks_within_curly_ones_are_words(quoted):
    assert quoted('“He called it a "mess" and left,” she said.') == ['He called it a "mess" and left,']


def test_a_quotation_never_closed_ends_at_a_clause(quoted):
    assert quoted('"We won, said Ann Lee. "It rained."') == ["We won", "It rained."]
    assert quoted('"We won, Lee said.') == ["We won"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He came. " We won , " he said . " At last . "', ["We won ,", "At last ."]),
        ("”Vi vann”, she said. ”At last.”", ["Vi vann", "At last."]),
        ("Lee was sceptical: ”We lost.”", ["We lost."]),
        ("“We won,“ said Lee. “At last.“", ["We won,", "At last."]),
        ("&quot;We won,&quot; said Lee. &ldquo;At last.&rdquo;", ["We won,", "At last."]),
        ("â€œWe won,â€ said Lee. â€œIt doesnâ€™t rain.â€", ["We won,", "It doesnâ€™t rain."]),
    ],
)
def test_marks_misread_or_mixed_up(quoted, text, words):
    assert quoted(text) == words


def test_a_quotation_never_closed_ends_with_its_paragraph(quoted):
    text = "“We won.\n\nThe crowd went home at once.\n\nThe lights went out."
    assert quoted(text) == ["We won."]


def test_a_quotation_goes_on_where_every_paragraph_opens_again(quoted):
    text = "“We won.\n\n“We lost.\n\n“We went home,” she said."
    assert quoted(text) == ["We won. | We lost. | We went home,"]


def test_a_quotation_goes_on_to_a_closing_mark_paragraphs_below(quoted):
    text = "“We won.\n\nWe lost.\n\nWe went home,” she said."
    assert quoted(text) == ["We won. | We lost. | We went home,"]


def test_narration_between_says_that_an_unclosed_quotation_had_ended(quoted):
    text = "“We won, she said.\n\nThe crowd went home at once.\n\n“We lost.\n\n“It rained,” he said."
    assert quoted(text) == ["We won", "We lost. | It rained,"]


def test_a_heading_ends_an_open_quotation(quoted):
    text = "“We won, she said, and went home.\n\nThe second half\n\nIt rained and the crowd left,” he said."
    assert quoted(text)[0] == "We won"


def test_a_dash_with_a_clause_ends_a_quotation_without_a_closing_mark(quoted):
    assert quoted('"We won, - said the coach.') == ["We won"]


def test_a_clause_between_dashes_is_not_the_speakers_words(quoted):
    assert quoted('"We won, - said the coach, - and it rained."') == ["We won", "and it rained."]
    assert quoted('"We won, - said Ann Lee, - it rained, - said the coach, - all day."') == [
        "We won",
        "it rained",
        "all day.",
    ]


def test_dashes_within_a_sentence_stay_the_speakers_words(quoted):
    text = '"We met the boss - Smith said hello - and went home."'
    assert quoted(text) == [text.strip('"')]


def test_a_signed_insert_is_left_out(quoted):
    assert quoted("“We met them (the council. - VN) and talked,” she said.") == ["We met them | and talked,"]
    assert quoted("“We met them (all of them) and talked,” she said.") == [
        "We met them (all of them) and talked,"
    ]


def test_an_insert_broken_over_paragraphs_is_left_out(quoted):
    text = "“We meet them (with the valley. -\n\nVN\n\n) and talk,” she said."
    assert quoted(text) == ["We meet them | and talk,"]


def test_captions_within_a_quotation_are_left_out(quoted):
    text = "“We won.\n\nPhoto: Jane Roe/Valley News\n\nWe lost,” she said."
    assert quoted(text) == ["We won. | We lost,"]


def test_headings_and_captions_hold_no_quotations(quoted):
    text = "“We won,” says coach\n\nCaption: The coach, “the fox”\n\nThe crowd went home."
    assert quoted(text) == []


anything = st.text(
    alphabet=st.sampled_from("ab C,.!?-–—:\n\r \"'`“”„‟‘’‚«»‹›()[]*•\u202e\u2066\x00\u00a0\u2028é\U0001f600")
)
pieces_of_articles = st.lists(
    st.sampled_from(
        [
            '"',
            "“",
            "”",
            "„",
            "«",
            "»",
            "''",
            "'",
            "’",
            " ",
            "\n",
            "\n\n",
            "(",
            ")",
            ". - VN)",
            ", - said he, - ",
            "We won",
            "he said.",
            "A heading",
            "Photo: VN",
        ]
    )
).map("".join)


@given(anything | pieces_of_articles)
def test_quotations_stand_in_order_within_any_text(text):
    found = quotations(document(text))
    for one in found:
        assert one.first <= one.last
        assert 0 <= one.outer.start < one.outer.end <= len(text)
        spans = sorted([*one.pieces, *one.inserts])
        assert not any(a.overlaps(b) for a, b in pairwise(spans))
        assert list(one.pieces) == sorted(one.pieces)
        assert all(
            one.outer.holds(piece) and piece.of(text).strip() == piece.of(text) for piece in one.pieces
        )
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))


@given(anything)
def test_a_text_is_read_the_same_way_twice(text):
    assert quotations(document(text)) == quotations(document(text))


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "“a ",
        "”",
        "'",
        '"a" ',
        "«",
        "“a, - said he ",
        "(",
        "(“- A)",
        ", - said he, - ",
        " ‘a",
        '’ "',
        '‘a" ',
    ],
)
def test_a_paragraph_of_200_000_marks_is_read(unit):
    text = "“" + unit * (200_000 // len(unit)) + "”"
    assert all(Span(0, len(text)).holds(one.outer) for one in quotations(document(text)))


@pytest.mark.parametrize("unit", ["“a\n\n", "“a (\n\nb\n\n)\n\n", "a”\n\n", "‘a “b”\n\n"])
def test_20_000_broken_paragraphs_are_read(unit):
    text = unit * 20_000
    assert len(document(text).paragraphs) >= 20_000
    assert all(Span(0, len(text)).holds(one.outer) for one in quotations(document(text)))
