"""A folder to be in, with an empty database that every test has for itself, and the commands to run there."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import commands
from app.settings import place
from app.store import engine


@pytest.fixture(scope="session")
def _empty(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "cuttings.db"
    engine.migrate(path, place("migrations"))
    return path


@pytest.fixture
def folder(tmp_path, monkeypatch, _empty) -> Path:
    """The current folder, with an empty database."""
    shutil.copy(_empty, tmp_path / "cuttings.db")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(monkeypatch):
    """A function that runs a command in this process and gives its result."""
    monkeypatch.setenv("COLUMNS", "100")

    def ran(*words, code=0, given=b""):
        done = CliRunner().invoke(commands, list(words), input=given, prog_name="cuttings")
        assert done.exit_code == code, done.output
        return done

    return ran
