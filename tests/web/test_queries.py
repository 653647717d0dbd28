"""How much a page of one thing asks the database: each thing once, however much the page shows."""

import pytest
from sqlalchemy import event


@pytest.fixture
def asked(app, site):
    """A function from an address to the queries that its page took, once what all pages share is known."""

    def ask(address):
        site.get(address)
        told = []

        def note(*given):
            told.append((given[2], str(given[3])))

        event.listen(app.state.engine, "before_cursor_execute", note)
        try:
            answer = site.get(address)
        finally:
            event.remove(app.state.engine, "before_cursor_execute", note)
        assert answer.status_code == 200, answer.headers.get("location")
        return [each for each in told if each[0] != "BEGIN"]

    return ask


@pytest.mark.parametrize(
    ("listed", "word", "most"),
    [
        ("quotes", "The toll will rise", 8),
        ("claims", "The toll will rise", 9),
        ("articles", "Talks in Oslo", 7),
        ("speakers", "Anna Berg", 17),
    ],
)
def test_a_page_of_one_thing_asks_for_nothing_twice(asked, permalink, listed, word, most):
    told = asked(permalink(listed, word))
    assert len(set(told)) == len(told), [sql for sql, _ in told]
    assert len(told) <= most, [sql for sql, _ in told]


@pytest.mark.parametrize(
    ("address", "most"),
    [("/country/NO", 6), ("/outlet/dagen.example", 9), ("/compare", 3), ("/outlets", 3)],
)
def test_so_does_one_of_a_place(asked, address, most):
    told = asked(address)
    assert len(set(told)) == len(told), [sql for sql, _ in told]
    assert len(told) <= most, [sql for sql, _ in told]


def test_speakers_side_by_side_take_a_few_queries_each(asked, rows):
    found = [row["speaker"]["ident"] for row in rows["speakers"]][:2]
    one, two = (
        asked("/compare?" + "&".join(f"p={each}" for each in sorted(some))) for some in (found[:1], found)
    )
    assert len(two) - len(one) <= 5, [sql for sql, _ in two]


def test_statements_of_an_article_are_taken_without_reading_it(asked, permalink):
    told = asked(permalink("articles", "Talks in Oslo").rpartition("/")[0] + ".csv")
    assert not [sql for sql, _ in told if "paragraphs" in sql]
    assert len(told) <= 8, [sql for sql, _ in told]
