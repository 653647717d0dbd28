import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.link.speakers import link, profile
from app.records import Entity, Form, Place, Span, SpeakerKind

PERSON, BODY, PAPER, UNNAMED = (
    SpeakerKind.PERSON,
    SpeakerKind.ORGANISATION,
    SpeakerKind.PUBLICATION,
    SpeakerKind.UNNAMED,
)


def entity(name, kind=PERSON, home=None):
    return Entity(name, kind, home=home and Place(home, Span(0, 1), "name"))


def one(name, kind=PERSON, home=None):
    return link([entity(name, kind, home)])[0]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sergei Naryshkin", "SERGEI NARYSHKIN"),
        ("Kassym-Jomart Tokayev", "President Kassym Jomart Tokayev"),
        ("José Almodín", "Jose Almodin"),
        ("Dr. Anna Berg", "Anna Berg"),
        ("Sinéad O’Connor", "Sinead O'Connor"),
    ],
)
def test_one_full_name_is_one_person(name, other):
    assert one(name).key == one(other).key
    assert one(name).shared
    assert one(name).rule == "full-name"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sergei Naryshkin", "Sergey Naryshkin"),
        ("George Bush", "George W. Bush"),
        ("Anna Berg", "Anne Berg"),
        ("Berg Anna", "Anna Berg"),
    ],
)
def test_likeness_joins_nobody(name, other):
    assert one(name).key != one(other).key


def test_father_and_son_of_one_name_are_two():
    assert one("Ove Berntsen Jr.").key != one("Ove Berntsen Sr.").key
    assert one("Ove Berntsen, Jr.").key == one("Ove Berntsen Jr").key


@pytest.mark.parametrize("name", ["Naryshkin", "President Biden", "Mr. Smith", "", "…"])
def test_one_name_part_stays_in_its_article(name):
    found = one(name)
    assert (found.shared, found.rule) == (False, "one-name")


def test_a_person_is_no_body_of_that_name():
    assert one("Henry Ford").key != one("Henry Ford", BODY).key


@pytest.mark.parametrize(
    ("name", "other"), [("The Wall Street Journal", "Wall Street Journal"), ("RIA Novosti", "ria novosti")]
)
def test_a_body_is_its_name_without_the_article(name, other):
    assert one(name, PAPER) == one(name, BODY)
    assert one(name, PAPER).key == one(other, BODY).key
    assert one(name, PAPER).shared


def test_a_common_name_needs_its_country():
    assert not one("Foreign Ministry", BODY).shared
    russian, chinese = one("the Foreign Ministry", BODY, "RU"), one("Foreign Ministry", BODY, "CN")
    assert russian.shared
    assert chinese.shared
    assert russian.key != chinese.key
    assert russian.rule == "body-and-country"


def test_unnamed_sources_stay_apart_even_in_one_article():
    found = link([entity("an expert", UNNAMED), entity("an expert", UNNAMED), entity("the sources", UNNAMED)])
    assert len({each.key for each in found}) == 3
    assert not any(each.shared for each in found)


@given(st.lists(st.builds(entity, st.text(max_size=20), st.sampled_from(SpeakerKind)), max_size=6))
def test_every_entity_is_linked_with_a_rule_and_a_reason(entities):
    found = link(entities)
    assert len(found) == len(entities)
    assert all(each.key and each.rule and each.reasons for each in found)


FORMS = st.lists(
    st.builds(
        Form,
        st.sampled_from(["Anna Berg", "Dr. Anna Berg", "ANNA BERG"]),
        st.sampled_from(SpeakerKind),
        st.sampled_from([None, "NO", "SE"]),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=8,
)


@given(forms=FORMS, aliases=st.sets(st.sampled_from(["Berg", "AB", "ANNA BERG"])), seed=st.integers())
def test_a_profile_does_not_depend_on_order(forms, aliases, seed):
    shuffled = random.Random(seed).sample(forms, len(forms))
    assert profile(forms, aliases) == profile(shuffled, sorted(aliases))


@given(forms=FORMS, aliases=st.sets(st.sampled_from(["Berg", "AB", "ANNA BERG"])))
def test_a_profile_is_made_of_what_is_printed(forms, aliases):
    found = profile(forms, aliases)
    assert found.name in {form.name for form in forms}
    assert {found.name, *found.aliases} == {form.name for form in forms} | aliases
    assert found.name not in found.aliases
    assert found.country in {None, *(form.country for form in forms)}


def test_the_commonest_country_stands_and_equal_ones_tell_nothing():
    norway, sweden, nowhere = (Form("Anna Berg", PERSON, country, 1) for country in ("NO", "SE", None))
    assert profile([norway, sweden, nowhere], []).country is None
    assert profile([norway, sweden, nowhere, sweden], []).country == "SE"
    assert profile([nowhere], []).country is None
