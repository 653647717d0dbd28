"""What was removed answers 410 with its reason, and no page, list or file of the site has its words."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import NOW, Draft, save

from app.cli.publishing import publish
from app.ingest.linked import comparing
from app.records import ClaimType, Outcome
from app.settings import Settings
from app.store import engine, journal, removal
from app.web.app import create_app

WORD = re.compile("zorblat", re.IGNORECASE)
REASON = "A court in Oslo ordered this."
ASKED = ("", "q=quokka", "q=quokk&match=near", "p={p}&article={a}", "group=p&q=quokka", "group=report")
STILL = ("/static", "/fonts", "/openapi", "/about", "/methods", "/brief", "/embed.js", "/s.js")
"""What is the same whatever the archive holds."""


def unwanted():
    """An article with a word in all it has that no other has, and a quotation that another has too."""
    said = "The zorblat quokka will swim in Norway before the harbour is dug again."
    draft = Draft(
        f"“{said}” said zorblat envoy Quentin Zorblatson of Norway.",
        "“We will talk to everybody in Kabul.” said Anna Zorblat Berg.",
        "The zorblat quokka harbour cost 4,000 dollars.",
        title="Zorblat quokka swims", outlet="The Zorblat Post", outlet_country="NO", author="Z. Zorblat",
        url="https://zorblat.example/zorblat-quokka-swims", topics=("Zorblat quokkas",),
        file_name="zorblat.txt",
    )  # fmt: skip
    envoy = draft.entity("Quentin Zorblatson", roles=["zorblat envoy"], home=("NO", "Norway"))
    berg = draft.entity("Anna Berg", aliases=["Anna Zorblat Berg"])
    first = draft.statement(
        said, by=envoy, cue=["said"], source=["Quentin Zorblatson"], about={"NO": "Norway"}
    )
    draft.statement("We will talk to everybody in Kabul.", by=berg, source=["Anna Zorblat Berg"])
    draft.claim(said, statement=first, kind=ClaimType.PLAN, about={"NO": "Norway"})
    draft.claim("The zorblat quokka harbour cost 4,000 dollars", kind=ClaimType.FIGURE)
    return draft


@pytest.fixture(scope="module")
def archive(database, tmp_path_factory):
    """A database with the unwanted article among others, its run in the journal."""
    path = tmp_path_factory.mktemp("removed") / "removed.db"
    shutil.copy(database, path)
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        ident = save(db, unwanted(), NOW).article
        url = unwanted().facts.url
        run = journal.begin(db, "ingest", [url], "by-hand-1", NOW)
        journal.write(db, run, [Outcome(url, "new", ident, 2, 2, notes=("zorblat was guessed",))], NOW)
    written.dispose()
    return Settings(database=path, page_size=50), ident


@pytest.fixture(scope="module")
def idents(archive):
    """By the first part of its address, what only the article has."""
    chosen, ident = archive
    with closing(sqlite3.connect(chosen.database)) as opened:
        of = "(SELECT id FROM articles WHERE ident = ?)"
        one = {
            "s": f"SELECT ident FROM statements WHERE article_id = {of}",
            "c": f"SELECT ident FROM claims WHERE article_id = {of}",
            "p": "SELECT ident FROM speakers WHERE name = 'Quentin Zorblatson' AND ? <> ''",
            "a": "SELECT ? AS ident",
        }
        return {part: opened.execute(sql, (ident,)).fetchone()[0] for part, sql in one.items()}


def addresses(app, idents, berg):
    """Every address of the site, for what was removed and for what was not, asked in many ways."""
    filled = {"number": "1", "code": "NO", "slug": "x", "path": "x", "face": "x", "name": "x", "part": "1"}
    found = set()
    for route in app.routes:
        if "GET" not in route.methods:
            continue
        of = route.path.split("/")[1]
        own = {**filled, "ident": idents.get(of, "1"), "other": idents["a"]}
        path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda part, own=own: own.get(part[1], "1"), route.path)
        found.add(path)
        if of == "p":
            found.add(path.replace(idents["p"], berg))
            if of not in idents and "{" not in route.path and not path.startswith(STILL):
                found |= {f"{path}?{each.format(**idents)}" for each in ASKED}
    said = "The+quokka+will+swim+in+Norway+before+the+harbour+is+dug+again"
    found |= {f"/check?q={said}", f"/check.json?q={said}", "/suggest.json?q=zorb", "/suggest.json?q=quent",
              f"/oembed?url=http://testserver/s/{idents['s']}", "/coverage/runs/1",
              "/coverage/runs/1.json", "/coverage/runs/1.csv", "/sitemaps/articles-1.xml"}  # fmt: skip
    return sorted(found)


def test_no_address_of_the_site_has_a_word_of_it_until_it_is_restored(archive, idents):
    chosen, ident = archive
    app = create_app(chosen)
    with TestClient(app, raise_server_exceptions=False) as site, Session(app.state.writer) as db:
        sql = "SELECT ident FROM speakers WHERE name = 'Anna Berg' ORDER BY id"
        berg = db.connection().exec_driver_sql(sql).scalars().first()
        db.rollback()
        asked = addresses(app, idents, berg)
        had = {each for each in asked if WORD.search(site.get(each).text)}
        publish(chosen)
        assert WORD.search(chosen.snapshot_file.read_bytes().decode("latin-1"))
        with db.begin():
            removal.remove(db, ident, REASON, comparing(), datetime.now(UTC))
        publish(chosen)
        assert not WORD.search(chosen.snapshot_file.read_bytes().decode("latin-1"))
        answers = {each: site.get(each) for each in asked}
        assert {each for each, answer in answers.items() if WORD.search(answer.text)} == set()
        assert {each for each, answer in answers.items() if answer.status_code >= 500} == set()
        theirs = {each for each in had if any(f"/{of}/{one}" in each for of, one in idents.items())}
        assert len(theirs) > 40
        assert {answers[each].status_code for each in theirs} == {410}
        assert all(REASON in answers[each].text for each in theirs)
        assert len(had - theirs) > 40
        with db.begin():
            removal.restore(db, ident, comparing(), datetime.now(UTC))
        publish(chosen)
        assert {each for each in had if WORD.search(site.get(each).text)} == had
