"""When statements were said: beside the golden set, what each rule calls itself and what it shows."""

from datetime import date

import pytest

from app.extract.extraction import extract

THURSDAY = date(2021, 5, 20)


@pytest.fixture
def told(models):
    """For each statement of a text, the printed words that tell when it was said with their rule, or None."""

    def tell(text, published=THURSDAY):
        found = extract(text, models, published).attributions
        return [one.said and (one.said.span.of(text), one.said.rule) for one in found]

    return tell


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("“We are late,” Ann Lee told reporters late on Tuesday.", "late on Tuesday", "governed by the cue"),
        ("In a letter dated 2 May, Ann Lee said that it was late.", "2 May", "of the occasion"),
        ("Ann Lee said in a 2019 interview that it was late.", "2019", "of the occasion"),
        ("On the 12th of May, Ann Lee said that it was late.", "On the 12th of May", "before the clause"),
    ],
)
def test_the_printed_words_and_the_rule(told, text, words, rule):
    ((printed, by),) = told(text)
    assert (printed, by.split("; ")[1]) == (words, rule)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, who was released on Tuesday, said that it was late.",
        "Lee was elected in 2009. In May she said that it was late.",  # which May?
        "Ann Lee listed the qualities of a good nominee in 2016: “Patience, a thick skin and some luck.”",
        "“It is late,” said Ann Lee, the mayor of Bath since 2003.",
        "Ann Lee would say on Tuesday that it was late.",
    ],
)
def test_the_time_of_something_else_tells_nothing(told, text):
    assert set(told(text)) <= {None}


def test_one_day_for_all_answers_of_an_interview(told):
    text = (
        "Elena Marin spoke to us. The conversation was recorded on 12 March 2020.\n\n"
        "Reporter: What did you lose?\n\nMarin: We lost the letters.\n\nReporter: All?\n\nMarin: All of them."
    )
    assert set(told(text, None)) == {("12 March 2020", "date; of the interview")}
    assert set(told(text.replace("recorded on", "planned for"), None)) == {None}


def test_nothing_else_depends_on_the_day_of_publication(models):
    text = "“We are late,” Ann Lee said on Tuesday. Bob Day said on 3 May 2019 that it would rain in Kenya."
    dated, undated = extract(text, models, THURSDAY), extract(text, models)
    assert [one.said and one.said.first for one in dated.attributions] == [
        date(2021, 5, 18),
        date(2019, 5, 3),
    ]
    assert [one.said and one.said.first for one in undated.attributions] == [None, date(2019, 5, 3)]
    assert dated.claims == undated.claims
    assert [one.content for one in dated.attributions] == [one.content for one in undated.attributions]
