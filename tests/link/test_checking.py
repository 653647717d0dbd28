"""A quotation against one text: the same words, clipped, with dots and brackets, or other wording."""

import pytest

from app.link.checking import exact, near

TEXT = (
    "It is unlikely that Tajikistan will agree to this, despite its statements. Bases are a factor of "
    "instability. We met on 5 May in Zürich and spent 50 per cent of the day on labour."
)


def found(quote, text=TEXT):
    how = exact(quote, text)
    return how and (how.part, [span.of(text) for span in how.spans])


def test_marks_case_dashes_and_diacritics_make_no_other_words():
    assert found("BASES are “a factor” — of instability!") == (
        "sentences",
        ["Bases are a factor of instability."],
    )
    assert found("we met on 5 May in Zurich")[0] == "clipped"


def test_the_whole_text_is_no_part_of_it():
    assert found(TEXT.upper())[0] == "whole"


def test_another_spelling_is_told():
    assert exact("spent 50% of the day on labor", TEXT).respelled
    assert not exact("spent 50 per cent of the day on labour", TEXT).respelled


def test_dots_leave_words_out():
    assert found("Tajikistan will agree … a factor of instability")[1] == [
        "Tajikistan will agree",
        "a factor of instability.",
    ]
    assert found("Bases are a factor [...] We met on 5 May")
    assert not found("a factor of instability … Tajikistan will agree")


def test_brackets_stand_for_a_few_words_or_letters():
    assert found("[B]ases are a factor of instability")
    assert found("unlikely that [the country] will agree")
    assert found("[They] will agree to this")
    assert not found("It is [all] spent 50 per cent")


def test_what_stands_before_a_clipping_is_told():
    assert exact("Tajikistan will agree to this", TEXT).turned == "unlikely"
    assert exact("are a factor of instability", TEXT).turned == ""


def test_two_words_are_anybodys():
    assert found("a factor") is None


@pytest.mark.parametrize(
    ("quote", "apart"),
    [
        ("American bases are a factor of stability", "opposite"),
        ("American bases are not a factor of instability", "negation"),
        ("The 300 American bases are a factor of instability", "number"),
    ],
)
def test_what_sets_two_wordings_apart(quote, apart):
    text = (
        "Besides, the 30 American bases are a factor of instability."
        if apart == "number"
        else ("Besides, American bases are a factor of instability.")
    )
    how = near(quote, text, {})
    assert (how.apart, how.same) == (apart, False)


def test_other_wording_is_found_within_a_longer_text():
    text = "We spoke for long. American military bases are a factor of instability there. We left."
    how = near("US bases are an instability factor", text, {})
    assert how.same
    assert how.span.of(text) == "American military bases are a factor of instability"
    assert near("Nobody in Paris had asked for talks", text, {}) is None
