"""Forms that wait for somebody else to end writing do not hold up those who read."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
from patience import PATIENCE, until

from app.settings import Settings
from app.store import engine
from app.web.app import create_app
from web.accounts import CHEAP, HERE
from web.test_connections import served

FORMS = 50
"""More than the server has threads."""


class Site:
    """What `served` serves."""

    def __init__(self, path):
        # Only the forms are slow here: nothing is kept, and no password takes long to try.
        self.app = create_app(Settings(database=path, kept_answers=0, wrong_logins_per_minute=10**6))
        self.app.state.passwords = CHEAP


def test_pages_are_answered_while_more_forms_wait_than_there_are_threads(database, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 4000 * PATIENCE)
    path = shutil.copy(database, tmp_path / "cuttings.db")
    with served(Site(path)) as (_, port), ThreadPoolExecutor(FORMS) as senders:
        address = f"http://127.0.0.1:{port}"

        def send(number):
            form = {"name": f"nobody {number}", "password": "not at all"}
            return httpx.post(f"{address}/login", data=form, headers=HERE, timeout=4 * PATIENCE)

        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            sent = [senders.submit(send, number) for number in range(FORMS)]
            until(lambda: sum(each.done() for each in sent) >= FORMS - engine.WAITING, "all wait")
            assert httpx.get(f"{address}/quotes", timeout=PATIENCE).status_code == 200
            refused = [each.result() for each in sent if each.done()]
            other.execute("COMMIT")
        answers = [each.result() for each in sent]
    assert len(refused) == FORMS - engine.WAITING
    for answer in refused:
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
        assert "Nothing was changed" in answer.text
    assert sorted(each.status_code for each in answers if each not in refused) == [403] * engine.WAITING
