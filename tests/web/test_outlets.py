"""Outlets: one page each, at one address, and no name that leads nowhere."""

from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import Draft, save, talks

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from web.reading_pages import parse

ARTICLES = [
    ("Dagen", "https://www.dagen.example/one"),
    ("Dagen", "https://dagen.example/two"),
    ("Dagen", "http://old-dagen.example/three"),
    ("Dagen", None),
    ("Post", "https://post.example/one"),
    ("Post Online", "https://post.example/two"),
    ("Herald", None),
    ("Herald!", None),
    ("Правда / День?", None),
    (None, "https://nobody.example/one"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    path = tmp_path_factory.mktemp("outlets") / "outlets.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        for number, (outlet, url) in enumerate(ARTICLES):
            draft = Draft(f"“We wait for day {number},” said Anna Berg.", outlet=outlet, url=url)
            berg = draft.entity("Anna Berg")
            draft.statement(f"We wait for day {number},", by=berg, cue=["said"], source=["Anna Berg"])
            draft.claim(f"We wait for day {number}")
            save(db, draft)
    written.dispose()
    return TestClient(create_app(Settings(database=path)), follow_redirects=False)


def heading(site, address):
    answer = site.get(address)
    assert answer.status_code == 200, address
    return parse(answer.text).one("h1").text


@pytest.mark.parametrize(
    ("other", "right"),
    [
        ("/outlet/dagen", "/outlet/dagen.example"),
        ("/outlet/DAGEN.example", "/outlet/dagen.example"),
        ("/outlet/www.dagen.example", "/outlet/dagen.example"),
        ("/outlet/old-dagen.example", "/outlet/dagen.example"),
        ("/outlet/~Dagen", "/outlet/dagen.example"),
        ("/outlet/~Post", "/outlet/post"),
    ],
)
def test_other_addresses_of_an_outlet_lead_to_the_right_one(site, other, right):
    answer = site.get(other)
    assert (answer.status_code, answer.headers["location"]) == (301, right)
    assert heading(site, right)


def test_a_domain_of_two_names_lets_the_reader_choose(site):
    page = parse(site.get("/outlet/post.example").text)
    ways = [page.one("a", href=href).text for href in ("/outlet/post", "/outlet/post-online")]
    assert ways == ["Post", "Post Online"]
    assert [heading(site, f"/outlet/{slug}") for slug in ("post", "post-online")] == ways


def test_names_with_one_slug_are_told_apart(site):
    page = parse(site.get("/outlet/herald").text)
    for name, href in (("Herald", "/outlet/~Herald"), ("Herald!", "/outlet/~Herald%21")):
        assert page.one("a", href=href).text == name
        assert heading(site, href) == name


def test_every_outlet_is_listed_and_every_name_of_one_leads_there(site):
    listed = parse(site.get("/outlets").text)
    rows = {
        row.one("th").text: row.one("th").one("a").attributes["href"] for row in list(listed.all("tr"))[1:]
    }
    assert set(rows) == {name for name, _ in ARTICLES if name}
    for name, href in rows.items():
        assert heading(site, href) == name
    for address in ("/quotes", "/claims", "/articles"):
        page = parse(site.get(address).text)
        named = {
            a.text: a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("/outlet/")
        }
        assert set(named) == set(rows)
        assert "Outlet not stated" in page.text
        for name, href in named.items():
            answer = site.get(href)
            if answer.status_code == 301:
                answer = site.get(answer.headers["location"])
            assert name in answer.text


def test_a_page_counts_its_own_articles(site):
    page = parse(site.get("/outlet/dagen.example").text)
    assert page.one("a", href="/articles?outlet=Dagen").text == "4 articles"
    assert page.one("a", href="/claims?outlet=Dagen").text == "4 claims"
    assert page.one("h2", id="count").text == "4 statements"
    assert "old-dagen.example" in page.one("main").text


def test_an_outlet_that_nobody_names_is_not_there(site):
    for key in ("nobody.example", "nothing", "~Nothing", "~", ""):
        assert site.get(f"/outlet/{key}").status_code == 404


def test_months_of_an_outlet(tmp_path):
    path = tmp_path / "months.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks(outlet="Dagen", published=date(2024, 2, 29)))
    written.dispose()
    site = TestClient(create_app(Settings(database=path)))
    assert parse(site.get("/outlet/dagen").text).one("time", datetime="2024-02").text == "February 2024"
