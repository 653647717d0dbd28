"""An article captured three times: what its pages say is unchanged, edited, gone and back."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, text
from store.building import LATER, NOW, Draft, save

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from web.plain import read

BETWEEN = NOW.replace(day=20)
KEPT, EDITED, GONE, BACK = "We go home tonight", "The toll will rise in May", "Nobody called us", "It is late"


def captured(*words, ending="They met for two days in a hall by the sea."):
    draft = Draft(
        *(f"“{each},” said Anna Berg." for each in words), ending, title="Captures", url="https://d.example/1"
    )
    berg = draft.entity("Anna Berg")
    for each in words:
        draft.claim(each, statement=draft.statement(f"{each},", by=berg))
    return draft


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("captures") / "captures.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, captured(KEPT, EDITED, GONE, BACK), NOW)
        save(db, captured(KEPT, EDITED), BETWEEN)
        save(db, captured(KEPT, EDITED.replace("May", "June"), BACK, ending="They met."), LATER)
        save(db, Draft("Nothing was said.", title="Once", url="https://d.example/2"), NOW)
    written.dispose()
    return path


@pytest.fixture(scope="module")
def site(database):
    with TestClient(create_app(Settings(database=database))) as site:
        yield site


@pytest.fixture(scope="module")
def passages(database):
    with TestClient(create_app(Settings(database=database, publish_text="passages"))) as site:
        yield site


@pytest.fixture(scope="module")
def ident(database):
    def find(table, words):
        sql = {
            "statements": "SELECT s.ident FROM statements AS s JOIN versions AS v ON v.statement_id = s.id "
            "AND v.number = s.version WHERE v.words LIKE :words",
            "claims": "SELECT ident FROM claims WHERE words LIKE :words",
            "articles": "SELECT ident FROM articles WHERE title LIKE :words",
        }
        with Session(engine.reader(database)) as db:
            return db.connection().execute(text(sql[table]), {"words": f"{words}%"}).scalar_one()

    return find


def test_a_gone_statement_says_so_wherever_it_is_repeated(site, ident):
    gone = ident("statements", GONE)
    page = site.get(f"/s/{gone}")
    assert page.status_code == 200
    assert "No longer in the article since 20 May 2024" in read(page)
    assert "gone since 20 May 2024 ; last checked 1 June 2024" in read(page)
    assert 'name="robots" content="noindex"' in page.text
    article = ident("articles", "Captures")
    assert f'href="/a/{article}/captures/1#p3"' in page.text
    assert f'href="/a/{article}/captures/2"' in page.text
    said = "No longer in the article since 20 May 2024"
    for suffix in (".txt", ".bib", ".ris", ".csl.json", ".jsonld", "/embed", "/v1", "/v1.txt"):
        assert said in site.get(f"/s/{gone}{suffix}").text, suffix
    assert site.get(f"/s/{gone}.json").json()["statement"]["row"]["gone"].startswith("2024-05-20")
    assert site.get(f"/s/{gone}/card.png").status_code == 200
    assert said in re.search(r'og:image:alt" content="([^"]*)', page.text)[1]
    oembed = site.get("/oembed", params={"url": f"http://testserver/s/{gone}"}).json()
    assert oembed["title"].endswith("(no longer in the article since 20 May 2024)")
    assert f"/a/{article}/captures/1" in site.get(f"/s/{gone}.jsonld").text
    claimed = site.get(f"/c/{ident('claims', GONE)}")
    assert said in read(claimed)
    assert said in site.get(f"/c/{ident('claims', GONE)}.txt").text


@pytest.mark.parametrize(
    "path", ["/quotes", "/claims", "/quotes.csv", "/quotes.atom", "/search?q=Nobody", "/"]
)
def test_what_is_gone_is_in_no_list(site, path):
    assert "Nobody called" not in read(site.get(path))
    assert path == "/" or "home" in read(site.get(path.replace("Nobody", "home")))


def test_an_edited_statement_shows_both_wordings(site, ident):
    page = site.get(f"/s/{ident('statements', 'The toll')}")
    assert "edited between 20 May 2024 and 1 June 2024" in read(page)
    assert re.search(r"<del>.*May,.*</del>.*<ins>.*June,.*</ins>", page.text)
    old = read(site.get(f"/s/{ident('statements', 'The toll')}/v1"))
    assert "Changed since you linked" in old
    assert "The article was edited" in old


def test_an_unchanged_statement_says_since_when(site, ident):
    kept = ident("statements", KEPT)
    assert "unchanged since first captured on 1 May 2024 ; last checked 1 June 2024" in read(
        site.get(f"/s/{kept}")
    )
    assert "the same when captured again: version 2 , 20 May 2024 ; version 3" in read(site.get(f"/s/{kept}"))
    old = read(site.get(f"/s/{kept}/v1"))
    assert "superseded" not in old
    assert "captured again since" in old
    assert "unchanged since first captured on 1 June 2024" in read(
        site.get(f"/c/{ident('claims', 'The toll')}")
    )


def test_the_captures_are_listed_with_what_became_of_what(site, ident):
    article = ident("articles", "Captures")
    assert "edited since first captured on 1 May 2024" in read(site.get(f"/a/{article}"))
    told = read(site.get(f"/a/{article}/captures"))
    assert "Capture 3 1 June 2024 9 words added, 12 words removed" in told
    assert "gone: 2 statements, 1 claim" in told
    assert "back again: 1 statement" in told
    for number in (1, 2, 3):
        assert site.get(f"/a/{article}/captures/{number}").status_code == 200
    for number in (0, 4, 10**30):
        assert site.get(f"/a/{article}/captures/{number}").status_code == 404


def test_a_capture_shows_what_was_taken_out_and_put_in(site, ident):
    article = ident("articles", "Captures")
    page = site.get(f"/a/{article}/captures/2").text
    assert re.search(r"<del>[^<]*<span[^>]*>\[removed:\] </span>“Nobody called us,” said Anna Berg", page)
    assert f'href="/s/{ident("statements", GONE)}/' in page
    assert f'href="/c/{ident("claims", GONE)}/' in page
    page = site.get(f"/a/{article}/captures/3").text
    assert re.search(r"rise in<del>.* May,.*</del><ins>.* June,.*</ins>", page)


def test_captures_show_no_more_than_may_be_published(passages, ident):
    article = ident("articles", "Captures")
    first, third = (passages.get(f"/a/{article}/captures/{n}").text for n in (1, 3))
    assert "hall by the sea" in first  # beside a statement
    assert GONE in first
    assert "They met." in third
    once = ident("articles", "Once")
    assert "Nothing was said" not in passages.get(f"/a/{once}/captures/1").text
    assert "1 paragraph not shown here" in passages.get(f"/a/{once}/captures/1").text


def test_an_article_captured_once_says_that_nothing_is_known_since(site, ident):
    once = site.get(f"/a/{ident('articles', 'Once')}")
    assert "not looked at again since" in read(once)
    assert '/captures"' not in once.text


@pytest.mark.parametrize("address", ["/s/{}/v{}", "/s/{}/v{}/embed", "/s/{}/v{}.json", "/a/{}/captures/{}"])
@pytest.mark.parametrize("digits", [10, 30, 5_000])
def test_a_number_with_too_many_digits_is_no_address(site, address, digits):
    assert site.get(address.format("0" * 8, "9" * digits)).status_code == 404
