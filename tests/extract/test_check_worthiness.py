"""A score that says how much a claim asks to be checked, and reasons that the sentence itself shows."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app.extract
from app.extract.check_worthiness import Weights, check_worthiness, grams, parsed, signs, tokens
from app.extract.lexicon import table
from app.extract.pipeline import check_worthiness_weights

STORED = Path(app.extract.__file__).parent / "model" / "check_worthiness.tsv"
WEIGHTS = check_worthiness_weights()


def worth(words: str):
    return check_worthiness(words, WEIGHTS)


def test_digits_dates_and_names_are_masked():
    assert tokens("On May 19, Ann Lee’s firm paid $5.2 million; it’s 12% more than in 1998.") == [
        *("on", "<date>", ",", "<name>", "firm", "paid", "$", "<number>", "million", ";"),
        *("it's", "<number>", "%", "more", "than", "in", "<date>"),
    ]
    assert tokens("Rain fell in Kyoto Prefecture on Monday, I said") == [
        *("rain", "fell", "in", "<name>", "on", "monday", ",", "i", "said"),
    ]
    assert tokens("the 20th of 3,000 marchers, by 11 September") == [
        *("the", "<ordinal>", "of", "<number>", "marchers", ",", "by", "<date>"),
    ]


@pytest.mark.parametrize("words", ["", "   ", "…", "[...]", "“”"])
def test_what_has_no_words_has_neither_words_nor_signs(words):
    assert tokens(words) == []
    assert set(signs([])) == {"length"}
    assert worth(words).score < WEIGHTS.threshold


def test_a_pair_counts_once_and_so_do_both_ends():
    assert grams(["a", "b", "a", "b"]) == ("a", "b", "<start> a", "a b", "b a", "b <end>")


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("It rained twelve times.", "states a figure"),
        ("It costs 3 dollars.", "states a sum of money"),
        ("It is a third, or 33 percent.", "states a share"),
        ("It began two years ago.", "gives a date"),
        ("It is the largest lake.", "compares"),
        ("It opened.", "speaks of the past"),
        ("Prices rose.", "says that something rose or fell"),
        ("They have to go.", "says what should be"),
        ("They will go.", "looks ahead"),
        ("I go.", "speaks of oneself"),
        ("Who goes?", "asks"),
        ("Here is Ann.", "names somebody or something"),
    ],
)
def test_a_sign_is_seen_where_its_words_are(words, sign):
    assert signs(tokens(words))[sign] == 1
    assert sign not in signs(tokens("Rain, hail and snow."))


def test_a_participle_behind_an_article_or_to_be_is_not_the_past():
    assert "speaks of the past" in signs(tokens("it opened"))
    for words in ("it is opened", "an opened door", "to be opened", "they need it"):
        assert "speaks of the past" not in signs(tokens(words))


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Unemployment fell to 4 percent last year.", "Good evening, and thank you for coming."),
        ("The bank lent 2 billion dollars to its own directors.", "I think that they are wonderful people."),
        ("He voted against the bill six times.", "He will vote as he thinks right."),
        ("Crime has doubled since 2010.", "Crime should worry us."),
        ("The mine closed in 1998 and 400 workers lost their jobs.", "The mine closed."),
        ("They paid the tax.", "Have they paid the tax?"),
    ],
)
def test_what_can_be_looked_up_stands_above_what_cannot(more, less):
    assert worth(more).score > worth(less).score


def test_a_figure_is_worth_more_than_a_greeting_and_says_why():
    figure = worth("Exports fell by 30 percent, more than in any year since 1990.")
    greeting = worth("Thank you, it is good to be here.")
    assert greeting.score < WEIGHTS.threshold < figure.score
    assert {"states a figure", "states a share"} <= set(figure.reasons)
    assert not any(reason.startswith("but ") for reason in figure.reasons)
    assert all(reason.startswith("but ") for reason in greeting.reasons)


@pytest.mark.parametrize("name", ["Obama", "Ann Lee", "Kassym-Jomart Tokayev", "NATO"])
def test_who_is_named_moves_nothing(name):
    template = "Last year {} signed three bills on taxes."
    assert worth(template.format(name)) == worth(template.format("Somebody"))


@pytest.mark.parametrize("figure", ["7", "1,250", "3.5", "88000"])
def test_how_large_a_figure_is_moves_nothing(figure):
    assert worth(f"They closed {figure} schools.") == worth("They closed 40 schools.")


TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(sorted(WEIGHTS.words)), max_size=60).map(" ".join)
)


@given(TEXTS)
def test_a_score_is_a_share_and_every_reason_is_shown_by_the_words(words):
    found = worth(words)
    assert 0 <= found.score <= 1
    shown = {*signs(tokens(words)), "is short"}
    general = {"is worded like what is often checked", "is worded like what is seldom checked"}
    assert {reason.removeprefix("but ") for reason in found.reasons} <= shown | general
    assert len(set(found.reasons)) == len(found.reasons) <= 4


@given(TEXTS)
def test_a_high_score_has_a_reason_for_it_and_a_low_one_against(words):
    found = worth(words)
    if abs(found.score - WEIGHTS.threshold) > 0.001:
        is_high = found.score > WEIGHTS.threshold
        assert any(reason.startswith("but ") != is_high for reason in found.reasons)


def test_the_same_words_have_the_same_score_in_every_process():
    words = "The bank lent 2 billion dollars to its own directors, who had voted for the bill."
    code = (
        "from app.extract.check_worthiness import parsed, check_worthiness;"
        f"print(check_worthiness({words!r}, parsed(open({str(STORED)!r}).read())).score)"
    )
    scores = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(app.__file__).parents[1])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2", "3")
    }
    assert scores == {str(worth(words).score)}


def test_the_weights_fit_the_signs_and_hold_no_digits_and_no_capitals():
    known = {row[0] for row in table("worth_signs")} | {"length", "names somebody or something"}
    assert set(WEIGHTS.signs) <= known
    assert 0.1 < WEIGHTS.threshold < 0.9
    assert 5_000 < len(WEIGHTS.words) < 50_000
    assert STORED.stat().st_size < 1_000_000
    assert all(word == word.lower() and not any(map(str.isdigit, word)) for word in WEIGHTS.words)
    for name in ("obama", "reagan", "clinton", "nixon", "america", "iraq", "republican", "congress"):
        assert not any(name in gram.split() for gram in WEIGHTS.words)


def test_every_sign_moves_the_score_the_way_that_readers_are_told():
    for name, way, _ in table("worth_signs"):
        moved = WEIGHTS.signs[name] * (-1 if way == "-" else 1)
        assert moved > 0 or name in ("speaks of us", "addresses the listener"), name


def test_weights_are_read_from_their_lines():
    lines = "# head\nfit\tbias\t-1.5\nfit\tthreshold\t0.4\nsign\tasks\t-0.5\nwords\ta b\t0.25\t3.5\n"
    assert parsed(lines) == Weights(-1.5, 0.4, {"asks": -0.5}, {"a b": (0.25, 3.5)})


def test_every_claim_of_an_article_is_weighed(read):
    text = "The mine closed in 1998 and 400 workers lost their jobs.\n\nAnn Lee said it will open again."
    claims = read(text).extraction.claims
    assert claims
    assert [one.worth for one in claims] == [worth(one.span.of(text)) for one in claims]
