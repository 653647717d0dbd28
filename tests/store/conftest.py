import shutil
from pathlib import Path

import pytest
from sqlmodel import Session

from app.settings import place
from app.store import engine
from app.store.queries.filters import Filter
from app.store.queries.speakers import speakers
from store import archive


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


@pytest.fixture(scope="session")
def filled(_empty, tmp_path_factory):
    """An engine that reads the archive, some of it doubted, and all that its readers are shown."""
    path = tmp_path_factory.mktemp("archive") / "archive.db"
    path.write_bytes(_empty.read_bytes())
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        said, claimed = archive.fill(db, doubted=True)
    return engine.reader(path, shown_from=archive.SHOWN_FROM), said, claimed


@pytest.fixture(scope="session")
def idents(filled):
    """By name, a speaker's identifier; unknown ones are themselves."""
    with Session(filled[0]) as db:
        return {row.speaker.name: row.speaker.ident for row in speakers(db, Filter()).rows}
