"""The job end to end: outcomes, failures, interruptions, and the seeds in any order."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session
from store.dumping import check_indexes, exact, natural

from app.records import Article, Facts, Read
from app.settings import place
from app.store import engine
from app.store.queries.claims import claims
from app.store.queries.filters import Filter
from app.store.queries.speakers import speakers
from app.store.queries.statements import statement, statements
from ingest.running import ingested

NOW = datetime(2024, 5, 1, tzinfo=UTC)
LATER = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def seeds():
    return [
        Read(
            path.name,
            Article(path.read_text(encoding="utf-8"), Facts(translated_from="ru", file_name=path.name)),
        )
        for path in sorted(place("seeds").glob("*.txt"))
    ]


@pytest.fixture
def database(tmp_path):
    """A function that gives a writer on one more new database."""
    opened = []

    def new():
        path = tmp_path / f"{len(opened)}.db"
        engine.migrate(path, place("migrations"))
        opened.append(engine.writer(path))
        return opened[-1]

    yield new
    for each in opened:
        each.dispose()


def text(words, place="made.txt"):
    return Read(place, Article(words, Facts(file_name=place)))


def test_seeds_in_any_order_and_number_of_runs_leave_the_same_rows(database, seeds):
    dumps = []
    for runs in ([seeds], [seeds[::-1]], [seeds[:1], seeds[1:]], [seeds, seeds[::-1]]):
        written = database()
        for now, reads in zip((NOW, LATER), runs, strict=False):
            assert ingested(reads, written, now)[0].failures == 0
        with Session(written) as db:
            dumps.append(natural(db))
            check_indexes(db)
    assert all(dump == dumps[0] for dump in dumps[1:])


def test_seeds_twice_change_nothing_at_all(database, seeds):
    written = database()
    summary, outcomes = ingested(seeds, written)
    assert [outcome.outcome for outcome in outcomes] == ["new", "new"]
    assert (summary.articles, summary.new, summary.failures) == (2, 2, 0)
    assert summary.statements == sum(outcome.statements for outcome in outcomes) >= 28
    with Session(written) as db:
        before = exact(db)
        assert (statements(db, Filter()).total, claims(db, Filter()).total) == (
            summary.statements,
            summary.claims,
        )
        assert summary.speakers == speakers(db, Filter()).total
    again, _ = ingested(seeds, written, LATER)
    assert (again.unchanged, again.new, again.changed) == (2, 0, 0)
    with Session(written) as db:
        assert exact(db) == before


def test_naryshkin_is_one_person_in_both_seeds(database, seeds):
    written = database()
    ingested(seeds, written)
    with Session(written) as db:
        (row,) = speakers(db, Filter(q="Naryshkin")).rows
        said = statements(db, Filter(speakers=(row.speaker.ident,)), limit=100).rows
        assert row.speaker.name == "Sergei Naryshkin"
        assert {each.article.ident for each in said} == {
            each.article.ident for each in statements(db, Filter()).rows
        }
        texts = {read.place: read.article.text for read in seeds}
        for each in statements(db, Filter(), limit=100).rows:
            whole = texts[each.article.file_name]
            assert all(piece.words == piece.span.of(whole) for piece in each.pieces)
            assert statement(db, each.ident).source_paragraphs >= {piece.paragraph for piece in each.pieces}


def test_a_typo_in_a_seed_keeps_every_identifier(database, seeds):
    written = database()
    ingested(seeds, written)
    typo = seeds[0].article.text.replace("We have a very strong security", "We have a vary strong security")
    assert typo != seeds[0].article.text
    with Session(written) as db:
        before = {table: rows for table, rows in exact(db).items() if table == "identifiers"}
    _, outcomes = ingested([Read("x", Article(typo, seeds[0].article.facts))], written, LATER)
    assert outcomes[0].outcome == "changed"
    with Session(written) as db:
        assert exact(db)["identifiers"] == before["identifiers"]
        assert exact(db)["tombstones"] == []
        check_indexes(db)
        assert statements(db, Filter(q='"vary strong security"')).total == 1


def test_one_bad_article_takes_no_other_with_it(database):
    written = database()
    reads = [
        text("“We will go,” said Anna Berg.", "a.txt"),
        Read("b.txt", None, "b.txt is not text"),
        text("“We \ud800 will go,” said Anna Berg.", "c.txt"),
        text("“We will go,” \0 said Anna Berg.", "c.txt"),
        Read("d.txt", None),
        text("“We will stay,” said Ben Okafor.", "e.txt"),
    ]
    summary, outcomes = ingested(reads, written)
    assert [o.outcome for o in outcomes] == ["new", *["failed"] * 4, "new"]
    assert outcomes[1].error == "b.txt is not text"
    assert all(o.error for o in outcomes if o.outcome == "failed")
    assert (summary.articles, summary.failures) == (2, 4)
    with Session(written) as db:
        assert len(exact(db)["articles"]) == 2
        check_indexes(db)


@pytest.mark.parametrize("words", ["", " ", "\n\n\n", "Word", "“", "\ufeff", "\u200fשלום", "”““”\n\n“"])
def test_texts_with_nothing_in_them_are_stored_or_refused_whole(database, words):
    written = database()
    _, (outcome,) = ingested([text(words)], written)
    with Session(written) as db:
        assert len(exact(db)["captures"]) == len(exact(db)["articles"]) == (outcome.outcome == "new")


def test_interrupted_it_keeps_what_is_whole(database):
    written = database()

    def reads():
        yield text("“We will go,” said Anna Berg.", "a.txt")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingested(reads(), written)
    with Session(written) as db:
        assert len(exact(db)["articles"]) == 1


def test_an_entry_elsewhere_of_somebody_else_is_noted_and_stops_nothing(database):
    words = "“We will go on,” said Anna Berg, a lawyer in Oslo. “It is late,” Berg added."
    facts = Facts(same_as=(("Anna Berg", "https://example.com/1"), ("Nobody Known", "https://example.com/2")))
    summary, (outcome,) = ingested([Read("made.txt", Article(words, facts))], database())
    assert (summary.failures, outcome.outcome) == (0, "new")
    (note,) = outcome.notes
    assert "'Nobody Known'" in note


def test_a_day_of_publication_stated_before_still_tells_weekdays(database):
    words = "“We will go on,” said Anna Berg, a lawyer in Oslo, on Tuesday."
    written = database()
    for published in (date(2021, 5, 20), None):
        ingested(
            [Read("made.txt", Article(words, Facts(published=published, file_name="made.txt")))],
            written,
        )
        with Session(written) as db:
            (row,) = statements(db, Filter()).rows
            assert (row.said.first, row.said.words) == (date(2021, 5, 18), "on Tuesday")
