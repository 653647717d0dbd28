"""Which pairs are one speaker: classes of names, each with one that looks like it and is not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.link import joining, parting
from app.records import Evidence, Form, SpeakerKind, Tie

PERSON, BODY, PAPER, UNNAMED = (
    SpeakerKind.PERSON,
    SpeakerKind.ORGANISATION,
    SpeakerKind.PUBLICATION,
    SpeakerKind.UNNAMED,
)


def known(name, *roles, home=None, kind=PERSON, aliases=(), entities=1):
    return Evidence(f"{name}:{home}:{roles}", (Form(name, kind, home, entities),), tuple(aliases), roles)


def verdict(a, b):
    tie = joining.same(a, b)
    if tie is not None:
        assert tie.rule
        assert tie.reasons
        assert not joining.blocks(a).isdisjoint(joining.blocks(b))
    assert joining.same(b, a) == tie
    return tie and tie.same


SPELLINGS = [
    ("Mukhriddin Alimov", "Muhriddin Alimov"),
    ("Mikhail Berin", "Mikhael Berin"),
    ("Sergei Lindov", "Sergey Lindov"),
    ("Oleg Branskyy", "Oleg Bransky"),
    ("Saleh Qaddour", "Saleh Gaddour"),
    ("Jana Müllner", "Jana Muellner"),
    ("Jana Müllner", "Jana Mullner"),
    ("Mohammed Tarawi", "Muhammad Tarawi"),
    ("Yevgeny Dolin", "Evgeni Dolin"),
    ("Aleksandr Solovyov", "Alexander Soloviev"),
    ("Bashar al-Karam", "Bashar Karam"),
    ("Baek Dae-jung", "Baek Daejung"),
    ("Dr. Anna Berg", "Anna Berg"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_are_one(one, other):
    assert verdict(known(one), known(other)) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexander Domrin", "Alexander Dorin"),
        ("Ilya Petrov", "Ilya Petrova"),
        ("Ivan Berin", "Ivana Berin"),
        ("Anna Berg", "Anne Berg"),
        ("Bruce Lee", "Bruce Li"),
        ("Karl Dorf", "Karla Dorf"),
        ("Anna Berg", "Anna Bergman"),
        ("John F. Kennard", "John B. Kennard"),
        ("Robert Kennard Jr.", "Robert Kennard Sr."),
    ],
)
def test_names_that_look_alike_are_two(one, other):
    assert not verdict(known(one, "minister", home="NO"), known(other, "minister", home="NO"))


def test_initials_and_middle_names_join_where_nothing_conflicts():
    assert verdict(known("John F. Kennard"), known("John Kennard")) is True
    assert verdict(known("J. Kennard", "minister of trade"), known("John Kennard", "trade minister")) is True
    assert not verdict(known("J. Kennard"), known("John Kennard"))


def test_a_nickname_needs_a_role_or_country():
    assert verdict(known("Bill Kennard", "mayor of Ash"), known("William Kennard", "mayor of Ash")) is True
    assert not verdict(known("Bill Kennard"), known("William Kennard"))


def test_a_given_name_that_is_a_particle_elsewhere_counts():
    assert not verdict(
        known("Ben Kennard", "minister", home="NO"), known("Al Kennard", "minister", home="NO")
    )
    assert verdict(known("Ben Kennard"), known("BEN KENNARD")) is True


def test_a_surname_joins_only_with_an_office_and_its_country():
    full = known("Joe Kennard", "US president", home="US")
    assert verdict(known("Kennard", "President", home="US"), full) is True
    assert not verdict(known("Kennard", "President", home="FR"), full)
    assert not verdict(known("Kennard"), full)
    assert not verdict(known("Kennard", "senator", home="US"), known("Jill Kennard", "teacher", home="US"))


def test_namesakes_in_other_countries_and_work_are_not_joined():
    minister = known("Ivan Petrov", "deputy energy minister", home="RU")
    assert not verdict(minister, known("Ivan Petrov", "boxer", home="BG"))
    assert not joining.same(minister, known("Ivan Petrov")).same
    assert verdict(minister, known("Ivan Petrov", "Russia's deputy minister of energy", home="RU")) is True
    assert joining.blocks(known("Ivan Petrov")) == frozenset()


def body(name, home=None, aliases=(), kind=BODY):
    return known(name, home=home, kind=kind, aliases=aliases)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (body("The Wall Street Journal", kind=PAPER), body("WSJ", kind=PAPER)),
        (body("Pentagon"), body("US Department of Defense", home="US")),
        (body("the US military department"), body("the Pentagon")),
        (body("Russian Trade Ministry"), body("Ministry of Trade of Russia", home="RU")),
        (body("Norwegian Labour Party"), body("Labor Party", home="NO")),
        (body("Acme Corp."), body("Acme Corporation")),
        (body("Baltic Ferry Watch", aliases=["BFWA", "Baltic Ferry Watch Association"]), body("BFWA")),
        (body("Kveld newspaper", kind=PAPER), body("Kveld", kind=PAPER)),
    ],
)
def test_one_body_under_two_names(one, other):
    assert verdict(one, other) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (body("Foreign Ministry", home="RU"), body("Foreign Ministry", home="CN")),
        (body("Foreign Ministry"), body("Foreign Ministry", home="CN")),
        (body("Guardian", home="GB"), body("The Guardian", home="NG")),
        (body("University of York"), body("York University")),
        (body("Oakpeace Norway"), body("Oakpeace")),
        (body("North Sea Fishers League"), body("NSFL")),
        (body("Acme"), known("Acme", kind=UNNAMED)),
        (body("Henry Ford"), known("Henry Ford")),
    ],
)
def test_bodies_that_are_two_or_may_be(one, other):
    assert not verdict(one, other)


def test_whoever_could_be_either_of_two_is_joined_to_neither():
    some = {
        1: known("John Kennard"),
        2: known("John F. Kennard"),
        3: known("John B. Kennard"),
    }
    ties, stands_for = joining.decided(some, [(1, 2), (1, 3), (2, 3)])
    assert stands_for == {1: 1, 2: 2, 3: 3}
    assert {tie.rule for tie in ties.values()} == {joining.CONTESTED}
    some[2] = known("John F. Kennard", entities=9)
    assert joining.decided(some, [(1, 2), (1, 3), (2, 3)])[1] == {1: 2, 2: 2, 3: 3}


NAMES = st.builds(
    known,
    st.sampled_from(["John Kennard", "John F. Kennard", "J. Kennard", "Kennard", "Jon Kenard"]),
    st.sampled_from(["minister", "nurse", "trade minister"]),
    home=st.sampled_from([None, "NO", "SE"]),
    entities=st.integers(1, 9),
)


@given(some=st.lists(NAMES, min_size=1, max_size=7, unique_by=lambda each: each.key), seed=st.integers())
def test_numbers_decide_nothing(some, seed):
    def groups(listed):
        pairs = [(a, b) for a in range(len(listed)) for b in range(a + 1, len(listed))]
        _, stands_for = joining.decided(dict(enumerate(listed)), pairs)
        return {listed[one].key: listed[other].key for one, other in stands_for.items()}

    assert groups(some) == groups(random.Random(seed).sample(some, len(some)))


def judged(some, wanted):
    """Of the pairs wanted, with whether they are one, those that contradict none before."""
    decisions = {}
    for a, b, same in wanted:
        pair = (min(a, b) % len(some), max(a, b) % len(some))
        pair = (min(pair), max(pair))
        if pair[0] != pair[1] and parting.Judged(decisions).verdict(*pair) is None:
            decisions[pair] = same
    return {pair: Tie(same, "judged", ()) for pair, same in decisions.items()}


def test_what_lies_between_two_judged_different_stays_with_the_nearer():
    some = dict.fromkeys(range(6))
    chain = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]
    assert parting.Judged({(0, 5): False}).given_way(chain) == {(2, 3)}
    assert parting.Judged({(0, 4): False}).given_way(chain) == {(1, 2), (2, 3)}  # 2 is as near to both
    assert parting.Judged({(0, 5): False, (0, 1): True, (1, 2): True}).given_way(chain) == {(3, 4)}
    assert parting.Judged({(0, 1): True, (1, 2): True, (0, 2): False}).given_way(chain[:1]) == set()
    assert len(parting.grouped(chain)) == 1 < len(some)


def test_a_judged_join_makes_no_namesake_of_one_that_is_joined_anyway():
    some = {1: known("John Kennard", "trade minister"), 2: known("J. Kennard", "minister of trade")}
    some[3] = known("Mother Superior", "nun")
    _, stands_for = joining.decided(some, [(1, 2)], {(1, 3): Tie(True, "judged", ())})
    assert len(set(stands_for.values())) == 1


@given(
    some=st.lists(NAMES, min_size=2, max_size=7, unique_by=lambda each: each.key),
    wanted=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=5),
    seed=st.integers(),
)
def test_judged_pairs_are_obeyed_whatever_the_numbers(some, wanted, seed):
    decisions = judged(some, wanted)

    def groups(listed):
        at = {each.key: number for number, each in enumerate(listed)}
        own = {}
        for (a, b), tie in decisions.items():
            pair = sorted((at[some[a].key], at[some[b].key]))
            own[tuple(pair)] = tie
        pairs = [(a, b) for a in range(len(listed)) for b in range(a + 1, len(listed))]
        _, stands_for = joining.decided(dict(enumerate(listed)), pairs, own)
        return {listed[one].key: listed[other].key for one, other in stands_for.items()}

    found = groups(some)
    for (a, b), tie in decisions.items():
        assert (found[some[a].key] == found[some[b].key]) == tie.same
    assert found == groups(random.Random(seed).sample(some, len(some)))
