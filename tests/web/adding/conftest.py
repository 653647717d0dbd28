import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, text

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from app.web.brake import Brake
from web.reading_pages import parse

TOKEN = "a token that nobody guesses"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """A database without anything in it."""
    path = tmp_path_factory.mktemp("adding") / "empty.db"
    engine.migrate(path, place("migrations"))
    return path


@pytest.fixture
def waiting(empty):
    """A function that gives every row of the queue, which is empty when a test begins."""
    written = engine.writer(empty)
    with Session(written) as db, db.begin():
        db.connection().execute(text("DELETE FROM submissions"))

    def rows():
        with Session(written) as db:
            return db.connection().execute(text("SELECT * FROM submissions ORDER BY id")).mappings().all()

    yield rows
    written.dispose()


@pytest.fixture(scope="session")
def app(empty):
    """A site with a token."""
    return create_app(Settings(database=empty, add_token=TOKEN, upload_limit=200_000, article_limit=50_000))


@pytest.fixture
def closed(app):
    """A browser at the site that does not know its token."""
    app.state.brake = Brake()
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def site(closed):
    """The same after the token was given."""
    answer = closed.post("/add/token", data={"token": TOKEN}, headers=HERE)
    assert answer.status_code == 303
    return closed


@pytest.fixture
def form(site):
    """What shows that a form was made for this browser."""
    return next(parse(site.get("/add").text).all("input", name="form")).attributes["value"]


@pytest.fixture
def send(site, form):
    """A function that sends one of the forms."""

    def send_one(way, files=None, **fields):
        # Always in parts, as the page's forms are.
        parts = [("form", (None, fields.pop("form", form))), ("way", (None, way))]
        parts += [(name, (None, value)) for name, value in fields.items()]
        parts += [("files", each) for each in files or ()]
        return site.post("/add", files=parts, headers=HERE)

    return send_one
