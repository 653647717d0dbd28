"""Nothing is read or rendered again for what is as before: 304 for who has it, what was sent for all others.

What is public is made of the database and of the request alone, so that its tag is that of the database's
state, with all of the request that an answer may depend on. Any commit makes all tags out of date: too often,
and never too seldom.
"""

from hashlib import blake2b

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.store.pulse import Pulse
from app.web.editing import cookies
from app.web.heads import ASKED
from app.web.kept import Kept, Taken
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
    """ASGI middleware that tags what is public, and answers from the tag alone where nothing changed."""

    def __init__(self, app: ASGIApp, pulse: Pulse, kept: int) -> None:
        """Keep so many bytes of answers."""
        self.app = app
        self._pulse = pulse
        self._kept = Kept(kept)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless nothing changed."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _public(scope):
            await self.app(scope, receive, send)
            return
        # Looked at before anything is read: what is committed meanwhile makes the tag too old, never too new.
        state = self._pulse.now()
        if not state:  # then nobody can tell what is as before
            await self.app(scope, receive, send)
            return
        tag = _tag(scope, state)
        if tag in Headers(scope=scope).get("If-None-Match", ""):
            headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": VARY}
            raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
            await send({"type": "http.response.start", "status": 304, "headers": raw})
            await send({"type": "http.response.body", "body": b""})
            return
        if answer := self._kept.of(state, tag):
            await answer.give(send)
            return
        taken: Taken | None = None

        async def tagged(message: Message) -> None:
            nonlocal taken
            if message["type"] == "http.response.start":
                if message["status"] == 200 and _same_for_all(MutableHeaders(scope=message), tag):
                    # Of what is asked for without its body, some have none.
                    taken = None if ASKED in scope else Taken(message)
            elif taken and (answer := taken.add(message)):
                self._kept.keep(state, tag, answer)
            await send(message)

        await self.app(scope, receive, tagged)


def _same_for_all(headers: MutableHeaders, tag: str) -> bool:
    """Whether an answer is told by its tag, which is then put on it."""
    kept = headers.setdefault("Cache-Control", "no-cache")
    told = kept == "no-cache" and "ETag" not in headers and "Set-Cookie" not in headers
    if told:
        headers["ETag"] = tag
    return told


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
