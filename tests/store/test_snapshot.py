"""The snapshot holds what the allow-list names, all of it, and nothing else."""

import shutil
import sqlite3
import stat
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import Session

from app.errors import BadInput
from app.store import engine, identifiers, snapshot
from app.store.public import TABLES
from app.store.snapshot import Terms
from store.archive import fill
from store.building import NOW, Draft, save, talks
from store.judging import editor, judged

OPEN = Terms(full_text=True, threshold=0.5)
SENTINEL = "xyzzy"


@pytest.fixture(scope="module")
def _filled(_empty, tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    shutil.copy(_empty, path)
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        fill(db, articles=6)
        save(db, talks(title="Talks", outlet="Dagen", url="https://dagen.example/talks", topics=("Peace",)))
        save(db, talks(title="The same talks", outlet="Post", file_name="copy.txt"))
        save(db, talks(said="We will talk to nobody in Kabul.", file_name="other.txt", translated_from="ru"))
        connection = db.connection()
        for ident, kind in (("merged00", "speaker"), ("g0ne0000", "statement")):
            identifiers.mint(db, kind, lambda ident=ident: ident)
        berg = (
            connection.exec_driver_sql("SELECT ident FROM speakers WHERE name = 'Anna Berg'")
            .scalars()
            .first()
        )
        identifiers.redirect(db, "merged00", berg, "one person", NOW)
        identifiers.withdraw(db, "g0ne0000", "A heading.", NOW)
        judged(db, "different", berg)
        editor(db, "Another")
        for table in _tables(connection.connection.driver_connection):
            _one_row(connection.connection.driver_connection, table)
    written.dispose()
    return path


@pytest.fixture
def filled(_filled, tmp_path):
    """A database in which every table has a row."""
    return Path(shutil.copy(_filled, tmp_path / "live.db"))


def _tables(database):
    found = database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%USING fts%'"
    )
    return [name for (name,) in found if "_fts" not in name and name != "alembic_version"]


def _one_row(database, table):
    """A row of values that fit, where nothing else has filled the table."""
    if database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
        return
    points = {row[3]: (row[2], row[4]) for row in database.execute(f"PRAGMA foreign_key_list({table})")}
    values = {}
    for _, name, type_, _, _, _ in database.execute(f"PRAGMA table_info({table})"):
        if name in points:
            there, column = points[name]
            taken = len([n for n in values if points.get(n) == points[name]])
            found = database.execute(f"SELECT {column} FROM {there} LIMIT 1 OFFSET {taken}").fetchone()
            values[name] = found and found[0]
        else:
            values[name] = (
                "[]" if type_ == "JSON" else 1 if type_.startswith(("INT", "BOOL", "FLOAT")) else "made"
            )
    marks = ", ".join("?" for _ in values)
    database.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


def made(path, target, terms=OPEN):
    snapshot.make(path, target, terms, NOW)
    return target


def test_schema_is_the_allow_list_and_nothing_else(filled, tmp_path):
    with closing(sqlite3.connect(made(filled, tmp_path / "public.db"))) as taken:
        objects = taken.execute("SELECT type, name, tbl_name FROM sqlite_schema").fetchall()
        assert {kind for kind, _, _ in objects} == {"table", "index"}
        assert [name for kind, name, _ in objects if kind == "table"] == [table.name for table in TABLES]
        for table in TABLES:
            columns = taken.execute(f'PRAGMA table_info("{table.name}")').fetchall()
            assert [(column[1], column[2]) for column in columns] == [(c.name, c.type) for c in table.columns]
            points = {row[3]: row[2] for row in taken.execute(f'PRAGMA foreign_key_list("{table.name}")')}
            assert points == {column.name: column.to for column in table.columns if column.to}
            assert taken.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0] > 0, table.name
        assert taken.execute("PRAGMA foreign_key_check").fetchall() == []
        assert taken.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert taken.execute("PRAGMA freelist_count").fetchone() == (0,)


def read_columns(path):
    """The columns of the live database that the allow-list's expressions read."""
    seen = set()

    def watch(action, table, column, schema, _):
        if action == sqlite3.SQLITE_READ and schema == "main" and column:
            seen.add((table, column))
        return sqlite3.SQLITE_OK

    values = {"full": 0, "threshold": 0.5, "made": "", "allow_list": ""}
    with closing(sqlite3.connect(path)) as live:
        live.set_authorizer(watch)
        for table in TABLES:
            live.execute(
                f"SELECT {', '.join(c.sql for c in table.columns)} {table.source}", values
            ).fetchall()
    return seen


def test_nothing_of_another_column_is_in_the_file(filled, tmp_path):
    public = read_columns(filled)
    never = {
        "articles": {"digest", "extractor"},
        "captures": {"digest", "extractor"},
        "speakers": {"key"},
        "statements": {"rule", "reasons"},
        "claims": {"rule", "worth_reasons"},
        "entities": {"rule", "reasons", "home"},
        "editors": {"password", "role", "failures", "locked_until"},
    }
    assert not {(table, column) for table in never for column in never[table]} & public
    assert not [
        table
        for table, _ in public
        if table.endswith(("_bands", "_signatures", "_blocks", "_vectors", "_ties"))
    ]
    hidden, numbers = 0, count()
    with closing(sqlite3.connect(filled, isolation_level=None)) as live:
        live.create_function("fresh", 0, lambda: f"{SENTINEL}{next(numbers)}")
        # Some keep what is written once, others the full-text indexes.
        for (name,) in live.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            live.execute(f"DROP TRIGGER {name}")
        for table in _tables(live):
            for _, name, type_, *_ in live.execute(f"PRAGMA table_info({table})").fetchall():
                if (table, name) not in public and not type_.startswith(("INT", "BOOL", "FLOAT")):
                    hidden += live.execute(f"UPDATE {table} SET {name} = fresh()").rowcount
    assert hidden > 100
    assert SENTINEL.encode() in filled.read_bytes()
    assert SENTINEL.encode() not in made(filled, tmp_path / "public.db").read_bytes()


def hidden_paragraphs():
    """An article of twelve paragraphs with one statement, in the sixth, and a claim in the tenth."""
    lines = [f"Nothing happens in line {number}." for number in range(12)]
    lines[5] = "“We wait,” said Anna Berg."
    draft = Draft(*lines, title="Waiting")
    draft.statement("We wait,", by=draft.entity("Anna Berg"), cue=["said"], source=["Anna Berg"])
    draft.claim("Nothing happens in line 9.")
    return draft


def test_passages_hold_no_other_paragraph(path, tmp_path):
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, hidden_paragraphs())
    written.dispose()
    target = made(path, tmp_path / "public.db", Terms(full_text=False, threshold=0.5))
    with closing(sqlite3.connect(target)) as taken:
        shown = taken.execute("SELECT number FROM paragraphs ORDER BY number").fetchall()
        assert shown == [(5,), (6,), (7,)]
        assert taken.execute("SELECT full_text FROM snapshot").fetchone() == (0,)
    assert b"line 8" not in target.read_bytes()
    assert b"line 9" in target.read_bytes()  # a claim, which has a page of its own
    with closing(sqlite3.connect(made(path, target))) as taken:
        assert len(taken.execute("SELECT number FROM paragraphs").fetchall()) == 12


def test_no_speaker_below_the_threshold(path, tmp_path):
    draft = Draft("“We wait,” said Anna Berg. “We go,” said the clerk.")
    berg, doubted = draft.entity("Anna Berg", roles=["said"]), draft.entity("Mona Doubtful", roles=["clerk"])
    draft.statement("We wait,", by=berg, cue=["said"], source=["Anna Berg"])
    draft.statement("We go,", by=doubted, source=["the clerk"], confidence=0.2)
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, draft)
    written.dispose()
    with closing(sqlite3.connect(made(path, tmp_path / "public.db"))) as taken:
        said = """SELECT s.words, p.name, s.source_as_written, s.role FROM statements AS s
            LEFT JOIN speakers AS p ON p.id = s.speaker ORDER BY s.words"""
        assert taken.execute(said).fetchall() == [
            ("We go,", None, "the clerk", None),
            ("We wait,", "Anna Berg", "Anna Berg", "said"),
        ]


def test_file_takes_the_place_of_the_last_one_only(filled, tmp_path):
    target = made(filled, tmp_path / "public.db")
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    with target.open("rb") as reading:
        before = target.read_bytes()
        made(filled, target, Terms(full_text=False, threshold=0.9))
        assert reading.read() == before  # who took the old one keeps it whole
    assert snapshot.read(target).terms == Terms(full_text=False, threshold=0.9)
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    for taken in (other, filled, tmp_path):
        with pytest.raises(BadInput):
            made(filled, taken)
    with pytest.raises(BadInput, match="no folder"):
        made(filled, tmp_path / "nowhere" / "public.db")
    assert other.read_text() == "mine"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_making_it_changes_nothing_in_the_live_database(filled, tmp_path):
    before = filled.read_bytes()
    made(filled, tmp_path / "public.db")
    assert filled.read_bytes() == before


def test_read_tells_what_it_holds(filled, tmp_path):
    assert snapshot.read(tmp_path / "public.db") is None
    assert snapshot.read(filled) is None
    found = snapshot.read(made(filled, tmp_path / "public.db"))
    assert found.made == NOW.replace(microsecond=0)
    assert found.current
    assert found.rows["moved"] == found.rows["withdrawn"] == 1
    assert found.size == found.path.stat().st_size
    with closing(sqlite3.connect(found.path)) as taken:
        taken.execute("UPDATE snapshot SET allow_list = 'another'")
        taken.commit()
    assert not snapshot.read(found.path).current


def test_one_who_is_always_in_doubt_is_in_no_snapshot(path, tmp_path):
    draft = Draft("“We wait,” said Anna Berg. “We go,” said the clerk.")
    berg, doubted = draft.entity("Anna Berg"), draft.entity("Mona Doubtful", roles=["clerk"])
    draft.statement("We wait,", by=berg, confidence=OPEN.threshold)
    draft.statement("We go,", by=doubted, source=["the clerk"], confidence=0.49)
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, draft)
    written.dispose()
    with closing(sqlite3.connect(made(path, tmp_path / "public.db"))) as taken:
        assert taken.execute("SELECT name FROM speakers").fetchall() == [("Anna Berg",)]
        assert taken.execute("SELECT DISTINCT name FROM speaker_names").fetchall() == [("Anna Berg",)]
        assert taken.execute("SELECT count(*) FROM speaker_roles").fetchone() == (0,)
