"""What every test has in common."""

import pytest
from hypothesis import settings

from app.extract.pipeline import Models, load
from app.settings import Settings

# Machines differ in speed, and a slow first example (a model, a table of countries) is no failure.
settings.register_profile("cuttings", deadline=None)
settings.load_profile("cuttings")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CUTTINGS_{name.upper()}", raising=False)


@pytest.fixture(scope="session")
def models() -> Models:
    """The language model, loaded once for all tests."""
    return load()
