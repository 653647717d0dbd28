"""A number, a line in the log and a count for every request; nothing of who asked, and nothing of what."""

import re
import secrets
import time
from collections.abc import Sequence

import structlog
from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import UNIX
from app.web.operating.measures import Measures
from app.web.operating.patterns import Patterns

ID = "cuttings.request"
"""What the scope of a request holds: the number that it goes by in the log."""
PROBES = frozenset(("/healthz", "/readyz", "/metrics"))
"""What machines ask for every few seconds; of these the log tells nothing unless it tells everything."""
_HEADER = b"x-request-id"
_TOLD = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""A number that a proxy gave: whatever else it might hold could break out of a line of the log."""
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))

_log = structlog.get_logger()


class Requests:
    """ASGI middleware, around all others, that numbers each request, tells its end and counts it."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute], measures: Measures) -> None:
        self.app = app
        self._patterns = Patterns(routes)
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its number with the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number = scope[ID] = _number(scope)
        # What is told of this request from here on carries it, in the threads that work for it, too.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=number)
        status, began = 500, time.perf_counter()

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), (_HEADER, number.encode())]}
            await send(message)

        with self._measures.under_way():
            try:
                await self.app(scope, receive, numbered)
            finally:
                self._tell(scope, status, time.perf_counter() - began)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = self._patterns.of(method, scope["path"])
        self._measures.answered(route, status, seconds)
        tell = _log.debug if route in PROBES else _log.info
        tell("answered", method=method, route=route, status=status, milliseconds=round(seconds * 1000, 1))


def _number(scope: Scope) -> str:
    told = Headers(scope=scope).get("X-Request-ID", "") if _is_proxied(scope) else ""
    return told if _TOLD.fullmatch(told) else secrets.token_hex(8)


def _is_proxied(scope: Scope) -> bool:
    # In the place of a trusted proxy uvicorn puts whom it asks for, of whom no port is known. Who comes by
    # themselves has one, except through a socket file.
    host, port = scope.get("client") or ("", None)
    return port == 0 and host != UNIX
