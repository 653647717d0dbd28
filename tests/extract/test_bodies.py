"""Bodies: by name, by what kind of body they are, and by "it" and "they"."""

import pytest

from app.records import SpeakerKind

DAM = "that the dam was safe"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("polling firm Ipsos", "Ipsos"),
        ("German publishing group Bertelsmann", "Bertelsmann"),
        ("the Bank of Korea", "Bank of Korea"),
        ("San Diego-based Qualcomm", "Qualcomm"),
        ("the World Health Organization (WHO)", "World Health Organization"),
    ],
)
def test_a_body_by_its_name_alone(read, source, name):
    assert read(f"On Monday, {source} said {DAM}.").speakers == [name]


def test_two_bodies_are_neither(read):
    assert read(f"Reuters and Interfax reported {DAM}.").speakers == [None]


def test_whose_role_is_a_persons_is_a_person(read):
    reading = read(f"Xandu Qorth, head of the mill, said {DAM}.")
    assert reading.speakers == ["Xandu Qorth"]
    assert reading.entity("Xandu Qorth").kind is SpeakerKind.PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"The Labor Department met Acme Corp on Monday.\n\nThe department said {DAM}.", "Labor Department"),
        (f"The Ministry of Health said {DAM}. The ministry said that it leaked.", "Ministry of Health"),
        (f"Toyota Motor Corp said on Monday it would build. The company said {DAM}.", "Toyota Motor Corp"),
    ],
)
def test_the_company_and_the_ministry(read, text, name):
    assert read(text).speakers[-1] == name


def test_the_company_is_none_that_only_somebody_spoke_of(read):
    text = f"Ann Lee came. “We like the Toyota Motor Corp,” she said.\n\nThe company said {DAM}."
    assert read(text).speakers[-1] is None


def test_it_and_they_are_who_has_spoken(read):
    text = f"The Ministry of Health said {DAM}. It said that it was new."
    assert read(text).speakers == ["Ministry of Health", "Ministry of Health"]
    text = f"Two farmers said {DAM}. They said that it was new."
    assert read(text).speakers == ["Two farmers", "Two farmers"]


def test_they_are_nobody_where_a_person_has_spoken_since(read):
    text = f"Two farmers said {DAM}. Bo Dahl said that it leaked. They said that it was new."
    assert read(text).speakers == ["Two farmers", "Bo Dahl", None]


def test_an_institution_is_named_by_what_it_is(read):
    text = f"The regional energy ministry said {DAM}. Ann Lee left.\n\nThe ministry said that it was new."
    assert read(text).speakers == ["regional energy ministry", "regional energy ministry"]


def test_a_nation_is_no_body(read):
    assert read(f"The Malian, winner of the stage, said {DAM}.").speakers == [None]


@pytest.mark.parametrize(
    "text",
    [
        # Somebody from a part of a country, at the end of a clause.
        "Coach Bo Dahl came on Monday. Ann Lee stayed. “It is safe,” said the Bavarian.",
        # A family.
        f"Ann Dahl and Bo Dahl came on Monday. The Dahls said {DAM}.",
        # Where a report comes from.
        f"SANTA ROSALÍA, Feb. 27 — Costa Blanca's Court ruled {DAM}.",
    ],
)
def test_people_and_places_are_no_bodies(read, text):
    assert not {"Bavarian", "the Bavarian", "Dahls", "the Dahls", "SANTA ROSALÍA"} & set(read(text).speakers)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The contractor, ParkLine,", "ParkLine"),
        ("the supplier, Elbkraft,", "Elbkraft"),
        ("The company, Electra del Norte,", "Electra del Norte"),
        ("Its coach, Efran Catrile,", "Efran Catrile"),
    ],
)
def test_whom_a_description_names_behind_a_comma(read, source, name):
    assert read(f"It rained on Monday. {source} said {DAM}.").speakers == [name]


def test_a_dateline_is_no_part_of_a_body(read):
    assert "Bregau" not in read(f"Bregau, 12 May – Acme Lifts AG said {DAM}.").speakers


def test_the_general_staff_is_no_general(read):
    text = "The General Staff, responding to a request from the valley, reported that it “does not comment”."
    reading = read(text)
    assert [reading.entity(one).kind for one in reading.speakers] == [SpeakerKind.ORGANISATION]


def test_a_capital_that_only_the_sentence_gives_names_nobody(read):
    text = "Stranded at LaGuardia, Mo Farouk, 31, was sceptical: “Everything possible would be a sandwich.”"
    assert read(text).speakers == [None]
