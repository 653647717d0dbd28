import pytest

from app.extract.documents import document
from app.extract.utterances import utterances
from app.records import Kind


def turns(text: str) -> list[tuple[str, str]]:
    return [
        (
            one.label.of(text) if one.label else one.by.value,
            " | ".join(piece.of(text) for piece in one.pieces),
        )
        for one in utterances(document(text))
    ]


def test_a_turn_lasts_until_the_next_label():
    text = "LEE: I built it.\n\nIt is of stone.\n\nDAHL: Will you build more?\n\nLEE: Yes"
    assert turns(text) == [
        ("LEE", "I built it. | It is of stone."),
        ("DAHL", "Will you build more?"),
        ("LEE", "Yes"),
    ]


def test_narration_below_the_last_turn_is_none_of_it():
    text = "LEE: I built it.\n\nDAHL: Did you?\n\nLEE: I did.\n\nWe all know.\n\nThe council will meet."
    assert turns(text)[-1] == ("LEE", "I did. | We all know.")


def test_how_somebody_spoke_is_an_insert():
    text = "LEE: I built it (laughs) in a year (or two).\n\nDAHL: Did you? [Pause]\n\nLEE: I did."
    assert turns(text)[0] == ("LEE", "I built it | in a year (or two).")
    assert turns(text)[1] == ("DAHL", "Did you?")


def test_a_label_may_stand_on_a_line_of_its_own():
    text = "LEE\nI built it.\nDAHL\nDid you?\nLEE\nI did.\nDAHL\nYou did."
    assert turns(text)[:2] == [("LEE", "I built it."), ("DAHL", "Did you?")]


def test_quotations_within_a_turn_stay_part_of_it():
    text = "LEE: I told him “no way” twice.\n\nDAHL: Did you?\n\nLEE: “Never” was the word."
    assert turns(text)[0][1] == "I told him “no way” twice."


INTRO = "Ann Lee has built dams since 2001. We met her by the river.\n\n"


def test_paragraphs_take_turns_in_an_interview_without_labels():
    text = (
        f"{INTRO}Will your dam hold?\n\nIt will, I am sure.\n\nIt is of stone.\n\nWho paid you?\n\n"
        "We all paid.\n\nYou must be proud.\n\nI am. Very.\n\nWill you build another?\n\nNo. My back hurts."
    )
    assert turns(text) == [
        ("question", "Will your dam hold?"),
        ("answer", "It will, I am sure. | It is of stone."),
        ("question", "Who paid you?"),
        ("answer", "We all paid."),
        ("question", "You must be proud."),
        ("answer", "I am. Very."),
        ("question", "Will you build another?"),
        ("answer", "No. My back hurts."),
    ]


def test_question_and_answer_may_share_a_paragraph():
    text = (
        f"{INTRO}What is on your desk? My cat.\n\nWhen do you start? When I wake up.\n\n"
        "What do you read? Maps, I love them.\n\nAnd what next? Nothing."
    )
    assert turns(text)[:4] == [
        ("question", "What is on your desk?"),
        ("answer", "My cat."),
        ("question", "When do you start?"),
        ("answer", "When I wake up."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What is a dam?\n\nA dam holds water.\n\nWho builds dams?\n\nEngineers do.\n\nWhy?\n\nTo hold water.",
        "I love dams.\n\nWhy do you ask?\n\nI like water.\n\nAre you sure?\n\nWe all do.\n\nDo you?\n\nI do.",
        "What is a dam? It holds water.\n\nWho builds it? Engineers do.\n\nWhy? To hold it.\n\nWhen? Always.",
    ],
)
def test_explainers_and_columns_are_no_interviews(text):
    assert turns(text) == []


def test_labelled_words_are_direct_and_the_labels_theirs(read):
    text = "QUESTION: Will it hold?\n\nLEE: I hope so. It is new.\n\nQUESTION: Who paid?\n\nLEE: You did."
    found = read(text).statements
    assert [(one.source, one.kind, one.words) for one in found] == [
        ("LEE", Kind.DIRECT, ("I hope so. It is new.",)),
        ("LEE", Kind.DIRECT, ("You did.",)),
    ]
