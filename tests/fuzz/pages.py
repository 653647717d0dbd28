"""What the web takes from whoever asks, as targets: addresses, headers, cookies, cursors and forms."""

import asyncio
import sqlite3
from collections.abc import Coroutine, Sequence
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from aside import ran
from fastapi import FastAPI, HTTPException
from python_multipart import multipart as parsing
from starlette import formparsers as forms
from starlette import requests
from starlette.datastructures import QueryParams
from starlette.requests import Request

from app.errors import BadInput
from app.reading import formats
from app.store import search
from app.store.queries import keyset
from app.store.queries.filters import Filter
from app.web import choosing, display, links, params, posted, ranges
from app.web.adding import bodies, proofs, sent
from app.web.editing import cookies
from fuzz.hunting import Target
from fuzz.words import ASKED, FORMS, HEADERS

_LIMIT, _TEXT_LIMIT = 50_000, 10_000
_PLAIN = "".join(map(chr, range(0x21, 0x7F)))
_FORM = (
    b"multipart/form-data; boundary=a--b\n--a--b\r\n"
    b'Content-Disposition: form-data; name="text"\r\n\r\nWords\r\n--a--b\r\n'
    b'Content-Disposition: form-data; name="files"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
    b"A\xff\r\n--a--b--\r\n"
)


def _request(headers: Sequence[tuple[bytes, bytes]], *parts: bytes) -> Request:
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]

    async def receive() -> dict[str, object]:
        return waiting.pop(0) if waiting else {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    return Request({**scope, "client": ("127.0.0.1", 1)}, receive)


def _run(doing: Coroutine[Any, Any, object]) -> object:
    """What needs no event loop, as nothing in it ever waits for anything."""
    try:
        doing.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("waits")


def _multipart(raw: bytes) -> None:
    """The first line is the content type, what is below it the body."""
    kind, _, body = raw.partition(b"\n")
    half = len(body) // 2

    async def read() -> None:
        async with bodies.form(
            _request([(b"content-type", kind)], body[:half], body[half:]), _LIMIT, _TEXT_LIMIT
        ) as form:
            for make in (sent.pasted, sent.addresses):
                told = make(form)
                assert told.added or told.problems

    try:
        ran(read())
    except HTTPException as error:
        assert error.status_code in (400, 413, 415)


def _fields(raw: bytes) -> None:
    try:
        found = _run(posted.fields(_request([], raw[:7], raw[7:])))
    except HTTPException as error:
        assert error.status_code == 413
    else:
        assert isinstance(found, dict)
        assert all(isinstance(value, str) for values in found.values() for value in values)


def _cookie(raw: bytes) -> None:
    request = _request([(b"cookie", raw), (b"referer", raw), (b"origin", raw), (b"host", raw[:20])])
    for value in request.cookies.values():
        assert not proofs.proofs("token").holds(value)
        cookies.csrf(value)
        assert not cookies.is_csrf(value, "what no input is ever changed into")
    display.of(request)
    path = display.came_from(request)
    assert not path.startswith(("//", "/\\"))
    request.scope["app"] = FastAPI()
    request.scope["app"].state.settings = type("Nothing", (), {"base_url": ""})()
    try:
        posted.same_site(request)
    except HTTPException as error:
        assert error.status_code == 403
    request.scope["client"] = (raw.decode("latin-1"), 1)
    posted.client(request)


def _cursor(raw: bytes) -> None:
    words = raw.decode("utf-8", "surrogateescape")
    for types in ([str, int], [int, int], [float, int]):
        try:
            values = keyset.read(words, "newest", types)
        except BadInput:
            continue
        assert [type(value) for value in values] == types
        assert keyset.read(keyset.cursor("newest", values), "newest", types) == values
        for value in values:
            _BASE.execute("SELECT ?", (value,))


def _range(raw: bytes) -> None:
    asked, _, text = raw.decode("utf-8", "replace").partition("\n")
    pieces = text.split("\n")
    spans = [span for piece in pieces for span in ranges.words(piece)]
    assert ranges.total(pieces) == len(spans)
    assert len(ranges.numbered(pieces)) == len(pieces)
    chosen = ranges.read(asked, pieces)
    if chosen is not None:
        assert ranges.read(chosen.parameter, pieces) == chosen
        held = [
            part.of(piece) for part, piece in zip(ranges.parts(pieces, chosen), pieces, strict=True) if part
        ]
        assert sum(len(ranges.words(part)) for part in held) == chosen.last - chosen.first + 1


_BASE = sqlite3.connect(":memory:")
_BASE.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
_BASE.execute("INSERT INTO words VALUES ('the toll will rise')")


def _sought(raw: bytes) -> None:
    words = raw.decode("utf-8", "surrogateescape")
    for match in ("all", "any", "exact", "near"):
        found = search.query(words, match, [("toll", ("tolls", 't"l'))])
        if found is not None:
            _BASE.execute("SELECT rowid FROM words WHERE words MATCH ?", (found.match,)).fetchall()


def _filter(raw: bytes) -> None:
    """A list's address, read; written as this site would write it, it means the same."""
    try:
        wanted = _wanted(raw)
    except ValueError:
        return
    written = links.listing("/quotes", wanted).removeprefix("/quotes").removeprefix("?").encode("ascii")
    assert _wanted(written) == wanted
    links.slug(wanted.q)


def _wanted(query: bytes) -> Filter:
    asked = QueryParams(query)
    given: dict[str, object] = {}
    for name, field in params.PageQuery.model_fields.items():
        key = field.alias or name
        if key in asked:
            given[key] = asked.getlist(key) if field.annotation is params.Values else asked[key]
    return params.PageQuery.model_validate(given).filter()


def asking(app: FastAPI, share: int) -> Target:
    """Whole questions: the first line of an input is path and query, further ones are headers."""

    async def answered(raw: bytes) -> tuple[int, bytes]:
        target, *lines = raw.split(b"\n")
        path, _, query = target.partition(b"?")
        told = [line.partition(b":") for line in lines]
        heads = [(name.strip().lower(), value.strip()) for name, _, value in told]
        status, headers = 0, b""

        waiting = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> dict[str, object]:
            # Whoever streams listens for the reader's going away, which does not come.
            return waiting.pop() if waiting else await asyncio.get_running_loop().create_future()

        async def send(message: Any) -> None:
            nonlocal status, headers
            status = message.get("status", status)
            headers += b"".join(name + value for name, value in message.get("headers", ()))

        scope = {"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": ""}
        # As servers give it: what has other bytes than these in its first line, h11 refuses.
        asked = quote_from_bytes(query, safe=_PLAIN).encode()
        scope |= {"path": unquote_to_bytes(path).decode("utf-8", "replace"), "query_string": asked}
        scope |= {"headers": [(b"host", b"testserver"), *heads], "client": ("127.0.0.1", 1)}
        await app(scope, receive, send)
        return status, headers

    def take(raw: bytes) -> None:
        status, headers = ran(answered(raw))
        assert 200 <= status < 500, status
        assert not set(headers) & set(b"\r\n\0"), headers

    seeds = [
        f"{path}{heads}".encode() for path in _PATHS for heads in ("", "\nHX-Request: true\nHX-Target: list")
    ]
    return Target("asking", take, seeds, [*ASKED, *HEADERS], _WEB, share)


_PATHS = (
    *("/", "/quotes?q=toll&about=NO&since=2021&sort=relevance", "/claims?type=prediction&not.kind=direct"),
    *(
        "/speakers.json?after=WyJuZXdlc3QiLDFd",
        "/articles?lacking=date&group=report",
        "/quotes.csv?match=near&q=tol",
    ),
    *(
        "/country/NO?via=GB",
        "/check?text=The+toll+will+rise",
        "/compare?one=TJ&other=SE",
        "/suggest.json?q=ann",
    ),
    *(
        "/oembed?url=http://testserver/quotes&maxwidth=300",
        "/outlet/dagen",
        "/s/g0ne0000",
        "/p/merged00.json",
    ),
    *("/embed/quotes?q=a", "/corrections.atom", "/coverage", "/display?next=/quotes", "/static/x/y.css"),
)
_WEB = [
    params,
    posted,
    ranges,
    keyset,
    search,
    choosing,
    display,
    links,
    cookies,
    bodies,
    proofs,
    sent,
    forms,
    requests,
]
TARGETS = (
    Target("multipart", _multipart, [_FORM], FORMS, [bodies, sent, formats, forms, parsing], 10),
    Target("fields", _fields, [b"name=a&text=b+c%20d&csrf=x"], ASKED, [posted], 60),
    Target(
        "cookie",
        _cookie,
        [b"display=dark.larger; adding=1.a.b", b"https://a/b?c"],
        [*HEADERS, b";", b"="],
        [posted, display, proofs, cookies, requests],
        40,
    ),
    Target(
        "cursor",
        _cursor,
        [keyset.cursor("newest", ["2021", 5]).encode(), b"WyJuZXdlc3QiLDEsMl0"],
        [b"WyJ", b"=", b"-", b"_", b"bmV3ZXN0", b"LDFd"],
        [keyset],
        80,
    ),
    Target(
        "range",
        _range,
        ["2-4\n“The toll,” he – said\n5% of 'it' …".encode()],
        [b"1-", b"9", b"\n", b" ", b"-"],
        [ranges],
        60,
    ),
    Target("search", _sought, ["“the toll” ris* -a NEAR(b, c)".encode()], ASKED, [search], 60),
    Target(
        "filter",
        _filter,
        [b"q=a&about=no&about=SE&since=2021-02&not.topic=x&p=1&group=p"],
        ASKED,
        [params, choosing, links],
        40,
    ),
)
