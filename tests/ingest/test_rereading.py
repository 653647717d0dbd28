"""Reading stored articles again: identifiers stay, nothing is fetched, and only what is due is read."""

import pytest
from sqlmodel import Session

from app.errors import BadInput
from app.extract.version import EXTRACTOR
from app.ingest import rereading
from app.records import Article, Facts, Read
from app.settings import place
from app.store import engine
from ingest.running import ingested

SAID = "“The toll will rise in May,” said Ole Lund, harbour master of Oslo.\n\nIt rained."


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A database of two articles, one of which another extractor has read."""
    path = tmp_path_factory.mktemp("again") / "again.db"
    engine.migrate(path, place("migrations"))
    opened = engine.writer(path)
    reads = [
        Read(f"{n}.txt", Article(f"{SAID} It was day {n}.", Facts(title=f"Day {n}", file_name=f"{n}.txt")))
        for n in range(2)
    ]
    ingested(reads, opened)
    yield opened
    opened.dispose()


def value(written, sql):
    with Session(written) as db:
        return db.connection().exec_driver_sql(sql).scalars().all()


def test_an_article_of_another_extractor_is_read_again_and_keeps_its_identifiers(written):
    origins = value(written, "SELECT place FROM origins")
    idents = value(written, "SELECT ident FROM statements ORDER BY id")
    assert len(idents) == 2
    assert rereading.chosen(written, (), everything=False) == []
    with Session(written) as db, db.begin():
        db.connection().exec_driver_sql("UPDATE articles SET extractor = 'older-1' WHERE title = 'Day 1'")
    due = rereading.chosen(written, (), everything=False)
    assert due == value(written, "SELECT ident FROM articles WHERE title = 'Day 1'")
    summary, outcomes = ingested(rereading.origins(written, due), written, kind=rereading.KIND)
    assert (summary.articles, summary.failures) == (1, 0)
    assert [(one.place, one.article) for one in outcomes] == [(f"article {due[0]}", due[0])]
    assert value(written, "SELECT ident FROM statements ORDER BY id") == idents
    assert value(written, "SELECT DISTINCT extractor FROM articles") == [EXTRACTOR]
    assert value(written, "SELECT place FROM origins") == origins


def test_reading_all_again_changes_nothing(written):
    every = rereading.chosen(written, (), everything=True)
    summary, _ = ingested(rereading.origins(written, every), written, kind=rereading.KIND)
    assert (summary.unchanged, summary.changed, summary.new) == (2, 0, 0)


def test_an_article_out_of_sight_is_not_read_again(written):
    with pytest.raises(BadInput, match="00000000"):
        rereading.chosen(written, ["00000000"], everything=True)
