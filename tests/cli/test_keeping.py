"""`cuttings verify` and `cuttings backup` as they are called."""

import json
import sqlite3
from contextlib import closing

import pytest
from filelock import FileLock
from sqlmodel import Session
from store.building import save, talks

from app.store import engine


@pytest.fixture
def filled(folder):
    written = engine.writer(folder / "cuttings.db")
    with Session(written) as db, db.begin():
        save(db, talks())
    written.dispose()
    return folder


def test_verify_tells_what_it_looked_at_and_ends_well(filled, run):
    told = run("verify").stdout
    assert "well  quotations (2)" in told
    assert told.splitlines()[-1].endswith("things looked at, all of them well.")


def test_verify_names_what_is_wrong_and_ends_with_1(filled, run):
    with closing(sqlite3.connect("cuttings.db")) as db:
        db.execute("UPDATE claims SET start = start + 1 WHERE id = 1")
        db.commit()
        (ident,) = db.execute("SELECT ident FROM claims WHERE id = 1").fetchone()
    told = run("verify", code=1).stdout
    assert f"/c/{ident}: its words are not those that the article has there" in told
    assert told.splitlines()[-1].endswith("1 of them wrong.")
    rows = [json.loads(line) for line in run("verify", "--json", code=1).stdout.splitlines()]
    assert [row["name"] for row in rows if row["wrong"]] == ["claims"]


def test_a_backup_is_made_listed_and_put_back(filled, run):
    run("backup", "make", "--keep", "1")
    (made,) = (filled / "backups").glob("cuttings-*.db")
    assert made.name in run("backup", "list").stdout
    assert "restart" in run("backup", "restore", str(made)).stdout
    assert len(list(filled.glob("cuttings.db.before-restore-*"))) == 1
    run("verify")


def test_nothing_is_put_back_under_a_job(filled, run):
    run("backup", "make", "kept")
    (made,) = (filled / "kept").iterdir()
    with FileLock("cuttings.db.lock"):
        assert "A job is at work on cuttings.db" in run("backup", "restore", str(made), code=1).stderr
