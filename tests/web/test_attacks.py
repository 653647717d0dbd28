"""Whatever is sent through any parameter, and whatever an article says, stays what it is: text.

`CUTTINGS_HOSTILE=100000 pytest -s tests/web/test_attacks.py` sends all there is instead of so many at random,
and prints how many.
"""

import os
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
import structlog
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from app.settings import Settings
from app.web.app import create_app
from web import attacks
from web.accounts import HERE, account, log_in
from web.attacks import PAYLOADS, wrong_with
from web.reading_pages import parse

SENT = int(os.environ.get("CUTTINGS_HOSTILE", "250"))
"""Requests of each test."""
TOKEN = "a token that nobody guesses"


@pytest.fixture(autouse=True)
def _quiet():
    with structlog.testing.capture_logs():
        yield


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    path = tmp_path_factory.mktemp("secret place") / "attacked.db"
    attacks.fill(path)
    return path


@pytest.fixture(scope="module")
def app(attacked):
    unbraked = {"searches_per_minute": 0, "checks_per_minute": 0, "exports_at_once": 0}
    often = {"wrong_logins_per_minute": 10**6, "reports_per_ten_minutes": 10**6}
    made = create_app(Settings(database=attacked, page_size=3, add_token=TOKEN, **unbraked, **often))
    made.state.reporting = replace(made.state.reporting, soonest=0)
    account(made, "Ada", "admin")
    yield made
    made.state.engine.dispose()
    made.state.writer.dispose()


@pytest.fixture(scope="module")
def secrets(attacked):
    return (TOKEN, str(attacked.parent), str(attacked))


@pytest.fixture(scope="module")
def stranger(app):
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False, headers=HERE)


@pytest.fixture(scope="module")
def ada(app):
    browser = log_in(app, "Ada")
    assert browser.post("/add/token", data={"token": TOKEN}).status_code == 303
    return browser


@pytest.fixture(scope="module")
def pages(ada):
    """Every page that is reached from a few, by its address, as somebody sees it who may see all."""
    waiting, found, shapes = ["/", "/review", "/review/speakers", "/add", "/review/log"], {}, Counter()
    while waiting:
        answer = found[address] = ada.get(address := waiting.pop())
        html = answer.text if "html" in answer.headers.get("Content-Type", "") else ""
        links = re.findall(r'(?:href|action|hx-get)="(/[^"#]*)', html)
        for link in map(unescape, [answer.headers["Location"]] if answer.is_redirect else links):
            parts = urlsplit(link)
            names = sorted({name for name, _ in parse_qsl(parts.query)})
            shape = re.sub(r"[0-9a-z]{8}(/[^/]+)?", "…", parts.path), *names
            if link in found or link in waiting or len(names) > 1 or shapes[shape] > 1 or "/static/" in link:
                continue
            shapes[shape] += 1
            waiting.append(link)
    for name in ("json", "xml"):
        statement = next(each for each in found if re.match("/s/[0-9a-z]{8}/", each))
        address = f"/oembed?{urlencode({'url': f'http://testserver{statement}', 'format': name})}"
        found[address] = ada.get(address)
    return found


def test_an_article_of_attacks_stays_text(pages, secrets):
    wrong = {
        address: said for address, answer in pages.items() if (said := wrong_with(answer, secrets=secrets))
    }
    assert wrong == {}
    statuses = Counter(answer.status_code for answer in pages.values())
    assert statuses[200] > 80, statuses


def test_every_parameter_of_every_address_is_only_read(app, attacked, stranger, ada, pages, secrets):
    before = dump(attacked)
    cases = [case for way in ways(app, pages) for case in asked(*way)]
    some = random.Random(9).sample(cases, min(SENT, len(cases)))
    wrong = {}
    for number, address in enumerate(some):
        browser = ada if number % 4 == 0 else stranger
        if said := wrong_with(browser.get(address), secrets=secrets):
            wrong[address] = said
    print(f"{len(some):,} of {len(cases):,} addresses, {len(wrong):,} answered wrongly")  # noqa: T201
    assert wrong == {}
    assert dump(attacked) == before


def ways(app, pages):
    """Every address that can be asked for: its form, an example of it, and the names of its parameters."""
    for route in app.router.routes:
        if not isinstance(route, APIRoute) or "GET" not in route.methods:
            continue
        alike = [
            (match, parts.query)
            for parts in map(urlsplit, pages)
            if (match := route.path_regex.match(parts.path))
        ]
        of_kind = re.compile(f"/{route.path[1:2]}/([0-9a-z]{{8}})/")
        ident = next((found[1] for each in pages if (found := of_kind.match(each))), "x")
        values = {"ident": ident, "other": ident, "number": "1", "iso2": "NO", "key": "news.example"}
        filled = {name: values.get(name, "x") for name in route.param_convertors}
        filled |= alike[0][0].groupdict() if alike else {}
        names = {name for _, query in alike for name, _ in parse_qsl(query)}
        names |= {each.field_info.alias or each.name for each in get_flat_params(route.dependant)}
        yield route.path_format, filled, sorted(names - set(filled))


def asked(path, values, names):
    """The address with each attack in each parameter, and in each part of its path."""
    whole = path.format(**{name: quote(value, safe="~") for name, value in values.items()})
    for payload in PAYLOADS.values():
        for name in names:
            yield f"{whole}?{urlencode({name: payload})}"
        yield f"{whole}?{urlencode({payload[:200]: '1'})}"
        for name in values:
            broken = {**values, name: payload}
            yield path.format(**{each: quote(value, safe="") for each, value in broken.items()})


def test_every_field_of_every_form_is_only_text(ada, pages, secrets):
    cases = [
        (action, fields, name, payload)
        for action, fields in forms(pages)
        for name in fields
        if name not in ("csrf", "form", "moment", "basis")
        for payload in PAYLOADS.values()
    ]
    some = random.Random(9).sample(cases, min(SENT // 4, len(cases)))
    wrong = {}
    for action, fields, name, payload in some:
        if urlsplit(action).path in ("/logout", "/review/account", "/add/leave"):
            continue
        sent = {**fields, name: payload}
        answer = (
            ada.post(action, files=[(key, (None, value)) for key, value in sent.items()])
            if action == "/add"
            else ada.post(action, data=sent)
        )
        if said := wrong_with(answer, secrets=secrets):
            wrong[action, name, payload[:40]] = said
    print(f"{len(some):,} of {len(cases):,} forms, {len(wrong):,} answered wrongly")  # noqa: T201
    assert wrong == {}
    # What was let in by them is shown to editors, and what they said to everybody.
    for address in (
        "/review",
        "/corrections",
        "/review/log",
        "/add",
        "/corrections.csv",
        "/corrections.atom",
    ):
        assert wrong_with(ada.get(address), secrets=secrets) == [], address


def forms(pages):
    """Where every form of these pages sends its fields, and which."""
    found = {}
    for answer in pages.values():
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            for form in parse(answer.text).all("form", method="post"):
                fields = {}
                for tag in ("input", "button", "select", "textarea"):
                    for each in form.all(tag):
                        if name := each.attributes.get("name"):
                            fields.setdefault(name, each.attributes.get("value") or "")
                action = form.attributes["action"]
                found.setdefault((re.sub(r"[0-9a-z]{8}", "…", action), *sorted(fields)), (action, fields))
    return found.values()


HEADERS = (
    *("Host", "Referer", "Cookie", "User-Agent", "Accept", "Accept-Language", "If-None-Match", "Range"),
    *("HX-Request", "HX-Target", "HX-Current-URL", "Origin", "Sec-Fetch-Site", "Content-Type", "Forwarded"),
    *("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-ID", "If-Modified-Since"),
    *("X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "Content-Length"),
)


def test_no_header_of_a_reader_does_anything(ada, pages, secrets):
    statement = next(each for each in pages if each.startswith("/s/") and pages[each].status_code == 200)
    addresses = ("/", statement, "/quotes.csv", "/display", "/robots.txt", "/card.png", "/nothing", "POST")
    cases = [(name, each, at) for name in HEADERS for each in PAYLOADS.values() for at in addresses]
    some = random.Random(9).sample(cases, min(SENT // 2, len(cases)))
    for name, payload, address in some:
        # What a server lets through of it.
        value = re.sub(r"[\x00-\x1f\x7f]", " ", payload).strip().encode("latin-1", "replace")[:4_000]
        if address == "POST":
            answer = ada.post("/check", content=b"q=a", headers={name: value})
        else:
            answer = ada.get(address, headers={name: value})
        assert wrong_with(answer, secrets=secrets) == [], (name, value, address)
    print(f"{len(some):,} of {len(cases):,} headers")  # noqa: T201


def dump(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return [line for line in db.iterdump() if "editor_sessions" not in line]
