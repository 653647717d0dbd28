"""`verify`: nothing is found in an archive that was worked on at random, and each kind of damage is."""

import random
import sqlite3
from contextlib import closing

import pytest
from sqlmodel import Session

from app.comparing import comparing
from app.errors import BadInput
from app.store import engine, removal
from app.store.verifying import verify
from store.building import NOW
from store.test_judged_property import World

STEPS = 40


@pytest.fixture(scope="module")
def worked_on(_empty, tmp_path_factory):
    """A database in which articles were read, edited, judged, removed and brought back by chance."""
    path = tmp_path_factory.mktemp("verified") / "worked.db"
    path.write_bytes(_empty.read_bytes())
    written, chance = engine.writer(path), random.Random(11)
    with Session(written) as db, db.begin():
        world = World(db)
        for step in range(STEPS):
            if step < 3 or chance.random() < 0.2:
                world.read(step % 3, chance.randrange(2**16))
            elif chance.random() < 0.75:
                world.judge(*(chance.randrange(2**16) for _ in range(3)))
            elif chance.random() < 0.6:
                world.withdraw(chance.randrange(2**16))
            else:
                turn(db, chance)
    written.dispose()
    return path


def turn(db, chance):
    ident, state = chance.choice(db.connection().exec_driver_sql("SELECT ident, state FROM articles").all())
    if state == "removed":
        removal.restore(db, ident, comparing(), NOW)
    else:
        removal.remove(db, ident, "A try.", comparing(), NOW)


@pytest.fixture
def damaged(worked_on, tmp_path):
    """A function that gives the faults found after some statements ran past every guard."""

    def made(*statements):
        path = tmp_path / "damaged.db"
        path.write_bytes(worked_on.read_bytes())
        with closing(sqlite3.connect(path)) as db:
            triggers = db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                db.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                assert db.execute(statement).rowcount, statement
            db.commit()
        return {found.name: found for found in verify(path) if found.wrong or found.left}

    return made


def test_nothing_is_found_where_all_is_well(worked_on):
    found = list(verify(worked_on))
    assert [(one.name, one.faults) for one in found if one.wrong or one.left] == []
    looked = {one.name: one.looked for one in found}
    assert len(looked) == len(found)
    for name in ("quotations", "claims", "what is out of sight", "judgements of statements and claims"):
        assert looked[name], name
    assert list(verify(worked_on)) == found


CLAIM = "(SELECT min(ident) FROM claims)"
JUDGED = "id IN (SELECT statement_id FROM readings) AND state = 'live'"
STANDING = "judgements of statements and claims"
LIVE = "(SELECT min(id) FROM statements WHERE state = 'live')"
DAMAGE = [
    ("UPDATE versions SET words = words || '!' WHERE id = 1", "quotations", "/s/"),
    ("UPDATE version_spans SET end = 1000000 WHERE version_id = 1 AND position = 0", "quotations", "/s/"),
    ("DELETE FROM version_spans WHERE version_id = 1", "quotations", "/s/"),
    ("UPDATE claims SET start = start + 1 WHERE id = 1", "claims", "/c/"),
    ("UPDATE captures SET text = text || ' more' WHERE id = 1", "texts and their paragraphs", "/a/"),
    ("UPDATE paragraphs SET end = 1000000 WHERE number = 0", "texts and their paragraphs", "/a/"),
    (f"UPDATE statements SET version = version + 1 WHERE id = {LIVE}", "versions that stand", "/s/"),
    ("INSERT INTO identifiers VALUES ('00000000', 'claim')", "identifiers", "/c/"),
    (f"UPDATE identifiers SET kind = 'speaker' WHERE ident = {CLAIM}", "identifiers", "/"),
    (f"UPDATE statements SET state = 'withdrawn' WHERE id = {LIVE}", "what is out of sight", "/s/"),
    ("UPDATE tombstones SET revived = withdrawn WHERE revived IS NULL", "what is out of sight", "/"),
    ("UPDATE speakers SET stands_for = NULL WHERE id = 1", "speakers", "/p/"),
    ("UPDATE words SET articles = articles + 1 WHERE word = 'border'", "counts of words", "the word"),
    ("DELETE FROM words WHERE word = 'border'", "counts of words", "the word"),
    ("DELETE FROM article_bands WHERE bucket % 2", "what is found by likeness", "article_bands"),
    ("UPDATE versions SET words = 'other' WHERE id = 1", "full-text indexes", "versions_fts"),
    (f"UPDATE statements SET review = 'checked', confidence = 0.1 WHERE {JUDGED}", STANDING, "/a/"),
    ("UPDATE speakers SET stands_for = 999 WHERE id = 1", "rows that others point at", "speakers"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "name", "where"), DAMAGE)
def test_damage_is_found_and_named(damaged, statement, name, where):
    found = damaged(statement)
    assert name in found
    assert found[name].faults[0].where.startswith(where)


def test_redirects_that_go_in_a_circle_are_found(damaged):
    one, other = (f"(SELECT {end}(ident) FROM claims)" for end in ("min", "max"))
    ways = ((one, other), (other, one))
    found = damaged(*(f"INSERT INTO redirects VALUES ({old}, {new}, 'A try.', '')" for old, new in ways))
    assert [fault.what for fault in found["redirects"].faults] == ["it leads round in a circle"] * 2


def test_a_torn_page_is_told_and_nothing_more_is_trusted(worked_on, tmp_path):
    path = tmp_path / "torn.db"
    held = bytearray(worked_on.read_bytes())
    for at in range(20 * 4096, len(held), 37 * 4096):
        held[at : at + 64] = random.Random(at).randbytes(64)
    path.write_bytes(held)
    found = list(verify(path))
    assert found[-1].wrong
    assert found[-1].name in {"pages of the file", "rows that others point at"}


def test_what_needs_writing_is_left_where_somebody_writes(worked_on, tmp_path, monkeypatch):
    path = tmp_path / "busy.db"
    path.write_bytes(worked_on.read_bytes())
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 1)
    monkeypatch.setattr("app.store.verifying.file.BUSY_MILLISECONDS", 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        found = {one.name: one for one in verify(path)}
    assert {name for name, one in found.items() if one.left} == {
        "full-text indexes",
        "judgements of statements and claims",
    }
    assert not any(one.wrong for one in found.values())


def test_no_database_is_an_error(tmp_path):
    with pytest.raises(BadInput, match="There is no database"):
        list(verify(tmp_path / "none.db"))
