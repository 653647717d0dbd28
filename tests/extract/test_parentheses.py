import pytest

from app.extract.parentheses import parentheses


@pytest.fixture
def put_in(models):
    def put_in(text: str) -> list[tuple[str | None, str]]:
        (doc,) = models.parse([text])
        return [
            (one.clause.source and one.clause.source.text, " | ".join(part.text for part in one.content))
            for sentence in doc.sents
            for one in parentheses(sentence)
        ]

    return put_in


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("The bill, Smith says, will pass.", "Smith", "The bill | will pass"),
        ("The bill, says the mayor, will pass.", "the mayor", "The bill | will pass"),
        ("The drain, he confides, is where he was sick.", "he", "The drain | is where he was sick"),
        ("Most hide it; one, she says, tells hers.", "she", "one | tells hers"),
        ("She likes the roof because, she says, it is a nice height.", "she", "it is a nice height"),
        ("He knew, he told me at the gate, every letter.", "he", "He knew | every letter"),
        ("In a letter that Moss sent, he warned, the dam might fail.", "he", "the dam might fail"),
        ("The bill – Smith says – will pass.", "Smith", "The bill | will pass"),
        (
            "Part of the trouble, said experts like Ann Lee, a geologist, is the ground.",
            "experts",
            "Part of the trouble | is the ground",
        ),
    ],
)
def test_a_clause_between_commas_says_who_says_the_rest(put_in, text, source, words):
    assert put_in(text) == [(source, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The bill, Smith said that day that it was good, will pass.",
        "The mayor, who said nothing, left the hall.",
        "The bill, the mayor said, noting its cost.",
        "Lee, Dahl and Moss say, as ever, nothing.",
        "The bill will pass, Smith says.",
    ],
)
def test_other_commas_put_nothing_in(put_in, text):
    assert put_in(text) == []


def test_10_000_commas_are_read(put_in):
    assert put_in("The bill, he says" * 2_500 + ".") is not None


def test_what_stands_around_the_clause_is_one_statement(read):
    assert read("Mayor Ann Lee met them. The dam, Lee says, will hold until May.").said == [
        ("Ann Lee", "The dam […] will hold until May")
    ]


def test_what_describes_who_speaks_belongs_to_the_clause(read):
    text = "The contractor, said council auditor Per Dahl, 61, had asked twice for the keys."
    assert read(text).said == [("Per Dahl", "The contractor […] had asked twice for the keys")]


def test_who_is_told_says_nothing(read):
    text = (
        "A spokesperson, Brian Berg, told CNN the airline was “doing everything,” but declined to say more."
    )
    assert read(text).speakers == ["Brian Berg"]
