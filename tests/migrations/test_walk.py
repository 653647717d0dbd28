"""Every revision up and down on a database with rows in it, and what happens when one fails."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import Session
from store.building import save, talks
from store.dumping import INDEXES

from app.errors import BadInput, StoreOutOfDate, StoreUnusable
from app.settings import place
from app.store import engine, revisions
from app.store.saving import bands
from app.store.tables import metadata

MIGRATIONS = place("migrations")
REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]
NO_EXTRAS = {"alembic_version"}
DROPPED = {"versions": "digest", "identifiers": "minted"}
"""What a later revision keeps no more."""


@pytest.fixture
def full(tmp_path):
    path = tmp_path / "full.db"
    engine.migrate(path, MIGRATIONS)
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks(title="Talks", outlet="Post"))
    written.dispose()
    return path


def go(path, revision, migrations=MIGRATIONS):
    opened = engine._engine(path, "BEGIN IMMEDIATE", "foreign_keys=OFF", "recursive_triggers=ON")
    config = revisions.config(migrations)
    with opened.connect() as connection:
        config.attributes["connection"] = connection
        forwards = revision != "base" and revision > (current(path) or "")
        move = command.upgrade if forwards else command.downgrade
        move(config, revision)
    opened.dispose()


def current(path):
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone():
            return None
        return (db.execute("SELECT version_num FROM alembic_version").fetchone() or [None])[0]


def rows(path):
    """Every row of every table that migrations made, by table and then by column."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        names = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if "_fts" not in name and name not in NO_EXTRAS
        ]
        # SQLite may go through an index of all columns instead of the table; vectors stand as they came.
        ordered = {name: "ORDER BY 1, 2" * name.endswith(("_bands", "_vectors")) for name in names}
        found = {
            name: [_plain(row, name) for row in db.execute(f"SELECT * FROM {name} {ordered[name]}")]
            for name in names
        }
        for of in ("statement", "claim", "article"):
            _unpack_bands(found, of)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert [tuple(row) for row in db.execute("PRAGMA integrity_check")] == [("ok",)]
        return found


def _plain(row, table):
    """A row by column, but for what was dropped; digests of bytes as the text that they once were."""
    found = {column: row[column] for column in row.keys() if column != DROPPED.get(table)}  # noqa: SIM118
    if isinstance(found.get("digest"), bytes):
        found["digest"] = found["digest"].hex()
    return found


def _unpack_bands(found, of):
    """Bands as rows of a band and who has it, in whatever shape a revision keeps them."""
    beside = [tuple(row.values()) for row in found.pop(f"{of}_common_bands", ())]
    together = [row for row in found.get(f"{of}_bands", ()) if "entries" in row]
    pairs = [pair for row in together for pair in bands.unpacked(**row)] + beside
    if pairs:
        found[f"{of}_bands"] = [{"band": band, f"{of}_id": id_} for band, id_ in sorted(pairs)]


def of_columns(wanted, tables):
    """The rows of `tables`, cut down to the tables and columns that `wanted` has."""
    return {
        name: [{key: row[key] for key in held} for row, held in zip(tables[name], rows_, strict=True)]
        for name, rows_ in wanted.items()
    }


def check_search(path, indexes=INDEXES):
    with closing(sqlite3.connect(path)) as db:
        for name in indexes:
            db.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
        hits = [
            db.execute(f"SELECT count(*) FROM {name} WHERE {name} MATCH 'berg OR kabul'").fetchone()[0]
            for name in indexes
        ]
    assert hits == [1, 1, 2, 1, 2][: len(indexes)]


def test_every_revision_down_and_up_keeps_the_rows_of_what_remains(full):
    before = rows(full)
    check_search(full)
    for index in range(len(REVISIONS) - 2, -1, -1):
        go(full, REVISIONS[index])
        after = rows(full)
        assert current(full) == REVISIONS[index]
        assert after == of_columns(after, before)
        assert after["captures"]
    held = after
    for revision in REVISIONS[1:]:
        go(full, revision)
        assert current(full) == revision
        now = rows(full)
        assert of_columns(held, now) == held
    assert now.keys() == before.keys()
    go(full, "base")
    assert rows(full) == {}


def test_what_was_dropped_is_told_by_other_rows_when_going_back(full):
    go(full, "0025")
    with closing(sqlite3.connect(full)) as db:
        told = db.execute("SELECT words, digest FROM versions").fetchall()
        assert told
        assert all(digest == sha256(words.encode()).hexdigest() for words, digest in told)
        moments = {moment for (moment,) in db.execute("SELECT minted FROM identifiers")}
        assert {datetime.fromisoformat(moment).utcoffset() for moment in moments} == {timedelta(0)}
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            db.execute("UPDATE versions SET words = ''")


def test_search_is_rebuilt_from_the_rows_that_are_there(full):
    go(full, "0004")
    go(full, "0005")
    check_search(full, INDEXES[:4])


def test_words_and_names_are_filled_from_the_rows_that_are_there(full):
    kept = rows(full)["words"]
    assert {"word": "kabul", "articles": 1} in kept
    go(full, "0012")
    go(full, "0013")
    assert rows(full)["words"] == kept
    check_search(full)


def test_of_a_band_that_many_have_the_rest_stand_beside(full):
    go(full, "0030")
    many = [(band, id_) for band in (-(1 << 31), -1, 7, (1 << 31) - 1) for id_ in range(1, 60 + band % 11)]
    with closing(sqlite3.connect(full)) as db:
        db.executemany("INSERT INTO claim_bands VALUES (?, ?)", many)
        db.commit()
    before = rows(full)["claim_bands"]
    go(full, "head")
    assert rows(full)["claim_bands"] == before
    with closing(sqlite3.connect(full)) as db:
        beside = db.execute("SELECT band, claim_id FROM claim_common_bands").fetchall()
    assert beside == [pair for pair in many if pair[1] > bands.COMMONPLACE]
    go(full, "0030")
    assert rows(full)["claim_bands"] == before


def test_tables_are_what_migrations_make(full):
    with engine.reader(full).connect() as connection:
        options = {"include_name": lambda name, type_, _: not (type_ == "table" and "_fts" in name)}
        context = MigrationContext.configure(connection, opts={"compare_type": True, **options})
        assert compare_metadata(context, metadata) == []


def test_names_say_what_a_revision_does():
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [name[:4] for name in names] == REVISIONS
    assert all("app" not in line.split() for name in names for line in _imports(name))


def _imports(name):
    lines = (MIGRATIONS / "versions" / name).read_text().splitlines()
    return [line.replace(".", " ") for line in lines if line.startswith(("import ", "from "))]


def _with_revision(tmp_path, body):
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy)
    head = REVISIONS[-1]
    (copy / "versions" / "9999_next.py").write_text(
        "from alembic import op\n"
        f"revision = '9999'\ndown_revision = '{head}'\nbranch_labels = depends_on = None\n"
        f"def upgrade():\n{body}\n"
        "def downgrade():\n    pass\n"
    )
    return copy


def test_a_failing_revision_leaves_nothing(full, tmp_path):
    before = rows(full)
    body = (
        "    op.execute('CREATE TABLE half (x)')\n"
        "    op.execute(\"INSERT INTO outlets (name) VALUES ('new')\")\n"
        "    raise RuntimeError('no further')"
    )
    with pytest.raises(RuntimeError, match="no further"):
        engine.migrate(full, _with_revision(tmp_path, body))
    assert rows(full) == before
    assert current(full) == REVISIONS[-1]


def test_a_revision_that_breaks_a_foreign_key_leaves_nothing(full, tmp_path):
    before = rows(full)
    body = "    op.execute('DELETE FROM articles')"
    with pytest.raises(RuntimeError, match="point nowhere"):
        engine.migrate(full, _with_revision(tmp_path, body))
    assert rows(full) == before


def test_a_database_with_rows_is_copied_before_it_is_migrated(full, tmp_path):
    before = rows(full)
    engine.migrate(full, _with_revision(tmp_path, "    op.execute('CREATE TABLE more (x)')"))
    copy = full.with_name(f"full.db.before-{REVISIONS[-1]}")
    assert rows(copy) == before
    assert "more" in rows(full)


def test_at_head_nothing_is_done_or_copied(full, tmp_path):
    names = sorted(tmp_path.iterdir())
    engine.migrate(full, MIGRATIONS)
    assert sorted(tmp_path.iterdir()) == names
    engine.require_head(full, MIGRATIONS)


def test_a_missing_or_older_or_newer_database_is_refused(full, tmp_path):
    with pytest.raises(StoreOutOfDate, match="no database"):
        engine.require_head(tmp_path / "none.db", MIGRATIONS)
    assert not (tmp_path / "none.db").exists()
    newer = _with_revision(tmp_path, "    pass")
    with pytest.raises(StoreOutOfDate, match="behind"):
        engine.require_head(full, newer)
    engine.migrate(full, newer)
    for step in (engine.require_head, engine.migrate):
        with pytest.raises(StoreOutOfDate, match="newer"):
            step(full, MIGRATIONS)


def test_what_was_begun_and_never_filled_is_made_and_what_holds_anything_is_its_owners(full, tmp_path):
    begun = tmp_path / "begun.db"
    engine.migrate(begun, MIGRATIONS)
    for path in (begun, full):
        go(path, "0012")
    engine.ready(begun, MIGRATIONS)
    engine.require_head(begun, MIGRATIONS)
    assert not list(tmp_path.glob("begun.db.before-*"))
    with pytest.raises(StoreOutOfDate, match="run `cuttings migrate` first"):
        engine.ready(full, MIGRATIONS)


def test_what_is_no_database_of_ours_is_left_alone(tmp_path):
    text = tmp_path / "notes.db"
    text.write_text("not a database at all, but long enough to look at twice")
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE birds (name)")
    for path, why in (
        (text, "not a database"),
        (other, "birds"),
        (tmp_path / "no" / "folder.db", "cannot be opened"),
    ):
        for step in (engine.migrate, engine.require_head):
            if step is engine.require_head and not path.exists():
                continue
            with pytest.raises((BadInput, StoreUnusable), match=why):
                step(path, MIGRATIONS)
    assert text.read_text().startswith("not a database at all")
    with closing(sqlite3.connect(other)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (1,)


def test_a_reader_cannot_write(full):
    with engine.reader(full).connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM outlets")


def test_wal_is_on(full):
    with closing(sqlite3.connect(full)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
