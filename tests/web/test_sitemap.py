"""The map of the site, as crawlers take it."""

import asyncio

from aside import ran

from app.settings import Settings
from app.web.app import create_app
from app.web.routes import sitemap


def test_whoever_takes_a_map_slowly_holds_no_transaction(database, monkeypatch):
    """One that lasts is stopped as a slow query is: maps broke off while many readers were served."""
    monkeypatch.setattr(sitemap, "_AT_ONCE", 1)
    app = create_app(Settings(database=database))
    pieces, held = [], []

    waiting = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        # Whoever streams listens for the reader's going away, which does not come.
        return waiting.pop() if waiting else await asyncio.get_running_loop().create_future()

    async def send(message):
        if message["type"] == "http.response.body":
            pieces.append(message["body"])
            held.append(app.state.engine.pool.checkedout())

    scope = {"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": ""}
    scope |= {"path": "/sitemap/statements-1.xml", "query_string": b"", "client": ("127.0.0.1", 1)}
    ran(app({**scope, "headers": [(b"host", b"testserver")]}, receive, send))
    assert sum(b"<loc>" in piece for piece in pieces) > 2
    assert held[1:] == [0] * len(pieces[1:])
