"""`cuttings runs`: the journal in a terminal and for machines."""

import json

import pytest
from sqlmodel import Session
from store import journalling
from store.archive import fill

from app.store import engine


@pytest.fixture
def kept(folder):
    written = engine.writer(folder / "cuttings.db")
    with Session(written) as db, db.begin():
        fill(db, articles=7)
        journalling.keep(db)
    written.dispose()


def test_runs_are_listed(kept, run):
    lines = run("runs").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["Run", "3", "2", "1"]
    assert "not finished" in lines[1]
    assert "4 min 12 s" in lines[3]
    assert "There are 3: --limit 3 shows them all." in run("runs", "--limit", "1").stdout
    told = [json.loads(line) for line in run("runs", "--json").stdout.splitlines()]
    assert [(each["number"], each["new"], each["ended"]) for each in told] == [
        (3, 0, None), (2, 0, "interrupted"), (1, 7, "done"),
    ]  # fmt: skip


def test_a_run_tells_what_became_of_every_article(kept, run):
    whole = run("runs", "1").stdout
    assert whole.count("\nnew ") == 7
    assert whole.count("\nfailed ") == 4
    failed = run("runs", "1", "--failed").stdout
    assert "failed     /srv/news/in/old.txt: is not UTF-8: byte 12 is 0x80 (invalid start byte)" in failed
    assert "\nnew " not in failed
    assert "3 more: --limit 4 shows them all." in run("runs", "1", "--failed", "--limit", "1").stdout
    assert "read as windows-1252, by guess" in run("runs", "2").stdout
    told = [json.loads(line) for line in run("runs", "1", "--failed", "--json").stdout.splitlines()]
    assert [each["place"] for each in told] == [place for place, _ in journalling.FAILED]


def test_what_is_not_there_is_said(folder, run):
    assert run("runs").stdout == "Nothing was read into this database yet.\n"
    assert "There is no run 7" in run("runs", "7", code=1).stderr
    run("runs", "x", code=2)
    assert "There is no database" in run("runs", "--database", "none.db", code=1).stderr
    assert not (folder / "none.db").exists()
