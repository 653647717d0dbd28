"""Backups: of one moment while others write, and put back only when whole."""

import random
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest
from patience import until
from sqlmodel import Session

from app.comparing import comparing
from app.errors import BadInput
from app.settings import place
from app.store import backup, engine
from app.store.erasing import erase_article
from app.store.verifying import verify
from store.building import LATER, NOW, save, talks
from store.dumping import natural


def migrate(path):
    engine.migrate(path, place("migrations"))


def verified(path):
    return list(verify(path))


def contents(path):
    read = engine.reader(path)
    with Session(read) as db:
        found = natural(db)
    read.dispose()
    return found


@pytest.fixture
def filled(path):
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks())
    yield path
    written.dispose()


def change(path, said="We will talk to nobody in Kabul."):
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks(said=said, file_name="other.txt"), LATER)
    written.dispose()


def test_what_was_backed_up_comes_back_and_the_rest_lies_aside(filled, tmp_path):
    before = contents(filled)
    made = backup.make(filled, tmp_path / "kept", NOW)
    change(filled)
    after = contents(filled)
    former, erased = backup.restore(made.path, filled, migrate, verified, LATER)
    assert contents(filled) == before
    assert contents(former) == after
    assert erased == ()
    assert sorted(path.name for path in filled.parent.glob("*.restoring*")) == []


def test_a_backup_is_of_one_moment_while_others_write(filled, tmp_path):
    stop, wrote = threading.Event(), []

    def writing():
        with closing(sqlite3.connect(filled, isolation_level=None)) as db:
            db.execute("PRAGMA busy_timeout = 10000")
            while not stop.is_set():
                # Two rows that belong together, in one transaction.
                db.execute("BEGIN IMMEDIATE")
                for word in ("left", "right"):
                    db.execute("INSERT INTO words VALUES (?, 1)", (f"{word}{len(wrote)}",))
                db.execute("COMMIT")
                wrote.append(1)

    thread = threading.Thread(target=writing)
    thread.start()
    try:
        until(lambda: wrote)
        made = [backup.make(filled, tmp_path, NOW + timedelta(seconds=number)) for number in range(5)]
    finally:
        stop.set()
        thread.join()
    for one in made:
        with closing(sqlite3.connect(one.path)) as db:
            halves = "SELECT count(*) FROM words WHERE word GLOB ? || '[0-9]*'"
            left, right = (db.execute(halves, (word,)).fetchone()[0] for word in ("left", "right"))
        assert left == right


def test_only_the_newest_are_kept(filled, tmp_path):
    folder = tmp_path / "kept"
    made = [backup.make(filled, folder, NOW + timedelta(days=day)) for day in range(4)]
    stranger = folder / f"{filled.stem}-notes.db"
    stranger.write_text("not ours")
    gone = backup.prune(folder, filled.stem, 2, made[-1].path)
    assert len(gone) == 2
    assert [one.made - NOW for one in backup.listed(folder, filled.stem)] == [
        timedelta(days=3),
        timedelta(days=2),
    ]
    assert stranger.exists()


def test_what_is_not_whole_is_not_put_back(filled, tmp_path):
    made = backup.make(filled, tmp_path / "kept", NOW)
    with closing(sqlite3.connect(made.path)) as db:
        db.execute("DROP TRIGGER versions_stand")
        db.execute("UPDATE versions SET words = 'Never said.'")
        db.commit()
    before = contents(filled)
    with pytest.raises(BadInput, match="not whole, and was not put back: quotations"):
        backup.restore(made.path, filled, migrate, verified, LATER)
    assert contents(filled) == before
    assert not list(filled.parent.glob("*restor*"))


@pytest.mark.parametrize("damage", ["torn", "cut", "no database"])
def test_a_damaged_backup_is_an_error_and_changes_nothing(filled, tmp_path, damage):
    made = backup.make(filled, tmp_path / "kept", NOW)
    held = bytearray(made.path.read_bytes())
    for at in range(4096, len(held), 3 * 4096):
        held[at : at + 200] = random.Random(at).randbytes(200)
    made.path.write_bytes({"torn": held, "cut": held[: len(held) // 2], "no database": b"x" * 9000}[damage])
    before = contents(filled)
    with pytest.raises(BadInput):
        backup.restore(made.path, filled, migrate, verified, LATER)
    assert contents(filled) == before


def test_a_damaged_database_makes_no_backup(filled, tmp_path):
    held = bytearray(filled.read_bytes())
    for at in range(10 * 4096, len(held), 5 * 4096):
        held[at : at + 64] = random.Random(at).randbytes(64)
    filled.write_bytes(held)
    kept = tmp_path / "kept"
    with pytest.raises((BadInput, backup.AppError)):
        backup.make(filled, kept, NOW)
    assert not list(kept.iterdir())


def test_what_was_erased_since_is_named(filled, tmp_path):
    made = backup.make(filled, tmp_path / "kept", NOW)
    written = engine.writer(filled)
    with Session(written) as db, db.begin():
        ident = db.connection().exec_driver_sql("SELECT ident FROM articles").scalar_one()
        erase_article(db, ident, comparing(), LATER)
    written.dispose()
    _, erased = backup.restore(made.path, filled, migrate, verified, LATER)
    assert erased == (ident,)
