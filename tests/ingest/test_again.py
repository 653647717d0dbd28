"""What is as it was is neither read nor extracted; what failed is tried again."""

import json
import multiprocessing

import pytest
from filelock import FileLock
from sqlmodel import Session, select
from store.dumping import exact

from app import ingest
from app.errors import AppError
from app.reading.files import origins
from app.reading.given import Choices
from app.reading.origins import Origin, held
from app.records import Article, Facts, Read
from app.settings import place
from app.store import engine, journal
from app.store import tables as t
from ingest.running import NOW, ingested

CHOICES = Choices(2_000_000)
ANNA, BEN, EVA = (
    f"“We will {what},” said {who}."
    for what, who in (("go", "Ann Lee"), ("stay", "Ben Li"), ("sing", "Eva Ott"))
)


@pytest.fixture
def written(tmp_path):
    engine.migrate(tmp_path / "a.db", place("migrations"))
    made = engine.writer(tmp_path / "a.db")
    yield made
    made.dispose()


def became(outcomes):
    return [one.outcome for one in outcomes]


def lines(file, *texts):
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")


def test_a_file_that_changed_is_read_and_only_its_new_articles_are_extracted(tmp_path, written):
    file = tmp_path / "news.jsonl"
    lines(file, ANNA, BEN)
    first, outcomes = ingested(origins([file], CHOICES), written)
    assert became(outcomes) == ["new", "new"]
    again, outcomes = ingested(origins([file], CHOICES), written, workers=2)
    assert (became(outcomes), again.statements) == (["unchanged"] * 2, first.statements)
    assert multiprocessing.active_children() == []
    lines(file, EVA, BEN)
    _, outcomes = ingested(origins([file], CHOICES), written)
    assert became(outcomes) == ["new", "unchanged"]
    with Session(written) as db:
        gave = exact(db)["origin_articles"]
        assert len(gave) == 2
        assert {row.article_id for row in gave} == {2, 3}
        runs = db.exec(select(t.Run)).all()
        assert [(run.ended, run.new, run.unchanged) for run in runs] == [
            ("done", 2, 0),
            ("done", 0, 2),
            ("done", 1, 1),
        ]
        assert len(db.exec(select(t.Outcome)).all()) == 6


def test_an_origin_with_the_same_bytes_is_not_read(written):
    def never():
        pytest.fail("it is read")

    reads = [Read("a.txt", Article(ANNA, Facts()))]
    ingested([Origin("a.txt", lambda: iter(reads), lambda: "digest")], written)
    summary, outcomes = ingested([Origin("a.txt", never, lambda: "digest")], written)
    assert (became(outcomes), summary.unchanged) == (["unchanged"], 1)
    assert outcomes[0].article is not None


def test_what_failed_is_listed_and_tried_again(written):
    bad = Article("“We \ud800 will go,” said Anna Berg.", Facts())

    def reads(*articles):
        return lambda: iter(
            [Read(f"{n}", article, None if article else "torn") for n, article in enumerate(articles)]
        )

    def broken():
        yield Read("b", Article(BEN, Facts()))
        raise OSError("the line went dead")

    given = [
        Origin("mixed", reads(Article(ANNA, Facts()), bad, None), lambda: "1"),
        Origin("broken", broken, lambda: "1"),
        Origin("good", reads(Article(EVA, Facts())), lambda: "1"),
    ]
    _, outcomes = ingested(given, written)
    assert became(outcomes) == ["new", "failed", "failed", "new", "failed", "new"]
    assert "the line went dead" in outcomes[4].error
    assert ingest.failed_places(written) == ["mixed", "broken"]
    mended = Origin("mixed", reads(Article(ANNA, Facts())), lambda: "1")
    _, outcomes = ingested([mended], written)
    assert became(outcomes) == ["unchanged"]
    assert ingest.failed_places(written) == ["broken"]


def test_a_plan_tells_what_a_run_would_do_and_does_nothing(tmp_path, written):
    file = tmp_path / "news.jsonl"
    lines(file, ANNA)
    ingested(origins([file], CHOICES), written)
    with Session(written) as db:
        before = exact(db)
    url = "https://example.com/1"
    lines(file, ANNA, BEN)
    events = []
    plan = ingest.plan(
        [*origins([file], CHOICES), held("x", [Read("x", None, "torn")])], written, events.append
    )
    assert became(events) == ["unchanged", "new", "failed"]
    assert (plan.unchanged, plan.new, plan.failures, plan.run) == (1, 1, 1, None)
    with Session(written) as db:
        assert exact(db) == before
        assert len(db.exec(select(t.Run)).all()) == 1
    ingested([held("url", [Read("url", Article(ANNA, Facts(url=url)))])], written)
    ingest.plan([held("url", [Read("url", Article(BEN, Facts(url=url)))])], written, events.append)
    assert became(events[-1:]) == ["changed"]


def test_one_job_at_a_time(tmp_path, written):
    with Session(written) as db, db.begin():
        number = journal.begin(db, "watch", ["feeds.toml"], "x", NOW)
    lock = FileLock(tmp_path / "a.db.lock")
    with lock, pytest.raises(AppError, match=rf"Run {number} \(watch\) .* since 2024-05-01 00:00:00 UTC"):
        ingested([], written, patience=0.01)
    summary, _ = ingested([], written)
    with Session(written) as db:
        assert [run.ended for run in db.exec(select(t.Run))] == ["interrupted", "done"]
    assert summary.run == number + 1


def test_an_interrupted_run_says_so_and_how_far_it_came(written):
    def given():
        yield held("a", [Read("a", Article(ANNA, Facts()))])
        raise KeyboardInterrupt

    with pytest.raises(ingest.Stopped) as stopped:
        ingested(given(), written)
    assert stopped.value.summary.new == 1
    with Session(written) as db:
        (run,) = db.exec(select(t.Run)).all()
        assert (run.ended, run.new) == ("interrupted", 1)
        assert run.finished == NOW


def test_unchanged_outcomes_of_old_runs_are_only_counted(written):
    given = [held("a", [Read("a", Article(ANNA, Facts()))])]
    for _ in range(8):
        ingested(given, written)
    with Session(written) as db:
        kept = db.exec(select(t.Outcome)).all()
        assert [(one.run_id, one.outcome) for one in kept] == [
            (1, "new"),
            *((run, "unchanged") for run in (4, 5, 6, 7, 8)),
        ]
        assert [run.unchanged for run in db.exec(select(t.Run))] == [0, *[1] * 7]
