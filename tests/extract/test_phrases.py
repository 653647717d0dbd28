"""Where in a source's phrase a name stands, and so whether it is the speaker's."""

import pytest

from app.records import SpeakerKind


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A spokesman for County Prosecutor Bo Dahl", "spokesman for County Prosecutor Bo Dahl"),
        ("a spokeswoman for Speaker Ann Lee of Ohio", "spokeswoman for Speaker Ann Lee of Ohio"),
        ("Supporters of the mill, including Mayor Bo Dahl,", "Supporters of the mill"),
        ("The administration of President Bo Dahl", None),
        ("Mayor Bo Dahl's office", None),
        ("Bo Dahl and Ann Lee", None),
        ("House Speaker Ann Lee and Senate Leader Bo Dahl", None),
        ("The state's two senators, Ann Lee and Bo Dahl,", None),
        ("a group founded by the former mayor Bo Dahl", None),
        ("the builder, Bo Dahl,", "Bo Dahl"),
        ("the mayor's spokesman, Bo Dahl,", "Bo Dahl"),
        ("the director of the museum, Bo Dahl,", "Bo Dahl"),
        ("Acme's chief economist, Bo Dahl,", "Bo Dahl"),
        ("Bo Dahl, the rival of Ann Lee,", "Bo Dahl"),
        ("Acme chief executive Bo Dahl", "Bo Dahl"),
        ("the Acme editor-in-chief Bo Dahl", "Bo Dahl"),
        ("Minister of Finance Bo Dahl", "Bo Dahl"),
        ("Bo Dahl, who fought Ann Lee and Tom Berg in court,", "Bo Dahl"),
    ],
)
def test_whose_words_they_are(read, source, speaker):
    text = f"Ann Lee and Bo Dahl met Tom Berg on Monday.\n\nOn Friday, {source} said that the dam was safe."
    assert read(text).speakers == [speaker]


def test_a_campaign_or_government_is_not_whom_it_is_named_after(read):
    text = (
        "Bo Dahl came on Monday.\n\nThe Dahl campaign said that the dam was safe. "
        "The Norwegian government said that it leaked.\n\nDahl campaign officials said that it was new."
    )
    assert read(text).speakers == ["Dahl campaign", "Norwegian government", "Dahl campaign officials"]


def test_a_letter_is_said_by_who_wrote_it(read):
    assert read("Bo Dahl came.\n\nDahl's letter said that the dam was safe.").speakers == ["Bo Dahl"]
    assert read("According to Acme data, the dam was safe.").speakers == ["Acme"]


def test_some_of_a_party_are_not_the_party(read):
    assert read("Some leading Democrats said that the dam was safe.").speakers == ["Some leading Democrats"]
    assert read("Republicans said that the dam was safe.").speakers == ["Republicans"]


def test_what_only_the_sentence_makes_a_capital_is_no_name(read):
    reading = read("Demonstrators said that the dam was safe. Estimates suggested that it leaked.")
    kinds = {one.name: one.kind for one in reading.extraction.entities}
    assert [kinds.get(name or "") for name in reading.speakers] == [SpeakerKind.UNNAMED, None]
