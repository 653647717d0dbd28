"""The snapshot as readers meet it: on its page, as a file, and in Datasette."""

import asyncio
import csv
import hashlib
import io
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from html import unescape

import pytest
from datasette.app import Datasette
from fastapi.testclient import TestClient

from app.settings import Settings
from app.store import snapshot
from app.store.public import TABLES
from app.web import snapshots
from app.web.app import create_app
from web.reading_pages import parse

NOW = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def chosen(database, tmp_path_factory):
    own = shutil.copy(database, tmp_path_factory.mktemp("data") / "own.db")
    settings = Settings(database=own)
    snapshot.make(settings.database, settings.snapshot_file, snapshots.terms(settings), NOW)
    return settings


@pytest.fixture(scope="module")
def offering(chosen):
    return TestClient(create_app(chosen), raise_server_exceptions=False)


def test_page_says_how_where_nothing_was_made(tmp_path, database):
    client = TestClient(create_app(Settings(database=database, snapshot=tmp_path / "none.db")))
    page = parse(client.get("/data").text).one("main")
    assert "No snapshot has been made yet." in page.text
    assert "cuttings snapshot" in page.text
    assert not list(page.all("a", href="/data/cuttings.db"))
    assert client.get("/data/cuttings.db").status_code == 404
    assert all(table.told in page.text for table in TABLES)


def test_page_describes_every_table_and_column_of_the_file(offering, chosen):
    page = parse(offering.get("/data").text)
    with closing(sqlite3.connect(chosen.snapshot_file)) as taken:
        names = [name for (name,) in taken.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for name in names:
            fold = page.one("details", id=f"t-{name}")
            columns = [row.one("th").text for row in list(fold.one("tbody").all("tr"))]
            assert columns == [row[1] for row in taken.execute(f'PRAGMA table_info("{name}")')]
            rows = taken.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            assert f"{rows:,} row" in fold.one("summary").text
    file = offering.get("/data/cuttings.db")
    assert hashlib.sha256(file.content).hexdigest() in page.one("main").text
    assert page.one("time").attributes["datetime"] == "2026-05-01"
    assert {len(list(page.all("details", class_="schema")))} == {len(TABLES)}


def test_file_is_the_snapshot(offering, chosen):
    answer = offering.get("/data/cuttings.db")
    assert answer.content == chosen.snapshot_file.read_bytes()
    assert answer.headers["content-type"] == "application/vnd.sqlite3"
    assert 'filename="cuttings.db"' in answer.headers["content-disposition"]
    part = offering.get("/data/cuttings.db", headers={"Range": "bytes=0-15"})
    assert (part.status_code, part.content) == (206, b"SQLite format 3\0")


@pytest.mark.parametrize("change", [{"publish_text": "passages"}, {"display_threshold": 0.9}])
def test_a_file_made_on_other_terms_is_not_handed_out(chosen, change):
    client = TestClient(create_app(chosen.model_copy(update=change)))
    assert client.get("/data/cuttings.db").status_code == 404
    assert "other terms" in client.get("/data").text


def test_statements_are_those_of_the_export(offering, chosen):
    exported = {row["id"]: row for row in csv.DictReader(io.StringIO(offering.get("/quotes.csv").text))}
    with closing(sqlite3.connect(chosen.snapshot_file)) as taken:
        taken.row_factory = sqlite3.Row
        rows = taken.execute("""SELECT s.*, p.name, a.outlet, a.published FROM statements AS s
            JOIN articles AS a ON a.id = s.article LEFT JOIN speakers AS p ON p.id = s.speaker""").fetchall()
        claims = taken.execute("SELECT * FROM claims").fetchall()
    assert {row["id"] for row in rows} == set(exported)
    for row in rows:
        other = exported[row["id"]]
        for name in ("words", "kind", "cautions", "role", "source_as_written", "outlet", "published"):
            assert (row[name] or "") == other[name].removeprefix("'"), name
        assert (row["name"] or "") == other["speaker"].removeprefix("'")
        assert f"#p{row['paragraph']}" in other["article_permalink"]
        assert offering.get(row["path"]).status_code == 200
    exported = {row["id"]: row for row in csv.DictReader(io.StringIO(offering.get("/claims.csv").text))}
    assert {row["id"] for row in claims} == set(exported)
    for row in claims:
        assert (row["cautions"] or "") == exported[row["id"]]["cautions"]
        assert offering.get(row["path"]).status_code == 200


def test_datasette_opens_it_and_shows_the_descriptions(offering, tmp_path):
    file = tmp_path / "cuttings.db"
    file.write_bytes(offering.get("/data/cuttings.db").content)
    described = offering.get("/data/metadata.json").json()

    async def read():
        datasette = Datasette([file], metadata=described)
        await datasette.invoke_startup()
        pages = {}
        for table in TABLES:
            page = await datasette.client.get(f"/cuttings/{table.name}")
            assert page.status_code == 200
            rows = await datasette.client.get(f"/cuttings/{table.name}.json?_shape=objects&_labels=on")
            pages[table.name] = (page.text, rows.json())
        return (await datasette.client.get("/")).text, pages

    # In a thread of its own: browser tests before it leave their event loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as apart:
        front, pages = apart.submit(asyncio.run, read()).result()
    assert described["title"] in front
    assert "publishers" in front
    for table in TABLES:
        text, answer = pages[table.name]
        plain = " ".join(unescape(text).split())
        assert table.told in plain
        for row in answer["rows"][:1]:
            assert set(row) == {column.name for column in table.columns}
            assert all(column.told in plain for column in table.columns)
    linked = [row["speaker"] for row in pages["statements"][1]["rows"] if row["speaker"]]
    assert {each["label"] for each in linked} >= {"Anna Berg"}  # rows are linked, by name
