import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import spelling

PRINTED = [
    "military", "militant", "base", "bases", "basic", "japarov", "narrow", "naryshkin", "kyrgyzstan",
    "kazakhstan", "taliban", "khorog",
]  # fmt: skip


def near(word, *, wide=True):
    return [other for _, other in spelling.nearest(word, PRINTED, wide=wide)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("miltary", "military"),
        ("militray", "military"),
        ("nilitary", "military"),
        ("Naryshkyn".lower(), "naryshkin"),
        ("zhaparov", "japarov"),
        ("dzhaparov", "japarov"),
        ("kirghizstan", "kyrgyzstan"),
        ("horog", "khorog"),
        ("talibn", "taliban"),
    ],
)
def test_the_likeliest_comes_first(typed, meant):
    assert near(typed)[0] == meant


def test_a_word_that_occurs_takes_more_to_be_near():
    assert near("military", wide=False) == []
    assert near("base", wide=False) == []
    assert near("kazakstan", wide=False) == ["kazakhstan"]


def test_nothing_is_near_what_is_far_or_short():
    assert near("parliament") == []
    assert near("bas") == []


@given(st.sampled_from(sorted(PRINTED)), st.data())
def test_one_slip_in_a_long_word_is_found(word, data):
    if len(word) < 6:
        return
    at = data.draw(st.integers(0, len(word) - 2))
    slipped = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + "x" + word[at:],
                word[:at] + "x" + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )
    assert slipped == word or word in near(slipped)


@pytest.mark.parametrize(
    ("one", "other"), [("base", "bases"), ("deploy", "deployed"), ("country", "countries")]
)
def test_forms_of_one_word(one, other):
    assert spelling.inflected(one, other)
    assert not spelling.inflected(one, "military")
