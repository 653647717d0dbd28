import shutil
import socket
import threading
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
import uvicorn
from ingest.running import ingested
from patience import PATIENCE, until
from playwright.sync_api import expect, sync_playwright
from sqlmodel import Session
from store import journalling

from app.reading.files import origins
from app.reading.given import Choices
from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app

PASTED = (
    "“No decisions have been made yet,” said Sergei Naryshkin. “American bases are a factor of instability,” "
    "Nikita Danyuk stressed. “US bases are a destabilising factor,” said Danyuk. “We close our embassy.” "
    "“The reduction in the number of the US and coalition contingent began in 2014.”"
)
"""A text with a quotation for each answer."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=1000 * PATIENCE)


@contextmanager
def serving(path, **chosen):
    """A real server over a database, while the context lasts; what it gives is where."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(
            uvicorn.Config(create_app(Settings(database=path, **chosen)), log_level="warning")
        )
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        running.start()
        until(lambda: server.started, "the server does not start")
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        running.join(PATIENCE)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where a real server answers, over a database into which the two seeds were ingested."""
    path = tmp_path_factory.mktemp("browser") / "seeds.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    ingested(origins([place("seeds")], Choices(2_000_000)), written, datetime.now(UTC))
    with Session(written) as db, db.begin():
        journalling.keep(db)
    written.dispose()
    with serving(path) as at:
        yield at


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium; without one these tests are skipped, and say so."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"no Chromium on the path: looked for {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@contextmanager
def opened(chromium, **options):
    """A fresh browser context, which waits as long as a busy machine needs."""
    made = chromium.new_context(**options)
    made.set_default_timeout(1000 * PATIENCE)
    yield made
    made.close()


@pytest.fixture
def context(chromium, address):
    """A function that opens a fresh browser context on the server."""
    with ExitStack() as until_the_end:
        yield lambda **options: until_the_end.enter_context(opened(chromium, base_url=address, **options))


@pytest.fixture(scope="session")
def places(chromium, address):
    """The address of one page of each type."""
    found = {
        "home": "/", "quotes": "/quotes", "claims": "/claims?about=TJ", "speakers": "/speakers",
        "articles": "/articles", "search": "/search?q=bases", "country": "/country/TJ",
        "countries": "/countries", "methods": "/methods", "display": "/display", "outlets": "/outlets",
        "asking": "/check", "coverage": "/coverage", "corrections": "/corrections", "data": "/data",
        "runs": "/coverage/runs",
        "grouped": "/quotes?group=p", "without": "/quotes?not.kind=direct",
        "nothing": "/quotes?about=XX&kind=direct", "missing": "/nothing", "refused": "/quotes?sort=up",
    }  # fmt: skip
    with opened(chromium, base_url=address) as reader:
        page = reader.new_page()
        for name, start, selector in (
            ("direct", "/quotes?kind=direct", ".cutting .words a"),
            ("mixed", "/quotes?kind=mixed", ".cutting .words a"),
            ("indirect", "/quotes?kind=indirect", ".cutting .words a"),
            ("claim", "/claims?about=TJ", ".cutting .words a"),
            ("speaker", "/speakers?q=Naryshkin", ".cutting .title a"),
            ("article", "/articles", ".cutting .title a"),
            ("run", "/coverage/runs", "tbody tr:last-child th a"),
        ):
            page.goto(start)
            found[name] = page.locator(selector).first.get_attribute("href")
        beside = []
        for name in ("Kirby", "Naryshkin"):
            page.goto(f"/compare?name={name}")
            beside.append(page.url.partition("?")[2])  # one alone is called so
    found["compare"] = f"/compare?{'&'.join(beside)}&name=Alexander"
    found["check"] = f"/check?{urlencode({'q': PASTED})}"
    found["narrowed"] = found["article"] + "?kind=direct&q=military"
    found["version"] = "/".join(found["direct"].split("/")[:3]) + "/v1?w=2-4"
    found["embed"] = "/".join(found["direct"].split("/")[:3]) + "/embed"
    return found
