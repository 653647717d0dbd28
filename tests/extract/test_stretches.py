"""Text too long for the parser is cut, and nothing of it is lost."""

import pytest

from app.extract.stretches import LONGEST, stretches
from app.records import Span


def cut(text):
    return [span.of(text) for span in stretches(text, Span(0, len(text)))]


def test_a_paragraph_of_prose_stays_whole():
    text = "The dam is safe, said Lee. " * 200 + "So it is."
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "words",
    ["The dam is safe, said Lee. ", "the dam is safe and ", "ab", "(", "a " + "b" * 5000 + " ", "a\n  "],
)
def test_a_longer_one_is_cut_where_it_may_be(words):
    text = (words * (1_200_000 // len(words))).strip()
    parts = cut(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert max(map(len, parts)) <= LONGEST
    assert all(part == part.strip() for part in parts)


def test_a_sentence_is_not_torn_where_it_ends_in_time():
    parts = cut("The dam is safe, said Lee. " * 1000)
    assert len(parts) > 3
    assert all(part.startswith("The dam") and part.endswith("Lee.") for part in parts)
