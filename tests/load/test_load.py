"""Many readers, articles that come and an editor at once: everybody is answered, and no write is lost.

For five minutes, by two hundred readers beside an ingestion, with its figures:
``CUTTINGS_LOAD=300 pytest -n 0 -s -m load``. In short, articles are saved as they stand, without any model.
"""

import asyncio
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median, quantiles

import httpx
import pytest
from aside import ran
from sqlmodel import Session
from store.building import Draft, save
from web.accounts import CHEAP, PASSWORD

from app.cli.benching_site import SERVE, free_port
from app.evaluate import ingesting_load
from app.evaluate.archive.filling import fill
from app.evaluate.memory import anonymous
from app.evaluate.requests import asked, readers, samples, serving
from app.store import editors, engine
from load.crowd import Crowd

SECONDS = float(os.environ.get("CUTTINGS_LOAD", "2"))
FULL = SECONDS >= 60
READERS = 200 if FULL else 20
PATIENCE = 60
"""Seconds more in which a busy machine comes to the editor's first correction."""
MEMORY = 500
"""Megabytes that the server may hold."""
GROWTH = 1.2
"""Times as much at the end as after the first fifth, where it runs for minutes."""
STOPS = 35
"""Seconds in which it stops, with all that it is sending then."""

pytestmark = [pytest.mark.load, pytest.mark.dear]


class Editor(threading.Thread):
    """Somebody who corrects one statement after another; `taken` is what the server said it took."""

    def __init__(self, port: int, idents: list[str]) -> None:
        super().__init__()
        self.taken: list[str] = []
        self.later = 0
        self.wrong: list[str] = []
        self.over = threading.Event()
        self._idents = idents
        self._site = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"Sec-Fetch-Site": "same-origin"}, timeout=60
        )

    def run(self) -> None:
        """Log in, and go on until it is over."""
        with self._site as site:
            answer = self._sent("/login", {"name": "Edda", "password": PASSWORD})
            while not self.over.is_set() and self._idents and answer == 303:
                address = f"/review/s/{self._idents.pop()}"
                form = site.get(address)
                hidden = dict(re.findall(r'type="hidden" name="(csrf|basis)" value="([^"]*)"', form.text))
                self._sent(address, {**hidden, "verdict": "disputed", "reason": "Another paper denies it"})

    def _sent(self, address: str, fields: dict[str, str]) -> int:
        answer = self._site.post(address, data=fields)
        if made := re.search(r"\bdone=([0-9a-z]{8})", answer.headers.get("Location", "")):
            self.taken.append(made[1])
        elif answer.status_code == 503 and "Retry-After" in answer.headers:
            self.later += 1
        elif answer.status_code != 303:
            self.wrong.append(f"{address}: {answer.status_code}")
        return answer.status_code


@contextmanager
def _arriving(path: Path) -> Iterator[None]:
    """Articles come, by a process that ingests, or in short as they are saved at its end."""
    if FULL:
        news = path.with_name("news.jsonl")
        ingesting_load.write(news, int(60 * SECONDS))
        command = [
            sys.executable,
            "-m",
            "app",
            "ingest",
            str(news),
            "--database",
            str(path),
            "--workers",
            "1",
        ]
        with readers.beside(command, path):
            yield
        return
    over = threading.Event()

    def save_all() -> None:
        written = engine.writer(path)
        for number in count():
            if over.wait(0.05):
                break
            draft = Draft(
                f"“Quay {number} will close,” said Anna Berg.", url=f"https://news.example/{number}"
            )
            berg = draft.entity("Anna Berg")
            draft.statement(f"Quay {number} will close,", by=berg, cue=["said"], source=["Anna Berg"])
            with Session(written) as db, db.begin():
                save(db, draft)
        written.dispose()

    saving = threading.Thread(target=save_all)
    saving.start()
    yield
    over.set()
    saving.join()


def _verify(path: Path) -> None:
    command = [sys.executable, "-m", "app", "verify", "--database", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


async def _load(crowd: Crowd, editor: Editor, process: int) -> tuple[float, list[float]]:
    """Read for so long, then tell the server to stop among its readers: when that was, and what it held."""
    asking = asyncio.create_task(crowd.ask(READERS))
    begun, memory = time.monotonic(), []
    while (spent := time.monotonic() - begun) < SECONDS or (not editor.taken and spent < PATIENCE):
        await asyncio.sleep(0.5)
        memory.append(anonymous(process))
    editor.over.set()
    await asyncio.to_thread(editor.join)
    crowd.stopping, told = True, time.monotonic()
    os.kill(process, signal.SIGTERM)
    await asyncio.wait_for(asking, STOPS)
    return told, memory


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A made-up archive, with an editor."""
    path = tmp_path_factory.mktemp("load") / "load.db"
    fill(path, 10_000 if FULL else 200)
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        editors.add(db, "Edda", "editor", CHEAP.kept(PASSWORD), datetime.now(UTC))
    written.dispose()
    return path


def test_everybody_is_answered_and_no_write_is_lost(archive):
    # The made-up archive leaves a word of its own uncounted: nothing may come to that.
    port = free_port()
    targets = [each.target for each in asked.every(samples.of(archive))]
    with closing(sqlite3.connect(archive)) as db:
        idents = [row[0] for row in db.execute("SELECT ident FROM statements WHERE state = 'live'")]
    before = readers.articles(archive)
    crowd, editor = Crowd(port, targets), Editor(port, idents)
    serve = [sys.executable, "-c", SERVE, str(archive), str(port)]
    with _arriving(archive):
        with serving.running(serve, port) as server:
            editor.start()
            told, memory = ran(_load(crowd, editor, server.process))
        stopped = time.monotonic() - told
    came = readers.articles(archive) - before
    seen, taken = crowd.seen, editor.taken
    figures = (
        f"\n{READERS} readers, {SECONDS:.0f} s: {len(seen.times):,} answers, {dict(seen.statuses)}, "
        f"{seen.later} asked to come later, {len(seen.wrong)} wrong; "
        f"median {1000 * median(seen.times):.0f} ms, p95 {1000 * quantiles(seen.times, n=20)[-1]:.0f} ms; "
        f"{len(taken)} corrections taken, {editor.later} put off; {came} articles came; "
        f"memory {memory[len(memory) // 5]:.0f} to {memory[-1]:.0f} MB, at most {max(memory):.0f}; "
        f"stopped among them in {stopped:.1f} s, {seen.turned_away} turned away\n"
    )
    sys.stdout.write(figures)
    assert not seen.wrong
    # Some are asked for what is not there; most must have got what they asked for.
    assert seen.statuses[200] > len(seen.times) / 2
    assert not editor.wrong
    assert taken
    assert came
    assert max(memory) < MEMORY
    assert stopped < STOPS
    if FULL:
        fifth = len(memory) // 5
        assert median(memory[-fifth:]) < GROWTH * median(memory[fifth : 2 * fifth])
    with closing(sqlite3.connect(archive)) as db:
        kept = {row[0] for row in db.execute("SELECT ident FROM judgements")}
        failed = db.execute("SELECT count(*) FROM outcomes WHERE outcome = 'failed'").fetchone()[0]
    assert kept.issuperset(taken)
    assert not failed
    _verify(archive)
