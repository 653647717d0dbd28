"""The queue's part of the job: what was added is read once and in order, whatever ends the job in between."""

import json
from datetime import UTC, datetime

import pytest
from reading.newsroom import path
from reading.stories import FERRY
from sqlmodel import Session, text

from app.errors import AppError
from app.ingest import Options, Stopped, queue, run
from app.reading.fetch import Fetcher
from app.reading.given import Choices
from app.reading.network.asking import Manners
from app.reading.network.guard import Network
from app.records import Outcome
from app.settings import place
from app.store import engine, submissions
from app.store.queries.submissions import recent, submission
from app.store.submissions import Added

NOW = datetime(2024, 5, 1, tzinfo=UTC)
PASTED = Added(
    "text", "Talks", "“We will go,” said Anna Berg.".encode(), {"title": "Talks", "outlet": "Dagen"}
)


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "queue.db"
    engine.migrate(path, place("migrations"))
    opened = engine.writer(path)
    yield opened
    opened.dispose()


def unasked():
    raise AssertionError("nothing is to be fetched")


MEANS = queue.Means(unasked, Choices(2_000_000), lambda: NOW)


def add(written, *added):
    with Session(written) as db, db.begin():
        return submissions.queue(db, added, NOW)


def told(written, ident):
    with Session(written) as db:
        return submission(db, ident)


def test_what_was_added_is_read_in_order_and_its_body_is_not_kept(written):
    lines = json.dumps({"text": "“No,” said Ben Okafor.", "title": "No"}) + "\n{broken\n"
    idents = add(written, PASTED, Added("file", "two.jsonl", lines.encode()), Added("file", "odd.exe", b"MZ"))
    events = []
    assert queue.process(written, MEANS, events.append) == 3
    assert [one.outcome for one in events if isinstance(one, Outcome)] == ["new", "new", "failed", "failed"]
    pasted, lines, odd = (told(written, ident) for ident in idents)
    assert (pasted.state, [each.title for each in pasted.became]) == ("done", ["Talks"])
    assert pasted.became[0].statements == 1
    assert lines.state == "done"
    assert [each.outcome for each in lines.became] == ["new", "failed"]
    assert "is not JSON" in lines.became[1].error
    assert (odd.state, odd.became[0].error) == ("failed", "is of an unknown kind")
    with Session(written) as db:
        rows = db.connection().execute(text("SELECT body FROM submissions")).scalars().all()
        stated = db.connection().execute(text("SELECT file_name FROM articles WHERE title = 'Talks'"))
        kinds = db.connection().execute(text("SELECT kind FROM runs")).scalars().all()
        assert rows == [None, None, None]
        assert stated.scalar() is None, "a pasted text was in no file"
        assert kinds == ["queue"] * 3
    assert queue.process(written, MEANS, events.append) == 0


def test_interrupted_it_waits_again_and_is_read_by_the_next(written):
    (ident,) = add(written, PASTED)

    def interrupt(event):
        if isinstance(event, Outcome):
            raise KeyboardInterrupt

    with pytest.raises(Stopped):
        queue.process(written, MEANS, interrupt)
    assert told(written, ident).state == "queued"
    assert queue.process(written, MEANS, lambda _: None) == 1
    assert [each.outcome for each in told(written, ident).became] == ["unchanged"]


def test_what_was_left_by_a_killed_job_is_read_again_but_not_for_ever(written):
    left, ended, after = add(
        written, PASTED, Added("file", "ends_it.txt", b"x"), Added("file", "a.txt", b"Words.")
    )
    with Session(written) as db, db.begin():
        submissions.begin(db, left)
        for _ in range(queue.MOST_TIMES):
            submissions.begin(db, ended)
    assert queue.process(written, MEANS, lambda _: None) == 3
    assert [told(written, ident).state for ident in (left, ended, after)] == ["done", "failed", "done"]
    assert "ended 3 times" in told(written, ended).became[0].error


def test_while_another_job_is_at_work_all_waits(written, monkeypatch):
    (ident,) = add(written, PASTED)
    monkeypatch.setattr(queue, "Options", lambda **given: Options(**given, patience=0.05))
    busy = []

    def origins():
        with pytest.raises(AppError, match="is at work"):
            queue.process(written, MEANS, lambda _: None)
        busy.append(told(written, ident).state)
        yield from ()

    run(origins(), written, Options(), lambda: NOW, lambda _: None)
    assert busy == ["queued"]


def test_of_many_articles_the_first_are_told_and_all_are_counted(written, monkeypatch):
    monkeypatch.setattr(queue, "_TOLD", 2)
    lines = "".join("{}\n" for _ in range(5))
    (ident,) = add(written, Added("file", "many.jsonl", lines.encode()))
    queue.process(written, MEANS, lambda _: None)
    view = told(written, ident)
    assert [each.number for each in view.became] == [1, 1, 3]
    assert view.became[2].outcome == "failed"


def test_an_address_is_fetched_by_the_job(written, site):
    address = site.address(path(FERRY))
    ident, refused = add(written, Added("url", address), Added("url", site.address("/nothing")))
    means = queue.Means(
        lambda: Fetcher(manners=Manners(delay=0), network=Network(allow_local=True)),
        Choices(2_000_000),
        lambda: NOW,
    )
    queue.process(written, means, lambda _: None)
    assert told(written, ident).state == "done"
    assert told(written, refused).state == "failed"
    assert "404" in told(written, refused).became[0].error
    with Session(written) as db:
        assert [each.ident for each in recent(db, 9)] == [refused, ident]
