"""Whom a source means: a wrong speaker is worse than a missing one."""

import pytest

from app.records import SpeakerKind

DAM = "The dam is safe"


def test_a_pronoun_is_who_acted_last(read):
    text = f'Ann Lee came to the valley on Monday.\n\n"{DAM}," she said.'
    (one,) = read(text).statements
    assert one.speaker == "Ann Lee"
    assert one.found.reasons == ("she → Ann Lee, ¶1",)


def test_she_is_not_a_man_and_he_is_not_a_woman(read):
    text = (
        "Emily Lee runs the dam with her brother, Thomas Lee.\n\n"
        'She said the dam was safe. "It is new," he said.\n\n"It is my dam," she said.'
    )
    assert read(text).speakers == ["Emily Lee", "Thomas Lee", "Emily Lee"]


def test_who_was_he_before_is_not_she_now(read):
    text = 'Xi Qor spoke first.\n\nHe said the dam was safe.\n\nThe valley lay still. "It leaks," she said.'
    assert read(text).speakers == ["Xi Qor", None]


def test_they_and_it_stay_as_written(read):
    text = f'Ann Lee met Bo Dahl.\n\n"{DAM}," they said. "It leaks," it said.'
    assert set(read(text).speakers) == {None}


def test_experts_are_told_apart_by_their_printed_roles(read):
    text = (
        "Jorge Salas, an analyst at Banco Norte, said prices would fall.\n\n"
        "Mei Tanaka, a strategist at Kudo Securities, said they would rise.\n\n"
        '"Demand is strong," the strategist said.\n\n"Supply is back," the analyst replied.'
    )
    assert read(text).speakers == ["Jorge Salas", "Mei Tanaka", "Mei Tanaka", "Jorge Salas"]


def test_an_office_fits_nobody_whose_role_is_not_printed_so(read):
    text = f'Ann Lee, an engineer at the dam, spoke on Monday.\n\n"{DAM}," the mayor said.'
    assert read(text).said == [(None, f"{DAM},")]


def test_a_broad_noun_means_who_spoke_last(read):
    text = f'Engineer Ann Lee spoke on Monday.\n\n"{DAM}," the woman said.'
    assert read(text).speakers == ["Ann Lee"]


def test_a_woman_is_nobody_with_a_mans_name(read):
    assert read(f'Engineer Thomas Lee spoke on Monday.\n\n"{DAM}," the woman said.').speakers == [None]


def test_somebody_who_speaks_for_a_body_or_person_is_not_that_one(read):
    said = read(f'Bo Dahl came. A spokesman for Bo Dahl said: "{DAM}." A lawyer for Acme said it leaked.')
    assert "Bo Dahl" not in said.speakers
    assert "Acme" not in said.speakers


def test_the_newspapers_sources_are_a_group_of_their_own(read):
    reading = read(
        "The Wall Street Journal wrote about the dam.\n\nThe newspaper's sources said that the dam was safe."
    )
    (one,) = [one for one in reading.statements if one.source == "The newspaper's sources"]
    assert one.speaker == "sources of The Wall Street Journal"
    assert reading.entity(one.speaker).kind is SpeakerKind.UNNAMED


def test_an_article_is_said_by_who_published_it(read):
    text = "The Wall Street Journal looked at the dam.\n\nThe article said that the dam was safe."
    assert read(text).speakers == ["The Wall Street Journal"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A senior official", "senior official"),
        ("Two officials", "Two officials"),
        ("Experts", "Experts"),
    ],
)
def test_unnamed_sources_are_kept_as_they_are_called(read, source, name):
    reading = read(f"{source} said that the dam was safe.")
    assert reading.speakers == [name]
    assert reading.entity(name).kind is SpeakerKind.UNNAMED


def test_a_capitalised_plural_is_a_name_and_no_group(read):
    text = f'Governor Helena Marques spoke on Monday.\n\n"{DAM}," Marques told reporters.'
    assert read(text).speakers == ["Helena Marques"]


def test_a_name_behind_its_role_is_the_speaker_not_the_body_before_it(read):
    text = 'Brann coach Per Vik said his side deserved a point. "We hit the bar," he told reporters.'
    assert read(text).speakers == ["Per Vik", "Per Vik"]
    text = "The representative of Gazprom Sergey Berg told reporters that the dam was safe."
    assert read(text).speakers == ["Sergey Berg"]


def test_of_two_pronouns_each_finds_its_own(read):
    text = (
        "Elena Costa, an engineer, met Marco Bruni, a lawyer, in Rome.\n\n"
        '"It was a good talk," he said.\n\n"We agreed," she said.'
    )
    assert read(text).speakers == ["Marco Bruni", "Elena Costa"]


def test_a_pronoun_behind_somebody_unnamed_is_not_somebody_named_before(read):
    text = (
        "Engineer Sara Moradi was detained in May.\n\n"
        'Moradi\'s mother said she had not seen her.\n\n"I only want to hear her voice," she said.'
    )
    assert read(text).speakers == [None, None]


def test_a_pronoun_behind_an_unnamed_person_is_that_one(read):
    text = (
        "Mayor Bo Dahl was detained in May.\n\n"
        'A senior official said that the dam was safe. "It is new," he said.'
    )
    assert read(text).speakers == ["senior official", "senior official"]


def test_somebody_is_not_the_one_whose_spokesman_he_is(read):
    text = (
        "The president's spokesman, Dmitri Volkov, said that talks continued.\n\n"
        "The president said that he was ready. The spokesman said that the agenda was not set."
    )
    assert read(text).speakers == ["Dmitri Volkov", None, "Dmitri Volkov"]


@pytest.mark.parametrize(
    "text",
    [
        '"The dam is safe," Reuters quoted Ann Lee as saying.',
        "Ann Lee was quoted by Reuters as saying that the dam was safe.",
        (
            "Rain fell.\n\n"
            "Reuters quoted Mayor Ann Lee as saying that the dam was safe and would hold until spring."
        ),
    ],
)
def test_who_is_quoted_has_said_it(read, text):
    assert read(text).speakers == ["Ann Lee"]


def test_a_newspaper_with_a_name_of_its_own_is_not_the_one_named_before(read):
    text = "Reuters looked at the dam.\n\nThe Zarya newspaper reported that the dam was safe."
    assert "Reuters" not in read(text).speakers


def test_a_newspaper_may_be_called_by_its_noun_alone(read):
    text = "The Wall Street Journal looked at the dam.\n\nThe Journal reported that the dam was safe."
    assert read(text).speakers == ["The Wall Street Journal"]


def test_what_is_named_in_capitals_is_no_group(read):
    reading = read("Doctors Without Borders said that its clinics were full.")
    assert not any(one.kind is SpeakerKind.UNNAMED for one in reading.extraction.entities)
    assert read("Analysts at Larch Bank said that prices would fall.").speakers == ["Analysts at Larch Bank"]


def test_a_first_word_alone_is_the_person_whose_name_begins_so(read):
    text = 'Spokeswoman Hua Lin spoke on Monday.\n\n"We will see to it," Hua said, without elaborating.'
    assert read(text).said == [("Hua Lin", "We will see to it,")]


def test_a_name_behind_its_role_is_whom_the_sentence_is_about(read):
    text = (
        'The deputy Aidos Sarym left. "I have nothing to add," the deputy said.\n\n'
        'Member of the Senate Olga Perepech did not agree with her colleague. "We will see," she said.'
    )
    assert read(text).said[-1] == ("Olga Perepech", "We will see,")
