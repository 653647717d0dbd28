import shutil
from pathlib import Path

import pytest
from sqlmodel import Session

from app.settings import place
from app.store import engine


@pytest.fixture(scope="session")
def _empty(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    engine.migrate(path, place("migrations"))
    return path


@pytest.fixture
def new_database(_empty, tmp_path):
    """A function that gives the path of one more empty database."""
    made = []

    def new() -> Path:
        path = tmp_path / f"{len(made)}.db"
        shutil.copy(_empty, path)
        made.append(path)
        return path

    return new


@pytest.fixture
def path(new_database) -> Path:
    return new_database()


@pytest.fixture
def db(path):
    """A session that writes, in one transaction that is never committed."""
    written = engine.writer(path)
    with Session(written) as session:
        yield session
    written.dispose()


@pytest.fixture(scope="session")
def identifier_sandbox(_empty, tmp_path_factory):
    """A function that opens a session whose writes are taken back when it ends."""
    path = tmp_path_factory.mktemp("sandbox") / "sandbox.db"
    shutil.copy(_empty, path)
    written = engine.writer(path)
    yield lambda: Session(written)
    written.dispose()
