"""Sessions for pages: the same rows as through SQLAlchemy, and a limit to what one may read."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import bindparam, event, text
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlmodel import Session, select

from app.errors import TooSlow
from app.store import engine, patience, tables
from app.store.queries import choices
from app.store.straight import Straight
from store.building import save, talks

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT sum(i) FROM n"
WAYS = [Session, Straight]


@pytest.fixture
def reader(path):
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks())
    return engine.reader(path)


def test_both_ways_find_the_same(reader):
    rows = f"SELECT s.ident, v.number, 'x' AS \"end\" {choices.VERSIONS} WHERE v.number = :number"
    found = []
    for way in WAYS:
        with way(reader) as db:
            asked = db.connection()
            found.append(
                (
                    [tuple(row) for row in asked.execute(text(rows), {"number": 1})],
                    [(row.ident, row.end) for row in asked.execute(text(rows), {"number": 1}).all()],
                    asked.execute(text(rows), {"number": 1}).tuples().all(),
                    asked.scalars(text(rows), {"number": 1}).all(),
                    asked.execute(text(rows), {"number": 2}).first(),
                    asked.scalar(text("SELECT max(id) FROM statements")),
                    asked.exec_driver_sql("SELECT ident FROM articles WHERE id = ?", (1,)).scalar_one(),
                    asked.exec_driver_sql("SELECT 1 WHERE 0").scalar_one_or_none(),
                    # What is more than text with plain values.
                    asked.execute(
                        text("SELECT count(*) FROM versions WHERE number IN :these").bindparams(
                            bindparam("these", expanding=True)
                        ),
                        {"these": [1, 2]},
                    ).scalar_one(),
                    asked.execute(
                        text("SELECT :now").bindparams(bindparam("now", type_=tables.Moment())),
                        {"now": datetime(2024, 5, 1, tzinfo=UTC)},
                    ).scalar_one(),
                    db.exec(select(tables.Article.ident)).all(),
                )
            )
            with pytest.raises(NoResultFound):
                asked.execute(text("SELECT 1 WHERE 0")).one()
            with pytest.raises(MultipleResultsFound):
                asked.execute(text("SELECT 1 UNION SELECT 2")).scalar_one()
    assert found[0] == found[1]
    assert len(found[0][0]) == 2


def test_whoever_listens_hears_every_query(reader):
    heard = []
    event.listen(reader, "before_cursor_execute", lambda *told: heard.append(told[2]))
    with Straight(reader) as db:
        assert db.connection().scalar(text("SELECT 7")) == 7
    assert heard == ["BEGIN", "SELECT 7"]


def test_each_transaction_sees_what_was_written_before_it(reader):
    with Straight(reader) as db:

        def many():
            return db.connection().scalar(text("SELECT count(*) FROM articles"))

        assert many() == 1
        written = engine.writer(_path(reader))
        with Session(written) as writing, writing.begin():
            save(writing, talks(said="We go to Kabul on day 2.", file_name="other.txt", title="Another"))
        written.dispose()
        assert many() == 1
        assert db.connection() is db.connection()
        db.rollback()
        assert many() == 2


def test_nothing_can_be_written(reader):
    with Straight(reader) as db, pytest.raises(Exception, match="readonly"):
        db.connection().exec_driver_sql("DELETE FROM articles")


def _path(reader):
    return Path(reader.url.database)


@pytest.mark.parametrize("way", WAYS)
def test_what_reads_for_too_long_is_stopped(reader, way):
    hurried = engine.reader(_path(reader), seconds=0.02)
    with way(hurried) as db:
        with pytest.raises(TooSlow, match="took too long"):
            db.connection().execute(text(ENDLESS)).all()
        db.rollback()
        # The next transaction has all of its time.
        assert db.connection().execute(text("SELECT 1")).scalar_one() == 1
        with patience.unhurried(db):
            assert db.connection().execute(text(LONG.replace("300000", "3000000"))).scalar_one()
    with way(engine.reader(_path(reader), seconds=0)) as db:
        assert db.connection().execute(text(LONG)).scalar_one()
    hurried.dispose()


def test_nobody_waits_for_a_connection(reader):
    """A request holds one while it waits for a thread: if all threads waited for one, none would go on."""
    with ExitStack() as held:
        for _ in range(100):
            db = held.enter_context(Straight(reader))
            assert db.connection().exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 1
    assert reader.pool.checkedin() == 48, "no more are kept than are needed again"
