"""What a speaker's page says of roles and joined names."""

from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import save, talks

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from web.reading_pages import parse


@pytest.fixture
def berg(tmp_path):
    """The page of Anna Berg, a minister in three articles."""
    path = tmp_path / "roles.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        for number, published in enumerate((date(2024, 5, 4), None, date(2024, 7, 9))):
            said = f"We will talk {number} times in Kabul."
            save(db, talks(said=said, file_name=f"{number}.txt", published=published))
    written.dispose()
    site = TestClient(create_app(Settings(database=path)))
    [row] = site.get("/speakers.json").json()["rows"]
    return parse(site.get(f"/p/{row['speaker']['ident']}").text)


def test_a_role_that_many_articles_print_stands_once(berg):
    printed = [each.text for each in berg.with_class("facts") for each in each.with_class("role")]
    assert printed == ["Minister"]
    [printed] = [each.text for each in berg.with_class("aside") if "such as" in each.text]
    assert printed.startswith("in 3 articles, 4 May 2024 – 9 July 2024, such as")


def test_a_name_is_not_said_to_be_the_same_as_itself(berg):
    assert "Anna Berg = Anna Berg" not in berg.text
