"""Killed at any moment, a command loses nothing: the database is whole, and the next run ends as ever.

`CUTTINGS_FAULTS=200 pytest -n0 -s -m faults` kills two hundred times, and tells what came of it.
"""

import json
import shutil
import socket
import sqlite3
import threading
import time
from contextlib import closing, suppress
from datetime import UTC, datetime

import httpx
import pytest
from alembic import command
from patience import PATIENCE, until
from sqlmodel import Session
from web.accounts import CHEAP, HERE, PASSWORD
from web.reading_pages import parse

from app.evaluate.ingesting_load import write
from app.evaluate.likeness import differing
from app.settings import place
from app.store import editors, engine, revisions
from app.store.verifying import verify
from faults.killing import KILLS, Starter, kill, killings, moments, share

pytestmark = [pytest.mark.faults, pytest.mark.dear]

ARTICLES = 6
OLDEST = "0012"
"""The revision that the old database has."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def starter(folder):
    with Starter(folder) as made:
        yield made


@pytest.fixture(scope="module")
def news(folder):
    write(folder / "news.jsonl", ARTICLES)
    return folder / "news.jsonl"


@pytest.fixture(scope="module")
def filled(starter, folder, news):
    """What nobody disturbed, and how long it took."""
    path = folder / "whole.db"
    return path, starter.done("ingest", news, "--workers", 1, "--database", path)


def is_whole(path):
    """Nothing is wrong with a database, whatever its schema."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    try:
        engine.require_head(path, place("migrations"))
    except engine.StoreOutOfDate:
        return
    found = list(verify(path))
    assert [(each.name, each.faults, each.left) for each in found if each.wrong or each.left] == []


def fresh(path, of=None):
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    if of is not None:
        shutil.copy(of, path)
    return path


def tell(what, kills, runs):
    print(f"\n{what}: killed {kills} times in {runs} runs, nothing lost")  # noqa: T201


def survives(starter, words, torn, *, whole, kills, longest, begin):
    """Kill a command at random moments, and again what goes on from there; where it ends, all is as it is
    in `whole`.
    """
    deaths = runs = 0
    begin()
    for moment in moments(4 * kills, longest, seed=kills):
        runs += 1
        # Workers whose master alone is killed find that out for themselves.
        end = starter.killed_at(moment, *words, alone=bool(runs % 2))
        deaths += end.killed
        if torn.exists() and torn.stat().st_size:
            is_whole(torn)
        if not end.killed:
            assert end.code == 0, end.said
            assert differing(whole, torn) == []
            begin()
        if deaths == kills:
            break
    starter.done(*words)
    is_whole(torn)
    assert differing(whole, torn) == []
    return deaths, runs


@pytest.mark.parametrize(("workers", "part"), [(1, 0.3), (2, 0.1)] if KILLS >= 100 else [(1, 0.3)])
def test_ingestion(starter, folder, news, filled, workers, part):
    whole, took = filled
    torn = folder / f"torn{workers}.db"
    words = ("ingest", news, "--workers", workers, "--database", torn)
    # A worker of its own loads the models first.
    longest = took.seconds if workers == 1 else took.seconds + 3
    done = survives(
        starter, words, torn, whole=whole, kills=share(part), longest=longest, begin=lambda: fresh(torn)
    )
    tell(f"ingest, workers {workers}", *done)


def test_ingestion_of_what_changed(starter, folder, news, filled):
    lines = [json.loads(line) for line in news.read_text("utf-8").splitlines()]
    for number, one in enumerate(lines):
        if number % 3 == 0:
            one["text"] = one["text"].replace("said", "told us", 1) + "\n\n“We begin again,” said Ida Brun."
        if number % 4 == 0:
            one["text"] = one["text"].partition("\n\n")[2] or one["text"]
    kept = news.read_bytes()
    whole, torn = folder / "changed.db", folder / "changing.db"
    fresh(whole, filled[0])
    news.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8")
    try:
        took = starter.done("ingest", news, "--workers", 1, "--database", whole)
        assert differing(filled[0], whole)
        words = ("ingest", news, "--workers", 1, "--database", torn)
        done = survives(
            starter,
            words,
            torn,
            whole=whole,
            kills=share(0.2),
            longest=took.seconds,
            begin=lambda: fresh(torn, filled[0]),
        )
    finally:
        news.write_bytes(kept)
    tell("ingest again, of what changed", *done)


@pytest.fixture(scope="module")
def old(folder, filled):
    """A database with rows in it, as an older version left it."""
    path = fresh(folder / "old.db", filled[0])
    opened = engine._engine(path, "BEGIN IMMEDIATE", "foreign_keys=OFF", "recursive_triggers=ON")
    config = revisions.config(place("migrations"))
    with opened.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, OLDEST)
    opened.dispose()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_migration(starter, folder, old):
    whole, torn = fresh(folder / "migrated.db", old), folder / "migrating.db"
    took = starter.done("migrate", "--database", whole)
    words, kills, deaths = ("migrate", "--database", torn), share(0.15), 0
    for killing in killings(kills, took, seed=2):
        fresh(torn, old)
        deaths += killing(starter, words).killed
        is_whole(torn)
        starter.done(*words)
        is_whole(torn)
        assert differing(whole, torn) == []
        # What is called a copy is one, however often it was begun.
        copies = sorted(torn.parent.glob(f"{torn.name}.before-*"))
        assert copies
        for copy in copies:
            is_whole(copy)
            with closing(sqlite3.connect(copy)) as db:
                assert db.execute("SELECT count(*) FROM articles").fetchone() == (ARTICLES,)
    tell("migrate", deaths, kills)


def test_backup(starter, folder, filled):
    kept = folder / "kept"
    words = ("backup", "make", kept, "--keep", 2, "--database", filled[0])
    took = starter.done(*words)
    kills, deaths = share(0.1), 0
    for killing in killings(kills, took, seed=3):
        deaths += killing(starter, words).killed
        for made in kept.glob("*.db"):
            is_whole(made)
            assert differing(filled[0], made) == []
    time.sleep(1)  # names tell the second
    starter.done(*words)
    assert len(list(kept.glob("*.db"))) == 2
    tell("backup make", deaths, kills)


def test_restoring(starter, folder, filled):
    """What stands in the database's place is all of the one, or all of the other, and neither is lost."""
    one = fresh(folder / "one.db", filled[0])
    with closing(sqlite3.connect(one)) as db:
        db.execute("UPDATE statements SET confidence = 0.5")
        db.commit()
    torn = folder / "restored.db"
    words = ("backup", "restore", filled[0], "--database", torn)
    fresh(torn, one)
    took = starter.done(*words)
    kills, deaths = share(0.1), 0
    for killing in killings(kills, took, seed=4):
        fresh(torn, one)
        deaths += killing(starter, words).killed
        assert torn.exists()
        is_whole(torn)
        assert [] in (differing(one, torn), differing(filled[0], torn))
        starter.done(*words)
        is_whole(torn)
        assert differing(filled[0], torn) == []
        assert any(not differing(one, each) for each in torn.parent.glob(f"{torn.name}.before-restore-*"))
    tell("backup restore", deaths, kills)


SENT = (
    {"verdict": "confirmed", "reason": ""},
    {"verdict": "speaker", "speaker": "new", "name": "Otto Neu"},
    {"verdict": "disputed", "reason": "It was never said"},
    {"verdict": "countries", "codes": "France, de", "reason": "Both are named"},
    {"verdict": "kind", "kind": "mixed", "reason": "Half of it is quoted"},
)
"""What an editor decides, one after the other, each of a statement of its own."""


@pytest.fixture(scope="module")
def edited(folder, filled):
    """A database with an editor."""
    path = fresh(folder / "edited.db", filled[0])
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        editors.add(db, "Edda", "editor", CHEAP.kept(PASSWORD), datetime.now(UTC))
    written.dispose()
    return path


class Site:
    """A server that is killed, and an editor who goes on where it was."""

    def __init__(self, starter, path):
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self._starter, self._path = starter, path
        self.browser = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", headers=HERE, timeout=PATIENCE)

    def begin(self):
        self.pid = self._starter.begin("serve", "--port", self.port, "--database", self._path)
        until(self._answers, "the server does not answer")

    def _answers(self):
        with suppress(httpx.TransportError):
            return self.browser.get("/robots.txt")

    def log_in(self):
        answer = self.browser.post("/login", data={"name": "Edda", "password": PASSWORD})
        assert answer.status_code == 303, answer.text

    def end(self):
        kill(self.pid)
        self.browser.close()
        return self._starter.end()

    def decide(self, ident, chosen):
        page = parse(self.browser.get(f"/review/s/{ident}").text)
        hidden = {name: next(page.all("input", name=name)).attributes["value"] for name in ("csrf", "basis")}
        sent = {"reason": "As it was heard", **hidden, **chosen}
        answer = self.browser.post(f"/review/s/{ident}", data=sent)
        assert answer.status_code == 303, answer.text


def judged(path):
    with closing(sqlite3.connect(path)) as db:
        return {subject for (subject,) in db.execute("SELECT subject FROM judgements")}


def test_corrections(starter, folder, edited):
    """What was answered to have been taken in is there, what was not is wholly there or not at all."""
    whole, torn = fresh(folder / "corrected.db", edited), folder / "correcting.db"
    with closing(sqlite3.connect(edited)) as db:
        statements = [ident for (ident,) in db.execute("SELECT ident FROM statements ORDER BY id LIMIT 20")]
    orders = [(ident, SENT[number % len(SENT)]) for number, ident in enumerate(statements)]
    site = Site(starter, whole)
    site.begin()
    site.log_in()
    begun = time.monotonic()
    for order in orders:
        site.decide(*order)
    took = time.monotonic() - begun
    site.end()
    kills, deaths, accepted = share(0.15), 0, 0
    while deaths < kills:
        fresh(torn, edited)
        sure, left = set(), iter(orders)
        site = Site(starter, torn)
        site.begin()
        site.log_in()
        for moment in moments(4, took / 2, seed=deaths):
            killer = threading.Timer(moment, kill, [site.pid])
            killer.start()
            with suppress(httpx.TransportError):
                for order in left:
                    site.decide(*order)
                    sure.add(order[0])
            killer.join()
            assert starter.end().killed
            deaths += 1
            is_whole(torn)
            found = judged(torn)
            assert sure <= found
            accepted += len(sure)
            left = iter([order for order in orders if order[0] not in found])
            site.begin()
        for order in left:
            site.decide(*order)
        site.end()
        is_whole(torn)
        # Sessions and what was typed again after a death are others: what was judged is not.
        assert judged(torn) == judged(whole)
    tell(f"corrections ({accepted} taken in)", deaths, deaths)
