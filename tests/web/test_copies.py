"""One report in four articles: grouped in the list, listed on each, and side by side."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import Draft, save

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from web.plain import read

REPORT = [
    "The harbour of Bergen will take a higher toll from all ships that enter it after the first of May.",
    "The council said that the money is needed for new cranes, as the old ones stand still most days.",
    "Ships that carry nothing but passengers are free, and so are those of fishermen from the islands.",
    "Last year some four thousand ships came to the harbour, a tenth fewer than in the year before that.",
]
OTHER = [
    "In Oslo the parliament talked all day about schools, about teachers and about the price of books."
] * 2


def printed(outlet, *paragraphs, day=None):
    return Draft(
        *paragraphs, title=f"In {outlet}", outlet=outlet, url=f"https://{outlet}.example/1", published=day
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("copies") / "copies.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        idents = [
            save(db, draft).article
            for draft in (
                printed("Dagen", "BERGEN, May 1 (Agency) —", *REPORT, "Written by somebody."),
                printed("Posten", *REPORT),
                printed("Avisen", REPORT[0].replace("higher", "lower"), *REPORT[1:]),
                printed("Bladet", *REPORT[:1], *OTHER),
                printed("Nyhet", *OTHER, "Nobody called."),
            )
        ]
    written.dispose()
    return path, idents


@pytest.fixture(scope="module")
def site(made):
    with TestClient(create_app(Settings(database=made[0]))) as site:
        yield site


def test_an_article_lists_its_copies_and_what_may_be_one(site, made):
    page = site.get(f"/a/{made[1][1]}")
    told = read(page)
    assert "The same report elsewhere" in told
    assert "Dagen , date not stated: 100% of the shorter text word for word" in told
    assert f"/a/{made[1][1]}/beside/{made[1][2]}" in page.text
    assert site.get(f"/a/{made[1][4]}.json").json()["article"]["copies"] == []
    assert len(site.get(f"/a/{made[1][1]}.json").json()["article"]["copies"]) == 2


def test_grouped_each_report_is_listed_once_and_none_is_dropped(site, made):
    told = read(site.get("/articles?group=report"))
    assert "5 articles in 3 groups" in told
    assert told.count("and 2 copies") == 1
    assert "In Dagen" in told
    assert "In Avisen" not in told
    alone = read(site.get("/articles?group=report&outlet=Avisen&outlet=Posten"))
    assert "2 articles in 1 group" in alone
    assert "In Posten" in alone
    assert "5 articles" in read(site.get("/articles"))


def test_two_copies_stand_side_by_side(site, made):
    _, posten, avisen, _, other = made[1]
    page = site.get(f"/a/{posten}/beside/{avisen}")
    told = read(page)
    assert "[removed:] higher [end]" in told
    assert "[added:] lower [end]" in told
    assert told.count("four thousand ships") == 1
    assert site.get(f"/a/{posten}/beside/{other}").status_code == 404
    assert site.get(f"/a/{posten}/beside/nothing0").status_code == 404
    assert 'name="robots" content="noindex"' in page.text


def test_side_by_side_shows_no_more_than_may_be_published(made):
    path, (_, posten, avisen, *_) = made
    with TestClient(create_app(Settings(database=path, publish_text="passages"))) as site:
        page = site.get(f"/a/{posten}/beside/{avisen}")
        assert page.status_code == 200
        assert "harbour" not in read(page)
