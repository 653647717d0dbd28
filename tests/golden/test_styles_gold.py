"""The marked articles of `styles/`: they load, and what is marked in them is in order."""

from collections import Counter
from pathlib import Path

import pytest

from app.evaluate.corpus import Reading, Statement
from app.evaluate.marked import load

FILES = sorted((Path(__file__).parent / "styles").glob("*.txt"))
LEAST_ARTICLES = 10
SHORTEST, LONGEST = 80, 260


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def articles(request) -> list[Reading]:
    return list(load(request.param))


def words(one: Reading, statement: Statement) -> list[str]:
    return [span.of(one.text) for span in statement.content]


def test_names_are_unique(articles):
    counts = Counter(one.id for one in articles)
    assert [name for name, times in counts.items() if times > 1] == []


def test_enough_articles_of_a_newspaper_s_length(articles):
    assert len(articles) >= LEAST_ARTICLES
    lengths = {one.id: len(one.text.split()) for one in articles}
    assert {name: n for name, n in lengths.items() if not SHORTEST <= n <= LONGEST} == {}


def test_speakers_names_are_printed_in_their_article(articles):
    assert [
        (one.id, name)
        for one in articles
        for statement in one.statements
        for name in (statement.speaker_name, *statement.aliases)
        if name is not None and name not in one.text
    ] == []


def test_content_leaves_out_that_and_blank_ends(articles):
    pieces = [(one.id, piece) for one in articles for s in one.statements for piece in words(one, s)]
    reported = [(one.id, words(one, s)[0]) for one in articles for s in one.statements if s.kind != "direct"]
    assert [found for found in reported if found[1].lower().startswith("that ")] == []
    assert [found for found in pieces if found[1] != found[1].strip()] == []
    assert [found for found in pieces if not any(c.isalnum() for c in found[1])] == []


def test_required_statements_share_no_words(articles):
    for one in articles:
        taken = Counter(
            i for s in one.statements if not s.is_optional for c in s.content for i in range(c.start, c.end)
        )
        assert [one.text[i - 20 : i + 20] for i, times in taken.items() if times > 1] == []
