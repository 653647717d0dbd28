import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.documents import document
from app.records import Role

BODY, HEADING, CAPTION, CREDIT, FOOTNOTE, INSERT = (
    Role.BODY,
    Role.HEADING,
    Role.CAPTION,
    Role.CREDIT,
    Role.FOOTNOTE,
    Role.INSERT,
)
PROSE = "The council met on Monday and voted for the bridge."


def roles(text):
    return [paragraph.role for paragraph in document(text).paragraphs]


def words(text):
    return [paragraph.span.of(text) for paragraph in document(text).paragraphs]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("A bridge for the valley", HEADING),
        ("“We are ready,” says mayor", HEADING),
        ("A bridge for the valley.", BODY),
        ("and then it rained", BODY),
        ("A line that goes on and on for so many words that nobody would print it above", BODY),
        ("Photo: Jane Roe/Valley News", CREDIT),
        ("© Valley News", CREDIT),
        ("Image source, Reuters", CREDIT),
        ("AFP/Getty Images", CREDIT),
        ("Caption: The mayor on the old bridge", CAPTION),
        ("Image caption, The mayor on the old bridge", CAPTION),
    ],
)
def test_a_line_above_prose_has_the_role_its_form_shows(line, role):
    assert roles(f"{line}\n\n{PROSE}\n") == [role, BODY]


def test_bullets_above_a_credit_are_captions():
    text = f"{PROSE}\n• The mayor on the bridge\n• © Valley News\n{PROSE}"
    assert roles(text) == [BODY, CAPTION, CREDIT, BODY]


def test_bullets_that_end_in_full_stops_are_body():
    assert roles(f"{PROSE}\n• The bridge is old.\n• The river is deep.\n{PROSE}") == [BODY] * 4


def test_a_footnote_has_a_mark_that_an_earlier_paragraph_bears():
    text = f"The band Nightjar* met on Monday, the mayor said.\n{PROSE}\n* banned in the valley"
    assert roles(text)[-1] is FOOTNOTE
    assert roles(f"{PROSE}\n{PROSE}\n* the bridge is old, the mayor said.")[-1] is BODY


def test_a_line_between_the_halves_of_a_bracket_is_an_insert():
    text = "The mayor said: “We meet them (with the valley. -\n\nVN\n\n) and talk.”"
    assert roles(text) == [BODY, INSERT, BODY]


def test_lines_wrapped_by_hand_are_one_paragraph():
    text = (
        "The council met on Monday and voted for the bridge,\n"
        "which is to stand where the ferry used to land its\n"
        "passengers.\n\nThe mayor was pleased."
    )
    assert words(text) == [text.partition("\n\n")[0], "The mayor was pleased."]


def test_short_lines_are_paragraphs_of_their_own():
    assert len(words("The mayor said yes.\nThe council said no.\nThe bridge stood.")) == 3


def test_nothing_stands_under_a_heading_at_the_very_end():
    assert roles(f"{PROSE}\nValley News") == [BODY, BODY]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\n \t\u00a0\n"])
def test_lines_end_in_many_ways(end):
    text = f"{PROSE}{end}{PROSE}{end}"
    assert words(text) == [PROSE, PROSE]


def test_odd_white_space_around_a_paragraph_is_no_part_of_it():
    text = f"\u00a0\u3000 {PROSE}\t\u2003\n"
    assert words(text) == [PROSE]


@pytest.mark.parametrize("text", ["", " ", "\n\n\r\n", "\u00a0\u2003"])
def test_an_empty_text_has_no_paragraphs(text):
    assert document(text).paragraphs == ()


def test_a_single_line_is_body():
    assert roles("Valley News") == [BODY]


@given(st.text(alphabet=st.sampled_from('abC .,:\n\r\t\u00a0\u2028•*©()[]"“”1§\x00\u202e\U0001f600')))
def test_paragraphs_hold_every_character_that_is_no_space_exactly_once(text):
    found = document(text)
    held = [i for p in found.paragraphs for i in range(p.span.start, p.span.end)]
    assert found.text == text
    assert held == sorted(set(held))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(held))
    assert [p.number for p in found.paragraphs] == list(range(len(found.paragraphs)))


@given(st.text())
def test_any_text_is_a_document(text):
    assert all(p.span.of(text).strip() == p.span.of(text) != "" for p in document(text).paragraphs)
