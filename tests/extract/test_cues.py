import pytest

from app.extract.cues import dash_clause, interposed, is_strict, verbs


def test_verbs_have_all_their_forms():
    assert {verbs()[form] for form in ("say", "says", "said", "saying")} == {"say"}
    assert verbs()["denied"] == verbs()["denies"] == "deny"
    assert verbs()["noting"] == "note"


def test_some_verbs_need_more_than_themselves():
    assert is_strict("say")
    assert not is_strict("call")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We won, - said the coach", "We won"),
        ("We won - he stressed", "We won"),
        ("We won — Ann Lee noted", "We won"),
        ("We won - at last", None),
        ("We won, said the coach", None),
    ],
)
def test_a_dash_and_a_verb_of_speech_end_words(text, words):
    end = dash_clause(text, 0, len(text))
    assert (text[:end] if end is not None else None) == words


def test_a_clause_between_dashes_has_punctuation_before_both():
    text = "We won, - said the coach, - at last"
    found = interposed(text, 0, len(text))
    assert found is not None
    assert text[found.end :] == "at last"
    assert interposed("We met Ann - Smith said hello - and left", 0, 40) is None
