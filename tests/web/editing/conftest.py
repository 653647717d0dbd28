import sqlite3
from contextlib import closing

import pytest
from fastapi.testclient import TestClient

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from app.web.brake import Brake
from web.accounts import HERE, account, log_in


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    """A database without anything in it but accounts."""
    path = tmp_path_factory.mktemp("editing") / "editing.db"
    engine.migrate(path, place("migrations"))
    return path


@pytest.fixture(scope="session")
def _app(database):
    # No answer is kept: queries are counted.
    made = create_app(
        Settings(database=database, page_size=3, kept_answers=0, add_token="a token that nobody guesses")
    )
    yield made
    made.state.engine.dispose()
    made.state.writer.dispose()


@pytest.fixture
def app(_app, database):
    """A site with an account of every role: Rita reads, Edda judges, Ada looks after it."""
    with closing(sqlite3.connect(database)) as db, db:
        for table in ("acts", "editor_sessions", "editors"):
            db.execute(f"DELETE FROM {table}")
    for name, role in (("Rita", "reader"), ("Edda", "editor"), ("Ada", "admin")):
        account(_app, name, role)
    _app.state.logins_brake = Brake()
    return _app


@pytest.fixture
def stranger(app):
    """A browser that is not logged in."""
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False, headers=HERE)


@pytest.fixture
def edda(app):
    """A browser that an editor is logged in with."""
    return log_in(app, "Edda")


@pytest.fixture
def dump(database):
    """A function that gives all that the database holds, as one text."""

    def dumped():
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            return "\n".join(db.iterdump())

    return dumped
