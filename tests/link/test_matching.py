"""What says the same: other marks and spellings, parts, other wordings, and all that only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.link import encoder, signatures
from app.link.matching import relation
from app.records import Passage, Voice

ANNA, BEN = (Voice(name, name, settled=True) for name in ("Anna Berg", "Ben Okafor"))
NURSE = Voice("a nurse", "a nurse", settled=False)


def passage(words, voice=ANNA, **more):
    return Passage(words, voice, vector=encoder.encode(words), **more)


def told(a, b, one=ANNA, other=ANNA, **more):
    match = relation(passage(a, one, **more), passage(b, other, **more))
    return match and (match.relation, match.certain)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("“The bridge is closed until spring.”", "the bridge is CLOSED until spring", "equal"),
        ("The harbour will honour its debts – all", "The harbor will honor its debts, all.", "equal"),
        ("We talked to Mikhail Sharipov in the park", "we talked to Mikhayl Sharipov in the park", "equal"),
        ("We will not pay for the bridge.", "they would not pay for the bridge", "other wording"),
        ("The bridge is closed until spring. Why?", "The bridge is closed until spring", "contains"),
        ("the mayor sold the old bridge", "Yes, the mayor sold the old bridge to him.", "contained"),
        (
            "It was raining. The mayor sold the old bridge to a friend.",
            "The mayor sold the old bridge to a friend, and I saw it.",
            "overlaps",
        ),
        (
            "The bridge holds … and it will hold for another year",
            "The bridge holds, we have tested it twice, and it will hold for another year.",
            "contained",
        ),
        (
            "A dozen people were hurt when the roof of the station fell in.",
            "the collapse of the station's roof injured 12 people",
            "other wording",
        ),
    ],
)
def test_the_same_is_certain_and_read_from_both_sides(a, b, expected):
    turned = {"contains": "contained", "contained": "contains"}
    assert told(a, b) == (expected, True)
    assert told(b, a) == (turned.get(expected, expected), True)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("We will pay for the broken bridge.", "We will not pay for the broken bridge."),
        ("The bridge fell down on 9 June in heavy rain.", "The bridge fell down on 8 June in heavy rain."),
        ("The bridge fell down on 9 June.", "The bridge fell down on 9 July."),
        ("Prices rose by three per cent in May", "Prices fell by three per cent in May"),
        ("The bank of Norway will open on Monday", "The bank of Sweden will open on Monday"),
        ("Berg beat Okafor in the last round", "Okafor beat Berg in the last round"),
        ("I lent my sister the money for the boat.", "My sister lent me the money for the boat."),
        ("Will the mayor close the bridge this winter?", "The mayor will close the bridge this winter."),
        ("Forty boats were lost in the storm", "fourteen boats were lost in the storm"),
        ("I do not think the bridge is safe for lorries", "The bridge is safe for lorries"),
        ("Thank you very much.", "Thank you very much."),
        ("The bridge was built in 1954 by prisoners.", "The bridge is closed because of its rust."),
    ],
)
def test_what_only_looks_the_same_is_not(a, b):
    assert told(a, b) is None
    assert told(b, a) is None


def test_two_known_speakers_say_two_things_unless_one_may_quote_the_other():
    words = "we are proud of every child in this school"
    assert told(words, words) == ("equal", True)
    assert told(words, words, ANNA, BEN) is None
    assert told(words, words, ANNA, NURSE) == ("equal", False)
    particular = "The treaty of Kiel was signed by 14 states in 1814"
    assert told(particular, particular, ANNA, BEN) == ("equal", False)
    assert told(particular, particular, ANNA, BEN, claim=True) == ("equal", True)


def test_names_that_hold_one_another_are_one_speaker():
    words = "The treaty of Kiel was signed by 14 states"
    assert told(words, words, Voice("1", "Berg", settled=True), ANNA) == ("equal", True)


def test_within_an_article_a_topic_is_no_statement():
    a = "Moscow is aware of Washington's intentions in this matter"
    b = "Moscow knows that such attempts are being made and will be made."
    assert told(a, b) == ("other wording", False)
    assert told(a, b, article="1") is None


def test_without_vectors_only_words_match():
    words = "The treaty of Kiel was signed by 14 states"
    assert relation(Passage(words, ANNA), Passage(words, ANNA)).relation == "equal"
    other = "14 countries put their names to the Kiel agreement"
    assert relation(Passage(words, ANNA), Passage(other, ANNA)) is None


WORDS = st.lists(
    st.sampled_from(
        ["the", "we", "not", "will", "bridge", "mayor", "closed", "Kiel", "14", "forty", "…", "sold?"]
    ),
    max_size=12,
).map(" ".join)


@given(WORDS, WORDS, st.sampled_from([ANNA, BEN, NURSE, None]))
def test_the_order_of_two_passages_only_turns_the_match(a, b, voice):
    one, other = Passage(a, ANNA), Passage(b, voice)
    forth, back = relation(one, other), relation(other, one)
    assert forth == (back and back.turned())


@given(WORDS)
def test_equal_words_share_their_bands(words):
    assert signatures.bands(Passage(words)) == signatures.bands(Passage(f"“{words.upper()}”"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It rained. The mayor sold the old bridge to a friend.", "the mayor sold the old bridge, I hear"),
        ("A dozen people were hurt when the roof fell in.", "the falling roof injured 12 people"),
    ],
)
def test_what_is_the_same_shares_a_band(a, b):
    assert not signatures.bands(passage(a)).isdisjoint(signatures.bands(passage(b)))
