"""Names of people, where the recogniser takes them for something else or takes too much."""

import pytest

from app.records import SpeakerKind


def people(reading):
    return {one.name for one in reading.extraction.entities if one.kind is SpeakerKind.PERSON}


def test_who_has_a_title_once_is_a_person_everywhere(read):
    text = (
        "President Varga stood firm on Friday.\n\n“We may do it,” Varga told reporters.\n\n"
        "Varga said that the wall was needed. He said that it was new."
    )
    reading = read(text)
    assert people(reading) == {"Varga"}
    assert reading.speakers == ["Varga", "Varga", "Varga"]


def test_capitals_may_stand_within_a_name(read):
    text = "“It is safe,” said Joseph diMarco, an engineer. “It is new,” diMarco said."
    assert read(text).speakers == ["Joseph diMarco", "Joseph diMarco"]


def test_a_surname_may_be_two_words(read):
    text = (
        "Sharif el-Masri owns the mill. Vera de Kock runs it.\n\n"
        "Ms. de Kock said that it was new. Mr. el-Masri said that it was old."
    )
    assert read(text).speakers == ["Vera de Kock", "Sharif el-Masri"]


def test_a_party_before_a_title_is_nobody(read):
    text = "Another leading Dem, Sen. Ann Lee of Ohio, said that the dam was safe."
    assert read(text).speakers == ["Ann Lee"]


def test_a_common_word_of_the_article_is_no_name(read):
    text = (
        "Iodine is cheap. Too little iodine harms children.\n\n"
        "Iodine and salt belong together. “Eat it,” she said."
    )
    assert people(read(text)) == set()
    assert read(text).speakers == [None]


def test_an_office_is_no_name(read):
    text = "Deputy Finance Minister Menno Rol said that the cabinet would meet. The Finance Minister left."
    assert people(read(text)) == {"Menno Rol"}


def test_a_title_may_be_a_surname(read):
    assert read("“It is safe,” said Sen. Angus King of Maine.").speakers == ["Angus King"]


def test_a_foundation_or_tower_is_not_whom_it_is_named_after(read):
    text = "Anna Berg came to Berg Tower. Berg Foundation officials said that it was safe."
    assert "Anna Berg" not in read(text).speakers


@pytest.mark.parametrize(
    "text",
    [
        "Qirin Thalvik, 44, came to the dam. “It is safe,” he said.",
        "Qirin Thalvik came to the dam. He was late. “It is safe,” he said.",
        "Qirin Thalvik, who runs the dam, said that it was safe.",
        "The lifeguard Qirin Thalvik said that it was safe.",
        "Lifeguard Qirin Thalvik said that it was safe.",
        "Qirin Thalvik KC said that it was safe.",
        "Mr Qirin Thalvik said that it was safe.",
        "Acme Chief Executive Qirin Thalvik said that it was safe.",
        "Her neighbour Qirin Thalvik said that it was safe.",
    ],
)
def test_what_is_printed_of_somebody_tells_a_person(read, text):
    assert "Qirin Thalvik" in people(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Qirin Thalvik said that it was safe.",
        "Qirin Thalvik (QTH.N) said that it was safe.",
        "He lives in Thalvik. It is a place.",
        "Sen. Ann Lee (R-Texas) said that it was safe.",
        "Mayors Sound Alarm Over Leaking Valley Dams",
        "Refugees came from Yemen, Eritrea and Sudan.",
    ],
)
def test_what_is_printed_of_something_tells_no_person(read, text):
    assert people(read(text)) <= {"Ann Lee"}


def test_a_name_ends_where_another_begins(read):
    text = "The head of the Refugee Council Enver Solomon said so. Minister of Finance Tom Berg said so too."
    assert people(read(text)) == {"Enver Solomon", "Tom Berg"}
    text = "Deputy of the city Duma Pavel Berg said so. The head of Rosneft Anna Dahl said so too."
    assert people(read(text)) == {"Pavel Berg", "Anna Dahl"}
    text = (
        "The Minister of Defence of the Republic Anatol Qor said so. So did the pilot of the B320 Damir Qul."
    )
    assert people(read(text)) == {"Anatol Qor", "Damir Qul"}
    text = "The deputy of the Assembly from the LDPR Anton Berg said so. Registrar Priya Qor said so too."
    assert people(read(text)) == {"Anton Berg", "Priya Qor"}


def test_who_and_what_office_before_a_colon_is_no_headline(read):
    text = "Vladimir Berg, First Deputy Chairman of the Council Committee on Dams: “We will answer.”"
    assert read(text).speakers == ["Vladimir Berg"]
    assert people(read(text)) == {"Vladimir Berg"}
