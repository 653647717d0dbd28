"""Rows taken away lead to their words: here, and at the outlet where these stand only once."""

import csv
import io
import json
from urllib.parse import unquote

import feedparser
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlmodel import Session
from store.building import Draft, save

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from app.web.exports import streams

HERE = "http://testserver"


def draft(url, **facts):
    """Words that stand once, words that stand twice, and a claim of each."""
    made = Draft(
        "“The bridge will stay closed all winter, as agreed,” said Anna Berg of the port.",
        "“We have nothing to add,” said Anna Berg, and “We have nothing to add,” said the board.",
        f"Printed at {url}.",
        title=f"Boats at {url}",
        url=url,
        **facts,
    )
    berg = made.entity("Anna Berg")
    once = made.statement("The bridge will stay closed all winter, as agreed,", by=berg, cue=["said"])
    made.statement("We have nothing to add,", by=berg, cue=["said"])
    made.claim("The bridge will stay closed all winter", statement=once)
    return made


@pytest.fixture(scope="module")
def ports(tmp_path_factory):
    path = tmp_path_factory.mktemp("linked") / "linked.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, draft("https://dagen.example/boats"))
        save(db, draft("https://avisen.example/more#top"))
        save(db, draft("https://posten.example/boats", translated_from="no"))
        save(db, draft("javascript:alert(1)"))
        save(db, draft(None))
    written.dispose()
    return create_app(Settings(database=path, publish_text="passages", kept_answers=0))


def table(site, address):
    return list(csv.DictReader(io.StringIO(site.get(address).raise_for_status().text)))


def opens(site, address):
    """Whether an address of an article here has the paragraph that it names."""
    path, _, anchor = address.removeprefix(HERE).partition("#")
    return f'id="{anchor}"' in site.get(path).raise_for_status().text


def test_words_are_opened_where_they_stand_once(ports):
    site = TestClient(ports)
    found = {(row["article"], row["words"][:6]): row for row in table(site, "/quotes.csv")}
    assert len(found) == 10
    told = {key: row["words_at_outlet"] for key, row in found.items() if row["words_at_outlet"]}
    assert set(told) == {
        (f"Boats at {url}", "The br")
        for url in ("https://dagen.example/boats", "https://avisen.example/more#top")
    }
    at = told["Boats at https://dagen.example/boats", "The br"]
    start, _, directive = at.partition("#:~:text=")
    assert start == "https://dagen.example/boats"
    assert unquote(directive.partition(",")[0]) == "The bridge will stay"
    assert told["Boats at https://avisen.example/more#top", "The br"].startswith(
        "https://avisen.example/more#top:~:text=The%20bridge"
    )
    for row in found.values():
        assert opens(site, row["article_permalink"])


@pytest.mark.parametrize("name", ["quotes", "claims"])
def test_every_format_has_the_same_addresses(ports, name, monkeypatch):
    monkeypatch.setattr(streams, "CHUNK", 3)
    site = TestClient(ports)
    found = {
        row["id"]: (row["permalink"], row["article_permalink"], row["words_at_outlet"])
        for row in table(site, f"/{name}.csv")
    }
    told = [json.loads(line) for line in site.get(f"/{name}.jsonl").text.splitlines()]
    for rows in (told, site.get(f"/{name}.json").json()["rows"]):
        assert found == {
            row["ident"]: (row["permalink"], row["article_permalink"], row["words_at_outlet"] or "")
            for row in rows
        }
    for entry in feedparser.parse(site.get(f"/{name}.atom").content).entries:
        by_relation = {link.rel: link.href for link in entry.links}
        permalink, article, outlet = found[entry.id.rsplit("/", 1)[1]]
        assert (by_relation["alternate"], by_relation["related"]) == (permalink, article)
        assert by_relation.get("via", "").startswith(outlet)
        assert "javascript" not in by_relation.get("via", "")


def test_texts_are_read_in_one_query_a_chunk(ports):
    asked = []
    event.listen(ports.state.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    site = TestClient(ports)
    for address, ways in (("/quotes.csv", 1), ("/claims.csv", 1), ("/quotes.jsonl", 2)):
        asked.clear()
        site.get(address)
        assert len([sql for sql in asked if "k.text" in sql.partition("FROM")[0]]) == ways


def test_lists_of_speakers_and_articles_have_permalinks(ports):
    site = TestClient(ports)
    for name in ("speakers", "articles"):
        for row in site.get(f"/{name}.json").json()["rows"]:
            assert site.get(row["permalink"].removeprefix(HERE)).status_code == 200


def test_only_a_filtered_feed_says_so(ports):
    site = TestClient(ports)

    def title(query):
        return feedparser.parse(site.get(f"/quotes.atom?{query}").content).feed.title

    assert title("") == title("sort=oldest") == "Cuttings: statements"
    for query in ("q=bridge", "kind=direct", "not.kind=mixed", "since=2024", "until=2024&date=said"):
        assert title(query) == "Cuttings: statements, as filtered"
