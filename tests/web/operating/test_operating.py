"""What whoever runs the server sees of it, and that it tells nothing of who asked, nor of what."""

import json
import shutil
import sqlite3

import pytest
import structlog
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from sqlmodel import Session
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.settings import Settings
from app.store.catalogue import keeping
from app.web.app import create_app
from app.web.operating.patterns import Patterns

TOKEN = "a token of the measures"


@pytest.fixture
def own(database, tmp_path):
    """A copy of the database that a test may do anything with."""
    return shutil.copy(database, tmp_path / "own.db")


def client(path, **chosen):
    return TestClient(
        create_app(Settings(database=path, **chosen)),
        "http://127.0.0.1:8000",
        raise_server_exceptions=False,
        follow_redirects=False,
        client=("127.0.0.1", 50000),
    )


def measured(site, **headers):
    """Every sample by its name and labels."""
    answer = site.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


# --- Requests -----------------------------------------------------------------------------------------


def test_every_answer_has_a_number_of_its_own_and_no_other_answers(database):
    site = client(database)

    @site.app.get("/broken")
    def broken():
        raise RuntimeError("what somebody asked for")

    tag = site.get("/quotes").headers["ETag"]
    answers = [
        *(site.get("/quotes") for _ in range(2)),  # given again, as it was kept
        site.get("/quotes", headers={"If-None-Match": tag}),
        site.head("/claims"),
        site.post("/claims"),
        site.get("/nowhere"),
        site.get("/broken"),
        # Only a proxy that is trusted may give one.
        site.get("/healthz", headers={"X-Request-ID": "chosen-by-a-reader"}),
    ]
    assert [each.status_code for each in answers] == [200, 200, 304, 200, 405, 404, 500, 200]
    numbers = [each.headers.get_list("X-Request-ID") for each in answers]
    assert all(len(each) == 1 and len(each[0]) == 16 for each in numbers)
    assert len({each[0] for each in numbers}) == len(answers)
    assert numbers[6][0] in answers[6].text


@pytest.mark.parametrize(
    ("told", "host", "is_taken"),
    [
        ("1f0c-a.b_9", "127.0.0.1", True),
        ("1f0c-a.b_9", "192.0.2.7", False),
        ("short", "127.0.0.1", False),
        ("a" * 65, "127.0.0.1", False),
        ("line\x85end1", "127.0.0.1", False),
    ],
)
def test_a_trusted_proxy_gives_the_number_if_it_is_one(app, told, host, is_taken):
    behind = ProxyHeadersMiddleware(app, "127.0.0.1")
    headers = {"X-Request-ID": told.encode("latin-1"), "X-Forwarded-For": "192.0.2.9"}
    answer = TestClient(behind, client=(host, 50000)).get("/healthz", headers=headers)
    assert (answer.headers["X-Request-ID"] == told) is is_taken


def test_what_is_told_of_a_request_is_nothing_of_a_reader(site):
    with structlog.testing.capture_logs() as told:
        site.get("/search?q=secretword", headers={"User-Agent": "secretagent", "Referer": "http://secret/"})
        site.get("/s/secretident/secretslug")
        site.get("/secretplace")
        site.request("SECRET", "/quotes")
    for each in told:
        assert each.pop("milliseconds") > 0
    assert "secret" not in json.dumps(told).lower()
    assert told == [
        {"event": "answered", "log_level": "info", "method": method, "route": route, "status": status}
        for method, route, status in (
            ("GET", "/search", 200),
            ("GET", "/s/{ident}/{slug}", 404),
            ("GET", "none", 404),
            ("other", "/quotes", 405),
        )
    ]


def test_every_route_is_told_by_its_pattern(site):
    patterns = Patterns(site.app.router.routes)
    for method, path, pattern in (
        ("GET", "/", "/"),
        ("HEAD", "/quotes", "/quotes"),
        ("GET", "/quotes.json", "/quotes.json"),
        ("GET", "/static/" + "x" * 500, "/static/{path:path}"),
        ("GET", "/nowhere/at/all", "none"),
    ):
        assert patterns.of(method, path) == pattern


# --- Whether pages can be shown ----------------------------------------------------------------------


def test_a_server_lives_but_is_ready_only_while_pages_can_be_shown_and_says_why(own):
    site = client(own)

    def why():
        answer = site.get("/readyz")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert str(own.parent) not in answer.text
        assert site.get("/healthz").json() == {"status": "alive"}
        return answer.json()["reason"]

    assert why() == "The lists are being made."
    with Session(site.app.state.engine) as db:
        keeping.current(db)
    assert site.get("/readyz").json() == {"status": "ready"}
    assert site.head("/readyz").headers["Cache-Control"] == "no-store"
    _sql(own, "UPDATE alembic_version SET version_num = '0001'")
    assert "not at the schema" in why()
    own.write_bytes(b"no database at all" * 1000)
    assert why() == "The database cannot be read."
    own.unlink()
    assert "not there" in why()


def _sql(path, *statements):
    with sqlite3.connect(path) as db:
        for statement in statements:
            db.execute(statement)
    db.close()


# --- Measures -----------------------------------------------------------------------------------------


PUBLIC = {"base_url": "https://quotes.example"}
KEPT = {"metrics_token": TOKEN}


@pytest.mark.parametrize(
    ("chosen", "headers", "status"),
    [
        ({}, {}, 200),
        ({"base_url": "http://localhost:8000"}, {}, 200),
        # What comes through a proxy comes from this machine, too.
        ({}, {"X-Forwarded-For": "192.0.2.7"}, 404),
        ({}, {"Via": "1.1 proxy"}, 404),
        ({}, {"Host": "quotes.example"}, 404),
        (PUBLIC, {}, 404),
        (KEPT, {}, 401),
        (KEPT, {"Authorization": "Bearer another token of it"}, 401),
        (KEPT, {"Authorization": f"Basic {TOKEN}"}, 401),
        (KEPT | PUBLIC, {"Authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
def test_measures_are_for_this_machine_or_for_who_knows_the_token(
    app, database, monkeypatch, chosen, headers, status
):
    monkeypatch.setitem(app.state._state, "settings", Settings(database=database, **chosen))
    site = TestClient(app, "http://127.0.0.1:8000", client=("127.0.0.1", 50000))
    assert site.get("/metrics", headers=headers).status_code == status


def test_measures_are_for_no_other_machine(app):
    for host in ("192.0.2.7", "unix", "testclient"):
        assert TestClient(app, "http://127.0.0.1", client=(host, 1)).get("/metrics").status_code == 404


def test_requests_are_counted_by_route_and_status(database):
    site = client(database)
    for address in ("/quotes", "/quotes", "/s/nothing/there", "/nowhere"):
        site.get(address)
    found = measured(site)
    assert found["cuttings_requests_total", "/quotes", "200"] == 2
    assert found["cuttings_requests_total", "/s/{ident}/{slug}", "404"] == 1
    assert found["cuttings_requests_total", "404", "none"] == 1
    assert found["cuttings_request_seconds_count", "/quotes"] == 2
    assert found[("cuttings_requests_under_way",)] == 1


def test_measures_tell_how_the_archive_fares(own):
    _sql(
        own,
        "INSERT INTO runs VALUES (7, 'watch', '2026-01-02 03:00:00+00:00', '2026-01-02 03:04:05+00:00',"
        " 'done', '[]', 'x', 3, 2, 1, 4, 0, 0)",
        "INSERT INTO runs VALUES (8, 'watch', '2026-01-03 03:00:00+00:00', NULL, NULL, '[]', 'x',"
        " 0, 0, 0, 0, 0, 0)",
        "INSERT INTO submissions (ident, kind, name, stated, received, state, taken, outcomes) VALUES"
        " ('aaaaaaaa', 'url', 'x', '{}', '2026-01-04 00:00:00+00:00', 'queued', 0, '[]')",
    )
    (own.parent / "backups").mkdir()
    shutil.copy(own, own.parent / "backups" / "own-20260105T000000Z.db")
    site = client(own)
    with Session(site.app.state.engine) as db:
        keeping.current(db)
    found = measured(site)
    assert found[("cuttings_database_up",)] == 1
    assert found["cuttings_database_bytes", "main"] == own.stat().st_size
    assert found["cuttings_run_timestamp_seconds", "done"] == 1767323045
    assert found["cuttings_run_articles", "done", "failed"] == 4
    assert found[("cuttings_submissions_waiting",)] == 1
    assert found[("cuttings_submissions_waiting_since_seconds",)] == 1767484800
    assert found[("cuttings_backup_timestamp_seconds",)] == 1767571200
    assert found[("cuttings_catalogue_behind",)] == 0
    assert 0 <= found[("cuttings_catalogue_age_seconds",)] < 60
    _sql(own, "UPDATE articles SET title = 'Changed since'")
    assert measured(site)[("cuttings_catalogue_behind",)] > 0
    # Of a database that cannot be read, that is what is told.
    site.app.state.engine.dispose()
    own.unlink()
    found = measured(site)
    assert found[("cuttings_database_up",)] == 0
    assert ("cuttings_submissions_waiting",) not in found
