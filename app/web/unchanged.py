"""304 for what a browser or a feed reader has already: nothing is read or rendered again.

What is public is made of the database and of the request alone, so that its tag is that of the database's
state, with all of the request that an answer may depend on. Any commit makes all tags out of date: too often,
and never too seldom.
"""

from hashlib import blake2b

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.store.pulse import Pulse
from app.web.editing import cookies
from app.web.pages import VARY

_ROOMS = frozenset(
    (
        *("", "s", "c", "p", "a", "quotes", "claims", "speakers", "articles", "countries", "country"),
        *("outlets", "outlet", "coverage", "corrections", "compare", "search", "suggest", "sitemap"),
    )
)
"""What addresses begin with whose answers are made of nothing else: no clock, no file, nobody's login."""
_DEPENDS = (b"host", b"cookie")
"""Headers that answers depend on, beside all of htmx."""


class Unchanged:
    """ASGI middleware that tags what is public, and answers 304 to who has it as it is."""

    def __init__(self, app: ASGIApp, pulse: Pulse) -> None:
        self.app = app
        self._pulse = pulse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless nothing changed."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _public(scope):
            await self.app(scope, receive, send)
            return
        # Looked at before anything is read: what is committed meanwhile makes the tag too old, never too new.
        tag = _tag(scope, self._pulse.now())
        if tag in Headers(scope=scope).get("If-None-Match", ""):
            headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": VARY}
            raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
            await send({"type": "http.response.start", "status": 304, "headers": raw})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                kept = headers.setdefault("Cache-Control", "no-cache")
                if kept == "no-cache" and "ETag" not in headers and "Set-Cookie" not in headers:
                    headers["ETag"] = tag
            await send(message)

        await self.app(scope, receive, tagged)


def _public(scope: Scope) -> bool:
    path: str = scope["path"]
    room = path[1:].partition("/")[0].partition(".")[0]
    return room in _ROOMS and "/report" not in path and not cookies.comes_with(Headers(scope=scope))


def _tag(scope: Scope, state: str) -> str:
    told = [
        scope["scheme"].encode(),
        scope["path"].encode(errors="surrogateescape"),
        scope["query_string"],
        *(
            name + b":" + value
            for name, value in scope["headers"]
            if name in _DEPENDS or name.startswith(b"hx-")
        ),
    ]
    made = blake2b(b"\0".join(told), digest_size=9, key=state.encode())
    return f'W/"{made.hexdigest()}"'
