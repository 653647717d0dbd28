"""The clock was put back: nothing lasts longer for it than it may, nothing new is taken for old."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session
from store.building import NOW, save, talks
from typer.testing import CliRunner

from app.cli import commands
from app.settings import place
from app.store import attempts, backup, editors, engine, logins
from app.store.attempts import Attempt
from app.store.queries.views.watched import FeedState
from app.store.verifying import verify
from app.watch.planning import due
from app.watch.watchlist import watchlist

pytestmark = pytest.mark.faults

LATER = NOW + timedelta(days=900)
"""What the clock said, before it was put back to now."""


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "cuttings.db"
    engine.migrate(made, place("migrations"))
    return made


@pytest.fixture
def written(path):
    made = engine.writer(path)
    yield made
    made.dispose()


def test_an_article_that_changed_is_read_as_the_newest(path, written):
    with Session(written) as db, db.begin():
        save(db, talks(file_name="talks.txt"), LATER)
    with Session(written) as db, db.begin():
        changed = talks(said="We will talk to nobody in Kabul.", file_name="talks.txt")
        assert save(db, changed, NOW).outcome == "changed"
    assert [one.faults for one in verify(path) if one.wrong or one.left] == []
    with Session(written) as db:
        sql = "SELECT c.text FROM captures AS c ORDER BY c.id DESC LIMIT 1"
        assert "We will talk to nobody in Kabul." in db.connection().exec_driver_sql(sql).scalar_one()
        stands = "SELECT count(*) FROM versions AS v JOIN statements AS s ON s.id = v.statement_id"
        new = f"{stands} AND s.version = v.number WHERE v.words = 'We will talk to nobody in Kabul.'"
        assert db.connection().exec_driver_sql(new).scalar_one() == 1


def test_no_session_and_no_wait_outlasts_its_longest(written):
    with Session(written) as db, db.begin():
        edda = editors.add(db, "Edda", "editor", "kept", LATER)
        secret = logins.begin(db, edda, LATER)
        assert logins.find(db, secret, LATER)
        assert logins.find(db, secret, LATER - timedelta(minutes=1)), "clocks are set right by a little often"
        assert logins.find(db, secret, NOW) is None
        assert logins.lasting(db, NOW) == ()
        for _ in range(attempts.TRIES):
            assert attempts.judge(db, Attempt("Edda", "kept", right=False), LATER) is None
        right = Attempt("Edda", "kept", right=True)
        assert attempts.judge(db, right, LATER) is None
        assert attempts.judge(db, right, NOW) == edda


def test_the_backup_just_made_is_kept(path, tmp_path):
    kept = tmp_path / "kept"
    ahead = datetime.now(UTC) + timedelta(days=9)
    for day in range(3):
        backup.make(path, kept, ahead + timedelta(days=day))
    words = ["backup", "make", str(kept), "--keep", "2", "--database", str(path)]
    done = CliRunner().invoke(commands, words)
    assert done.exit_code == 0, done.output
    made, other = sorted(each.path for each in backup.listed(kept, path.stem))
    assert str(made) in done.output.splitlines()[0]
    assert f"{other} is of a later moment than this one: was the clock put back?" in done.output


def test_a_former_database_is_never_written_over(path, written, tmp_path):
    made = backup.make(path, tmp_path / "kept", NOW)
    written.dispose()
    formers = {backup.restore(made.path, path, lambda _: None, lambda _: [], NOW)[0] for _ in range(2)}
    assert len(formers) == 2
    assert all(each.exists() for each in formers)


def test_what_is_watched_is_looked_at(path):
    (feed,) = watchlist(b'[[feed]]\nurl = "https://example.com/feed"\nevery = "1h"\n')
    looked = FeedState(feed.url, "feed", polled=LATER, due=LATER + timedelta(hours=1), failures=0)
    assert due(feed, looked, LATER) > LATER
    assert due(feed, looked, NOW) <= NOW
