"""The queue is read once by a command, or by a process beside the pages that ends with them."""

from datetime import UTC, datetime

import pytest
from patience import until
from reading.site import Page, serving
from sqlmodel import Session

from app.cli.queueing import job_beside, read_queue
from app.errors import AppError
from app.settings import Settings, place
from app.store import attendance, engine, submissions
from app.store.submissions import Added


@pytest.fixture
def settings(tmp_path):
    chosen = Settings(database=tmp_path / "queue.db")
    engine.migrate(chosen.database, place("migrations"))
    return chosen


def test_what_waits_is_read_once(settings, capsys):
    assert read_queue(settings) == 0
    assert "Nothing waits" in capsys.readouterr().out
    written = engine.writer(settings.database)
    with Session(written) as db, db.begin():
        submissions.queue(db, [Added("file", "broken.jsonl", b"{")], datetime.now(UTC))
    written.dispose()
    with attendance.attending(settings.database), pytest.raises(AppError, match="already"):
        read_queue(settings)
    assert read_queue(settings) == 1
    assert "broken.jsonl, line 1: is not JSON" in capsys.readouterr().err


def test_all_that_waits_is_fetched_by_one_client(settings):
    with serving() as site:
        addresses = [site.put(f"/{n}.txt", Page(f"Day {n}.".encode(), "text/plain")) for n in range(2)]
        written = engine.writer(settings.database)
        with Session(written) as db, db.begin():
            submissions.queue(db, [Added("url", each) for each in addresses], datetime.now(UTC))
        written.dispose()
        chosen = settings.model_copy(update={"allow_local": True, "fetch_delay": 0.0})
        assert read_queue(chosen) == 0
        assert site.times() == {"/robots.txt": 1, "/0.txt": 1, "/1.txt": 1}


def test_the_job_beside_the_pages_ends_with_them(settings):
    with job_beside(settings):
        until(lambda: attendance.attended(settings.database), "no job attends to the queue")
    assert not attendance.attended(settings.database)
