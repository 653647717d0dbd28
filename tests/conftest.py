"""What every test has in common."""

import os
import signal
from collections.abc import Generator

import pytest
import structlog
from hypothesis import settings
from reading.newsroom import furnish
from reading.site import Site, serving

from app.extract.pipeline import Models, load
from app.settings import Settings

# Machines differ in speed, and a slow first example (a model, a table of countries) is no failure.
settings.register_profile("cuttings", deadline=None)
settings.load_profile("cuttings")
# A shell has what it begins in the background ignore this, and so would the commands that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files marked as dear come first: processes then end at about the same time."""
    items.sort(key=lambda item: item.get_closest_marker("dear") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a browser is required, a browser test that is skipped has failed."""
    report = yield
    required = os.environ.get("CUTTINGS_BROWSER") == "required"
    if report.skipped and required and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"CUTTINGS_BROWSER=required, and yet skipped: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CUTTINGS_{name.upper()}", raising=False)


@pytest.fixture
def site() -> Generator[Site]:
    """A news site on loopback, where everything stands that `reading.newsroom` puts there."""
    with serving() as site:
        yield furnish(site)


@pytest.fixture(autouse=True)
def _log_as_before() -> Generator[None]:
    """A command run within a test logs to that test's standard error, which is closed after it."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def models() -> Models:
    """The language model, loaded once for all tests."""
    return load()
