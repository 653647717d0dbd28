import pytest
from fastapi.testclient import TestClient

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from app.web.brake import Brake
from web.accounts import HERE, account, log_in


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """A site with an account of every role: Rita reads, Edda judges, Ada looks after it."""
    path = tmp_path_factory.mktemp("editing") / "editing.db"
    engine.migrate(path, place("migrations"))
    made = create_app(Settings(database=path))
    for name, role in (("Rita", "reader"), ("Edda", "editor"), ("Ada", "admin")):
        account(made, name, role)
    return made


@pytest.fixture
def stranger(app):
    """A browser that is not logged in, and has not typed anything wrong lately."""
    app.state.logins_brake = Brake()
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False, headers=HERE)


@pytest.fixture
def edda(app):
    """A browser that an editor is logged in with."""
    return log_in(app, "Edda")
