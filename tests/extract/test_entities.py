from app.extract.entities import home_in
from app.records import Span, SpeakerKind


def names(reading, kind=SpeakerKind.PERSON):
    return {one.name for one in reading.extraction.entities if one.kind is kind}


def test_a_surname_is_the_person_whose_it_is(read):
    reading = read("Anna Berg came to the valley. Berg said that the dam was safe.")
    assert reading.speakers == ["Anna Berg"]
    assert reading.entity("Anna Berg").aliases == ("Berg",)


def test_a_surname_may_stand_before_the_full_name(read):
    text = (
        'Berg was pleased, friends recalled.\n\n"The dam is safe," said Anna Berg.\n\nBerg said it was new.'
    )
    reading = read(text)
    assert names(reading) == {"Anna Berg"}
    assert reading.speakers[-1] == "Anna Berg"


def test_a_given_name_is_the_person_whose_it_is(read):
    text = 'Sarah Lowe and her son were on the beach.\n\n"I grabbed him," Sarah said.'
    assert read(text).speakers == ["Sarah Lowe"]


def test_two_people_with_a_surname_stay_two_and_neither_is_guessed(read):
    text = (
        "Anna Berg and Peter Berg founded the firm.\n\n"
        '"We had one desk," said Anna Berg.\n\n"And no chairs," said Peter Berg.\n\n"Never," Berg said.'
    )
    assert read(text).speakers == ["Anna Berg", "Peter Berg", "Berg"]


def test_a_surname_in_the_paragraph_of_one_bearer_is_that_one(read):
    text = (
        "Anna Berg and Peter Berg founded the firm.\n\n"
        "Peter Berg said the firm would grow. Berg said that it had one desk."
    )
    assert read(text).speakers == ["Peter Berg", "Peter Berg"]


def test_mr_and_mrs_are_two(read):
    text = "Emily Berg and Thomas Berg founded the firm.\n\nMr. Berg said it had one desk."
    assert read(text).speakers == ["Thomas Berg"]


def test_an_acronym_is_the_body_whose_initials_it_is(read):
    text = (
        "The World Health Organization said that cases had fallen.\n\n"
        '"The trend is clear," the WHO said in a statement.'
    )
    assert read(text).speakers == ["World Health Organization", "World Health Organization"]


def test_roles_are_kept_as_printed(read):
    reading = read("Finance Minister Rui Teixeira said that the dam was safe.")
    assert [role.words for role in reading.entity("Rui Teixeira").roles] == ["Finance Minister"]
    reading = read("Mei Tanaka, a strategist at Kudo Securities, said that the dam was safe.")
    assert [role.words for role in reading.entity("Mei Tanaka").roles] == ["a strategist at Kudo Securities"]


def test_somebody_elses_role_is_not_kept(read):
    reading = read("Ann Lee, a top adviser to Mrs. Clarke, came. Emily Clarke said that the dam was safe.")
    assert not reading.entity("Emily Clarke").roles


def test_a_role_says_where_somebody_speaks_from(read):
    home = read("Russian Ambassador Ivan Orlov said that the dam was safe.").entity("Ivan Orlov").home
    assert home is not None
    assert home.code == "RU"


def test_publications_are_of_their_own_kind(read):
    reading = read("Reuters reported that the dam was safe.")
    assert reading.entity("Reuters").kind is SpeakerKind.PUBLICATION


def test_a_body_named_after_somebody_is_not_that_one(read):
    reading = read("Anna Berg came. The Berg Foundation said that the dam was safe.")
    assert reading.speakers != ["Anna Berg"]


def test_who_is_at_an_institution_speaks_from_its_country():
    text = "a fellow at Chatham House and a guest at Kenya’s fair"
    home = home_in(text, Span(0, len(text)))
    assert home is not None
    assert (home.code, home.span.of(text)) == ("GB", "Chatham House")
    assert home_in(text, Span(30, len(text))) is None
