import pytest

from app.extract.dialogue import dialogue
from app.extract.documents import document


def said(text: str) -> list[str]:
    """What dashes set off, marked where it goes on behind a clause."""
    found = dialogue(document(text))
    return ["".join(("… " if one.goes_on else "", *(p.of(text) for p in one.pieces))) for one in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("— It will rain, — said the captain, — and soon.", ["It will rain", "… and soon."]),
        ("— It will rain. — The captain looked up.", []),
        ("— It will rain! — said the captain. — Soon.", ["It will rain!", "… Soon."]),
        ("— It will rain, — said the captain. He looked up.", ["It will rain"]),
        ("—It will rain —said the captain—. Soon.", ["It will rain", "… Soon."]),
        ("– It will rain, says captain Ann Lee. Soon.", ["It will rain", "… Soon."]),
        ("- It will rain, she says. - Soon.", ["It will rain", "… Soon."]),
        ("– It will rain, Ann Lee told the paper.", ["It will rain"]),
        ("— How long? — the captain counts on his fingers. — Two days.", ["How long?", "… Two days."]),
        ("— It will rain, — Dr. Lee gave as the reason.", ["It will rain"]),
        ("— I told the mate that it rains, — she said.", ["I told the mate that it rains"]),
        ("— When I came, the boss said nothing, — said Lee.", ["When I came, the boss said nothing"]),
    ],
)
def test_a_clause_behind_a_dash_or_a_comma_says_who_speaks(text, words):
    assert said(text) == words


def test_without_a_clause_turns_are_told_apart_by_their_dashes():
    text = "— It rains, — she said.\n\n— Does it?\n\n— It does.\n\nThe captain left."
    assert said(text) == ["It rains", "Does it?", "It does."]
    text = "The captain looked up. — It rains, — she said, — a lot. — Does it? — It does."
    assert said(text) == ["It rains", "… a lot.", "Does it?", "It does."]


def test_questions_and_answers_in_turn_are_an_interview():
    text = "— Will it rain?\n\n— It will.\n\n— Some doubt it.\n\n— They lie.\n\n— Are you sure?\n\n— I am."
    assert [one.by.value for one in dialogue(document(text))] == ["question", "answer"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "- The dam is old.\n\n- The river is deep.\n\n- The valley is wide.",
        "- Creates the largest dam\n- Savings of 3 million",
        "PARIS — The dam held, and the mayor was pleased.",
        "The dam — old as it was — held.\n\nThe mayor said it was old.",
        "- The dam is old.\n- The river is deep.\n- It is dry.\n- It holds, the mayor said.\n- It is new.",
    ],
)
def test_lists_and_dashes_within_sentences_are_no_dialogue(text):
    assert said(text) == []


def test_the_clause_names_the_speaker(read):
    text = "The ferry lay.\n\n— It will rain, — said captain Ann Lee, — and soon.\n\n— No, — Bo Dahl nodded."
    assert read(text).said == [("Ann Lee", "It will rain […] and soon."), ("Bo Dahl", "No")]


@pytest.mark.parametrize("unit", ["— a, — said he, ", "— ", "-", "a, ", "— A. ", "– he ", "! — the "])
def test_100_000_dashes_are_read(unit):
    text = "— It rains, — she said.\n\n— " + unit * (100_000 // len(unit)) + "."
    assert all(one.pieces for one in dialogue(document(text)))
