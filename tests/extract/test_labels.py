import pytest

from app.extract.documents import document
from app.extract.labels import is_spoken, labels


def found(text: str) -> list[str]:
    read = document(text)
    return [label.span.of(text) for label in labels(text, [p.span for p in read.paragraphs])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SMITH: Will it hold?\n\nLEE: It will.\n\nSMITH: Are you sure?", ["SMITH", "LEE", "SMITH"]),
        ("Q: Will it hold?\n\nA: It will.", ["Q", "A"]),
        ("Q. Will it hold?\nA. It will.", ["Q", "A"]),
        ("Reporter: Will it hold?\n\nAnswer: It will.", ["Reporter", "Answer"]),
        (
            "Ann Lee, mayor: We built it.\n\nBo Dahl (cook): You did not.\n\nLee: We did.",
            ["Ann Lee, mayor", "Bo Dahl (cook)", "Lee"],
        ),
        (
            "[00:01:10] Ann: Will it hold?\n\n[00:01:15] Bo: It will.\n\n[00:01:20] Ann: Will you stay?",
            ["Ann", "Bo", "Ann"],
        ),
        (
            "MR. DAHL: We built it.\n\nTHE COURT: You did?\n\nMR. DAHL: I did.",
            ["MR. DAHL", "THE COURT", "MR. DAHL"],
        ),
        ("**Lee:** I built it.\n\n**Dahl:** Did you?\n\n**Lee:** I did.", ["Lee", "Dahl", "Lee"]),
        ("Lee\nI built it.\nDahl\nDid you?\nLee\nI did.\nDahl\nYou did.", ["Lee", "Dahl", "Lee", "Dahl"]),
        ("Ann Lee: I like it.\n\nPeter Dahl: I would rather swim.", ["Ann Lee", "Peter Dahl"]),
    ],
)
def test_lines_of_a_transcript_are_labelled(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Address: 5 Mill Lane.\n\nOpening hours: 9 to 5.\n\nPhone: 555 0134.\n\nAddress: 7 Mill Lane.",
        "Photo: Ann Lee\n\nRead more: Will the dam hold?\n\nUpdated: 5 May\n\nRead more: What you can do",
        "Lions: Lee, Dahl, Moss.\n\nTigers: Orr, Roe, Fox.\n\nReferee: Ash.\n\nLions: Ray, Poe, Lund.",
        "Final score 3: 2 to the Lions.\n\nThe ratio was 3: 2.\n\nThe ratio was 4: 1.",
        "Ann Lee: “I like it.”\n\nBo Dahl: “I would rather swim.”\n\nAnn Lee: “You would.”",
        "The mayor had one wish: that you and I would help.\n\nThe council had another: We know it.",
        "Budapest: The council met on Monday.\n\nThe dam was closed.",
        "Pros: You can swim.\n\nCons: You get wet.\n\nPros: We liked it.\n\nCons: We froze.",
        "08:30: The dam has burst.\n\n09:15: The valley is empty.\n\n10:00: We are closing this page.",
    ],
)
def test_other_lines_with_a_colon_are_not(text):
    assert found(text) == []


def test_what_is_said_asks_or_has_a_first_or_second_person():
    assert is_spoken("Will it hold?")
    assert is_spoken("I hope so.")
    assert is_spoken("Tell me.")
    assert not is_spoken("The dam held.")


def test_20_000_labelled_lines_are_read():
    assert len(found("LEE: I am sure.\nDAHL: Are you?\n" * 10_000)) == 20_000


def test_the_holder_of_an_office_is_no_name(read):
    text = (
        "THE PRESIDENT: I think that we will win this, and you know it.\n\n"
        "Q    What do you mean?\n\n"
        "THE PRESIDENT: I mean what I say. You know me.\n\n"
        "MR. BERG: Thank you. We are done."
    )
    assert read(text).said == [
        (None, "I think that we will win this, and you know it."),
        (None, "I mean what I say. You know me."),
        ("BERG", "Thank you. We are done."),
    ]
    assert read(f"President Ann Lee met the press.\n\n{text}").speakers[:2] == ["Ann Lee", "Ann Lee"]
