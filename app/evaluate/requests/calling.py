"""Asking an app within this process: processor time of an answer, and the SQL that it took."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote

from sqlalchemy import event
from sqlalchemy.pool import Pool

from app.evaluate.requests.asked import Ask

Application = Callable[..., Awaitable[None]]
_HOST = b"bench"


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    size: int = 0
    body: bytes = b""
    """Kept only where it is asked for."""
    seconds: float = 0.0
    """Of processor time, all threads together."""


class Caller:
    """Asks an app one request after another, as one client does."""

    def __init__(self, web: Application) -> None:
        self._web = web
        self._runner = asyncio.Runner()

    def ask(self, asked: Ask, *, keep: bool = False, etag: str = "") -> Answer:
        """The answer to a request; `etag` says which answer is known already."""
        headers = [(b"host", _HOST)]
        if asked.block:
            headers += [(b"hx-request", b"true"), (b"hx-target", asked.block.encode())]
        if etag:
            headers.append((b"if-none-match", etag.encode()))
        path, _, query = asked.target.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": headers, "client": ("127.0.0.1", 1), "server": ("bench", 80), "state": {},
        }  # fmt: skip
        answer = Answer()
        begun = time.process_time()
        self._runner.run(self._send(scope, answer, keep=keep))
        answer.seconds = time.process_time() - begun
        return answer

    def close(self) -> None:
        """End the loop that requests ran in."""
        self._runner.close()

    async def _send(self, scope: dict[str, Any], answer: Answer, *, keep: bool) -> None:
        asked = False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if asked:
                await asyncio.Event().wait()
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
            elif message["type"] == "http.response.body":
                answer.size += len(message.get("body", b""))
                if keep:
                    answer.body += message.get("body", b"")

        await self._web(scope, receive, send)


@cache
def heard() -> list[str]:
    """The SQL of all connections that are opened from now on, as it is run; empty it before listening."""
    found: list[str] = []

    @event.listens_for(Pool, "connect")
    def hear(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(found.append)

    return found
