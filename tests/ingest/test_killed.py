"""Killed over and over and run again, the job ends where it ends when nobody disturbs it."""

import shutil
import sqlite3
from contextlib import closing

from app.cli.benching import ingested
from app.evaluate.ingesting_load import killed, moments, new, write
from app.evaluate.likeness import differing

ARTICLES = 30


def test_a_run_killed_three_times_ends_with_the_same_rows(tmp_path):
    news = tmp_path / "news.jsonl"
    write(news, ARTICLES)
    whole, torn = (new(tmp_path / name) for name in ("whole.db", "torn.db"))
    ingested(news, whole, 1, lambda _: None)
    assert killed(ingested, news, torn, 1, moments(3, ARTICLES, 0.1, seed=4)) == 3
    ingested(news, torn, 1, lambda _: None)
    assert differing(whole, torn) == []
    with closing(sqlite3.connect(torn)) as db:
        ends = [ended for (ended,) in db.execute("SELECT ended FROM runs ORDER BY id")]
        assert ends == ["interrupted"] * 3 + ["done"]
        became = dict(db.execute("SELECT outcome, count(*) FROM outcomes GROUP BY outcome"))
        assert became["new"] + became.get("changed", 0) == ARTICLES
    # What compares them tells one word from another, and a speaker from another.
    other = tmp_path / "other.db"
    for change in (
        "UPDATE statements SET confidence = 0.123 WHERE id = 1",
        "UPDATE entities SET speaker_id = (SELECT max(id) FROM speakers) WHERE id = 1",
        "DELETE FROM origin_articles WHERE article_id = 7",
    ):
        shutil.copy(whole, other)
        with closing(sqlite3.connect(other)) as db:
            assert db.execute(change).rowcount == 1
            db.commit()
        assert differing(whole, other)
