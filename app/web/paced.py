"""What is dear is answered only so often: searches and checks by the minute, whole lists by how many at once.

Only what has to be made is counted: an answer that is given again (see `unchanged`) never comes here.
"""

import math
import time
from collections import Counter
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web import errors, posted
from app.web.budget import Budget

_STREAMED = frozenset(("csv", "txt", "jsonl", "jsonld"))
_LISTS = frozenset(("quotes", "claims", "speakers", "articles", "p", "country", "outlet"))
"""What the addresses of whole lists begin with."""
_SEARCHES = frozenset(("search", "suggest", "compare"))
_TOGETHER = 4
"""Times as many whole lists go to all clients at once as to one."""
_AT_ONCE = 4
"""The part of a minute's budget that may be used at once: a quarter."""
_SOON = 30
_OFTEN = "This address has asked for a lot in a short time. The next answer is there in {wait}."
_MANY = "This address is being sent {most} whole lists already. Ask again when one of them has come."
_FULL = "Many whole lists are being sent to others just now. Nothing is wrong with yours: ask again soon."


class Paced:
    """ASGI middleware that sends away for a while who asks for what is dear too often.

    Who asks from this machine is not counted, nor who has no address to be told from others by.
    """

    def __init__(self, app: ASGIApp, searches: int, checks: int, exports: int) -> None:
        """Allow each client so many searches and checks a minute, and whole lists at once; 0 is any."""
        self.app = app
        self._budgets = {
            "search": Budget(searches, math.ceil(searches / _AT_ONCE)),
            "check": Budget(checks, math.ceil(checks / _AT_ONCE)),
        }
        self._exports = exports
        self._sent: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless its client has to wait."""
        asked = _asked(scope) if scope["type"] == "http" else ""
        host = scope["client"][0] if asked and scope.get("client") else ""
        if not posted.apart(host):
            await self.app(scope, receive, send)
            return
        client = posted.network(host)
        if asked == "export":
            await self._one_of_few(client, scope, receive, send)
        elif wait := self._budgets[asked].held(client, time.monotonic()):
            answer = errors.later(Request(scope), 429, _OFTEN.format(wait=f"{wait} s"), wait)
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _one_of_few(self, client: str, scope: Scope, receive: Receive, send: Send) -> None:
        most = self._exports
        if most and self._sent[client] >= most:
            answer = errors.later(Request(scope), 429, _MANY.format(most=most), _SOON)
            await answer(scope, receive, send)
            return
        if most and self._sent.total() >= most * _TOGETHER:
            await errors.later(Request(scope), 503, _FULL, _SOON)(scope, receive, send)
            return
        self._sent[client] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._sent[client] -= 1
            if not self._sent[client]:
                del self._sent[client]


def _asked(scope: Scope) -> str:
    """What is dear about a request: "search", "check" or "export"; "" where nothing is."""
    path: str = scope["path"]
    room, _, rest = path[1:].partition("/")
    name, _, suffix = (rest or room).rpartition(".")
    if suffix in _STREAMED and room.partition(".")[0] in _LISTS:
        return "export"
    kind = name or suffix if not rest else room
    query: bytes = scope["query_string"]
    if kind == "check":
        return "check" if query or scope["method"] == "POST" else ""
    if kind in _SEARCHES:
        return "search" if query else ""
    # As the app reads it: a name may be written in other ways than as it is.
    found = parse_qsl(query.decode("latin-1")) if b"q" in query or b"%" in query else ()
    return "search" if any(name == "q" and words.strip() for name, words in found) else ""
