"""Articles in languages that nothing extracts from: whole, found by their words, and said to be so."""

from pathlib import Path

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from app.records import Article, Facts, Read
from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from ingest.running import ingested

FRENCH = (
    "Le ministre des transports a déclaré mardi que le pont resterait fermé jusqu'à la fin de mai.\n\n"
    "« Nous ne l'ouvrirons pas », a dit la maire de la ville aux journalistes qui l'attendaient à l'Élysée."
)


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "a.db"
    engine.migrate(path, place("migrations"))
    opened = engine.writer(path)
    yield opened
    opened.dispose()


def test_an_article_in_french_is_read_and_searched_and_not_extracted(written) -> None:
    _, outcomes = ingested([Read("a.txt", Article(FRENCH, Facts(title="Le pont")))], written)
    assert [(one.outcome, one.statements, one.claims, one.notes) for one in outcomes] == [("new", 0, 0, ())]
    site = TestClient(create_app(Settings(database=Path(written.url.database))))
    (found,) = site.get("/articles.json?q=élysée").json()["rows"]
    assert (found["article"]["detected_language"], found["article"]["extracted"]) == ("fr", False)
    page = site.get(f"/a/{found['article']['ident']}").text
    assert "Not extracted: this article is in French, and nothing here reads statements in it yet." in page
    assert "a dit la maire" in page
    assert "Not extracted: in French" in site.get("/articles").text
    assert "1 article in languages that nothing here reads statements in yet" in site.get("/coverage").text


def test_what_is_stated_wins_over_what_the_words_look_like(written) -> None:
    _, (one,) = ingested([Read("a.txt", Article(FRENCH, Facts(language="de")))], written)
    assert one.notes == ("states its language as de, and its words look like fr: what is stated is believed",)
    with Session(written) as db:
        row = (
            db.connection()
            .exec_driver_sql("SELECT language, detected_language, extracted FROM articles")
            .one()
        )
    assert tuple(row) == ("de", "fr", 0)
