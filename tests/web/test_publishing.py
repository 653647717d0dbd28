"""Where only passages are published, no address gives a word of any other paragraph away."""

from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import Draft, save

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from web.reading_pages import parse

SENTINEL = "quuxle"
"""In every paragraph that is not shown."""


def draft(harbour, **facts):
    """Twelve paragraphs: a statement in the sixth, a claim of the narration at the end of the tenth."""
    lines = [f"Boats number {n} {SENTINEL}{n} in {SENTINEL} bay. Rain fell {n}." for n in range(12)]
    lines[0] = "Opening words of the article. " * 8
    lines[4], lines[6] = f"The harbour of {harbour} was quiet.", "Nobody answered."
    lines[5] = "“We wait for the boats,” added Anna Berg."
    made = Draft(*lines, **facts)
    berg = made.entity("Anna Berg")
    made.statement("We wait for the boats,", by=berg, cue=["added"], source=["Anna Berg"])
    made.claim("Rain fell 9.")
    return made


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("passages") / "passages.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, draft("Oslo", title="Boats", outlet="Dagen", url="https://dagen.example/boats"))
        save(db, draft("Bergen", file_name="untitled.txt", translated_from="ru"))
    written.dispose()
    return path


def site(database, **settings):
    return TestClient(create_app(Settings(database=database, **settings)), follow_redirects=True)


@pytest.fixture(scope="module")
def passages(database):
    return site(database, publish_text="passages")


def addresses(client):
    """Every address that a page or the API description leads to, from the front page on."""
    waiting, seen = ["/", "/data", "/openapi.json", "/robots.txt"], {}
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen or len(seen) > 1500:
            continue
        seen[address] = client.get(address)
        if seen[address].headers["content-type"].startswith("text/html"):
            page = parse(seen[address].text)
            hrefs = [each.attributes.get("href", "") for tag in ("a", "link") for each in page.all(tag)]
            waiting += [h.removeprefix("http://testserver") for h in hrefs]
            waiting = [each for each in waiting if each.startswith("/") and not each.startswith("/static")]
    assert len(seen) < 1500, "the crawl does not end"
    return seen


def asked(client):
    """Addresses with words that only paragraphs which are not shown have."""
    for words in (f"{SENTINEL}2", SENTINEL[:4], "Boats number", "rain fell"):
        for path in ("/search", "/articles", "/articles.json", "/articles.csv", "/articles.jsonl", "/quotes"):
            yield client.get(path, params={"q": words})
        yield client.get("/suggest", params={"q": words})
        yield client.get("/check", params={"q": f"{words} {SENTINEL}2 in"})
    idents = [row["article"]["ident"] for row in client.get("/articles.json").json()["rows"]]
    statements = [row["ident"] for row in client.get("/quotes.json").json()["rows"]]
    claims = [row["ident"] for row in client.get("/claims.json").json()["rows"]]
    for ident in idents:
        yield client.get(f"/a/{ident}", params={"q": "boats rain"})
        for suffix in ("json", "jsonld", "txt", "csv", "atom", "jsonl"):
            yield client.get(f"/a/{ident}.{suffix}")
    for letter, found in (("s", statements), ("c", claims)):
        for ident in found:
            for more in ("?context=50", "?around=50", "?more=50", ".json", ".jsonld", ".bib", "/embed"):
                yield client.get(f"/{letter}/{ident}{more}")


def without_question(answer):
    """What an answer says beside repeating what was asked."""
    words = answer.request.url.params.get("q", "")
    text = unquote(answer.text)
    return text.replace(words, "").replace(words.replace(" ", "+"), "") if words else text


def test_no_address_gives_an_unshown_paragraph_away(database, passages):
    everything = site(database)
    whole = next(r for r in asked(everything) if "/a/" in str(r.url))
    assert SENTINEL in whole.text  # it is there to be found where everything is shown
    for address, answer in addresses(passages).items():
        assert SENTINEL not in answer.text, address
    for answer in asked(passages):
        assert SENTINEL not in without_question(answer), answer.url


def test_article_page_says_what_it_leaves_out(passages):
    (row,) = passages.get("/articles.json?outlet=Dagen").json()["rows"]
    page = parse(passages.get(f"/a/{row['article']['ident']}").text)
    assert "9 paragraphs not shown here" in page.one("main").text
    assert page.one("p", class_="caution").one("a").attributes["href"] == "https://dagen.example/boats"
    gaps = [" ".join(gap.text.split()) for gap in page.with_class("unshown")]
    assert "Paragraphs 1 to 4 are not shown here." in gaps[0]
    assert "Paragraphs 8 to 12 are not shown here. Claim: Event" in gaps[1]
    for number in range(1, 13):
        assert [each for tag in ("li", "span") for each in page.all(tag, id=f"p{number}")], number


def test_claim_of_an_unshown_paragraph_shows_its_own_words(passages):
    claim = next(r for r in passages.get("/claims.json").json()["rows"] if r["article"]["title"])
    page = parse(passages.get(f"/c/{claim['ident']}").text)
    (text,) = page.with_class("text")
    assert "Only these words of the paragraph" in text.text
    assert text.text.endswith("Rain fell 9.")


def test_words_of_an_unshown_paragraph_are_found_but_not_shown(passages):
    page = parse(passages.get("/check", params={"q": "Boats number 2"}).text)
    assert "nobody’s quotation" in page.one("main").text
    assert SENTINEL not in page.one("main").text


def test_without_a_title_the_opening_is_shown(passages):
    row = next(r for r in passages.get("/articles.json").json()["rows"] if not r["article"]["title"])
    assert row["article"]["label"].startswith("Opening words")
    view = passages.get(f"/a/{row['article']['ident']}.json").json()["article"]
    assert [paragraph["number"] for paragraph in view["paragraphs"]] == [0, 4, 5, 6]
    assert view["hidden"] == [1, 2, 3, 7, 8, 9, 10, 11]
