"""Whatever a reader sends, a line of the log stays a line of ours."""

import json
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.cli import logs
from app.settings import Settings
from app.web.app import create_app
from web.accounts import HERE

TOKEN = "a token that nobody guesses"
FIELDS = {"event", "level", "timestamp", "request", "method", "route", "status", "milliseconds"}
HOSTILE = (
    'x"\r\n2026-01-01 00:00:00 [info     ] answered forged=1\x1b[2K\x9b1A\x85\u2028 forged=2 '
    '"}\n{"event": "answered", "forged": 3, "x": "'
)


@pytest.fixture
def broken(database):
    """An app in which something breaks, with what was asked in what it says of that."""
    made = create_app(Settings(database=database, add_token=TOKEN))

    @made.get("/broken/{ident}")
    def _broken(ident: str):
        raise RuntimeError(ident) from ValueError(ident)

    yield made
    made.state.engine.dispose()
    made.state.writer.dispose()


def _asked(app):
    """Everything that a request has, each a way in; the answers."""
    behind = ProxyHeadersMiddleware(app, "127.0.0.1")
    site = TestClient(
        behind,
        client=("127.0.0.1", 50000),
        follow_redirects=False,
        raise_server_exceptions=False,
        headers=HERE,
    )
    told, raw = quote(HOSTILE), HOSTILE.encode()
    named = ("X-Request-ID", "User-Agent", "Referer", "Cookie", "Host", "Authorization", "If-None-Match")
    passed_on = ("X-Forwarded-For", "X-Forwarded-Proto", "Sec-Fetch-Site", "Origin", "HX-Request")
    fields = (
        "name",
        "password",
        "next",
        "csrf",
        "token",
        "problem",
        "note",
        "moment",
        "q",
        "text",
        "address",
    )
    form = dict.fromkeys(fields, HOSTILE)
    posted = ("/login", "/logout", "/check", "/add/token", "/add/text", "/display", "/s/1/report")
    return [
        *(site.get(f"{room}/{told}") for room in ("", "/s", "/s/1", "/c", "/p", "/country", "/static")),
        *(
            site.get(f"/{room}?{told}={told}&q={told}&after={told}")
            for room in ("quotes", "search", "claims")
        ),
        *(site.get(f"/quotes.{room}?sort={told}") for room in ("csv", "json", told)),
        *(site.get("/quotes", headers={"X-Forwarded-For": "192.0.2.9", name: raw}) for name in named),
        *(site.get("/quotes", headers={name: raw}) for name in passed_on),
        *(site.post(path, data=form) for path in posted),
        site.post("/add/files", files={"files": (HOSTILE, raw)}),
        site.request("GET\x1b[2K", "/quotes"),
        site.get(f"/broken/{told}"),
    ]


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_request_is_told_in_one_line_whatever_it_holds(broken, capsys, log_format):
    logs.begin(Settings(log_format=log_format, log_level="info"))
    answers = _asked(broken)
    logs.begin()
    told = capsys.readouterr().err
    lines = told.splitlines()
    assert all(line.isprintable() for line in lines)
    assert "forged" not in told
    numbers = [answer.headers["X-Request-ID"] for answer in answers]
    if log_format == "json":
        found = [json.loads(line) for line in lines]
        answered = [each for each in found if each["event"] == "answered"]
        assert all(each.keys() <= FIELDS for each in answered)
        assert [each["request"] for each in answered] == numbers
        (failed,) = (each for each in found if each["event"] != "answered")
        assert failed["event"] == "request failed"
        assert failed["ident"] == ""
    else:
        # Lines of a traceback are the only others: of ours, and of what the code says.
        assert [
            line.rpartition(" request=")[2].split()[0] for line in lines if "] answered" in line
        ] == numbers
    assert answers[-1].status_code == 500
