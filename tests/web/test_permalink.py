"""One statement's addresses: bare, by version, and for some of its words."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import LATER, NOW, Draft, edited, save, talks

from app.settings import Settings, place
from app.store import engine
from app.store.queries import statements
from app.store.queries.filters import Filter
from app.web.app import create_app
from web.reading_pages import parse


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """A site where a statement has two versions: its words were printed otherwise at first."""
    path = tmp_path_factory.mktemp("versions") / "versions.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        save(db, talks(title="Talks"))
        save(db, edited(talks(title="Talks"), "everybody", "everyone"), LATER)
        odd = Draft("“V2!” said Ole Lund.", file_name="odd.txt")
        odd.statement("V2!", by=odd.entity("Ole Lund"), cue=["said"], source=["Ole Lund"],
                      reasons=("he → Ole Lund, ¶1",))  # fmt: skip
        save(db, odd, NOW + timedelta(days=1))
        idents = {row.pieces[0].words: row.ident for row in statements.statements(db, Filter()).rows}
    written.dispose()
    site = TestClient(create_app(Settings(database=path)), follow_redirects=False)
    site.ident = next(ident for words, ident in idents.items() if words.startswith("We will"))
    site.odd = idents["V2!"]
    return site


def lead(page):
    return next(page.with_class("lead"))


def said(page):
    (words,) = lead(page).with_class("words")
    return " ".join(words.text.split())


def meta(page, name):
    found = [m for m in page.all("meta") if name in (m.attributes.get("property"), m.attributes.get("name"))]
    assert len(found) == 1, name
    return found[0].attributes["content"]


def test_every_version_has_an_address_of_its_own(corrected):
    old, new = (parse(corrected.get(f"/s/{corrected.ident}/v{number}").text) for number in (1, 2))
    assert said(old) == "“We will talk to everybody in Kabul.”"
    assert said(new) == "“We will talk to everyone in Kabul.”"
    assert "everybody" in next(old.with_class("galley")).text
    bare = corrected.get(f"/s/{corrected.ident}").headers["location"]
    for page in (old, new):
        assert page.one("link", rel="canonical").attributes["href"] == f"http://testserver{bare}"
        assert corrected.get(bare).status_code == 200


def test_an_old_version_says_that_it_was_superseded(corrected):
    old = parse(corrected.get(f"/s/{corrected.ident}/v1").text)
    (standing,) = old.with_class("standing")
    assert standing.one("a").text == "version 2"
    assert corrected.get(standing.one("a").attributes["href"]).status_code == 200
    assert meta(old, "robots") == "noindex"
    assert meta(old, "description").endswith("Superseded by version 2.")
    assert "kept for the newest version only" in old.one("aside").text
    new = corrected.get(f"/s/{corrected.ident}/v2").text
    assert not list(parse(new).with_class("standing"))
    assert "noindex" not in new


def test_history_lists_every_version_and_what_it_changed(corrected):
    page = parse(corrected.get(corrected.get(f"/s/{corrected.ident}").headers["location"]).text)
    (history,) = page.with_class("history")
    second, first = (" ".join(item.text.split()) for item in history.all("li"))
    assert second.startswith("Version 2 recorded 1 June 2024")
    assert second.endswith("the words changed; the article was read again (stands)")
    assert first.endswith("first recorded")
    assert [link.attributes["href"] for link in history.all("a")] == [f"/s/{corrected.ident}/v1"]


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999999", "007"])
def test_unknown_version_is_not_found_with_a_search_box(corrected, number):
    answer = corrected.get(f"/s/{corrected.ident}/v{number}")
    assert answer.status_code == 404
    assert list(parse(answer.text).all("input", name="q"))


def test_a_slug_never_takes_a_version_for_itself(corrected):
    right = corrected.get(f"/s/{corrected.odd}").headers["location"]
    assert right == f"/s/{corrected.odd}/v2-"
    assert corrected.get(right).status_code == 200
    assert corrected.get(f"/s/{corrected.odd}/v2").status_code == 404


def test_a_range_marks_its_words_and_speaks_of_them_only(corrected):
    page = parse(corrected.get(f"/s/{corrected.ident}/v1?w=3-5").text)
    marked = [each.text for each in page.with_class("chosen")]
    assert marked == ["linked words: talk to everybody", "talk to everybody"], (
        "in the words and the paragraph"
    )
    for told in (page.one("title").text, meta(page, "description"), meta(page, "og:title")):
        assert "“[…] talk to everybody […]”" in told
    assert "Kabul" not in meta(page, "description")
    assert meta(page, "og:url") == f"http://testserver/s/{corrected.ident}/v1?w=3-5"
    assert page.one("input", id="permalink").attributes["value"] == meta(page, "og:url")
    assert "words 3–5 of 7" in lead(page).text
    assert said(page).replace("linked words: ", "") == "“We will talk to everybody in Kabul.”"


def test_one_word_and_the_whole(corrected):
    page = parse(corrected.get(f"/s/{corrected.ident}/v2?w=7").text)
    assert "“[…] Kabul”" in page.one("title").text
    whole = parse(corrected.get(f"/s/{corrected.ident}/v2?w=1-7").text)
    assert "[…]" not in whole.one("title").text


@pytest.mark.parametrize("asked", ["0", "3-2", "1-8", "x", "<b>", "1-2-3", "9" * 3000])
def test_a_damaged_range_is_told_and_everything_shown(corrected, asked):
    answer = corrected.get(f"/s/{corrected.ident}/v2", params={"w": asked})
    assert answer.status_code == 200
    page = parse(answer.text)
    assert "which are not there" in lead(page).text
    assert not list(page.with_class("chosen"))
    assert "<b>" not in answer.text
    assert "“We will talk" in page.one("title").text


def test_the_form_leads_to_the_address_of_the_words(corrected):
    page = parse(corrected.get(f"/s/{corrected.ident}").headers["location"] and
                 corrected.get(corrected.get(f"/s/{corrected.ident}").headers["location"]).text)  # fmt: skip
    form = next(page.with_class("range"))
    answer = corrected.get(form.attributes["action"], params={"first": "2", "last": "4"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/s/{corrected.ident}/v2?w=2-4")
    assert "“[…] will talk to […]”" in parse(corrected.get(answer.headers["location"]).text).one("title").text


def test_kinds_keep_their_signs_in_a_range(site, permalink):
    def title(word, asked):
        return parse(site.get(f"{permalink('quotes', word)}?w={asked}").text).one("title").text

    assert title("a gift", "4").startswith("Ole Lund: […] “gift” […]"), "cut from within its quotation marks"
    assert title("a gift", "1-3").startswith("Ole Lund: the plan “a” […]")
    assert title("a gift", "5-6").startswith("Ole Lund: […] to Sweden ·")
    assert title("nobody in Paris", "1-3").startswith("Ole Lund: nobody in Paris […]")
    assert title("The toll", "5-7").startswith("Ole Lund: “[…] in Norway […] by […]”")
    page = parse(site.get(f"{permalink('quotes', 'nobody in Paris')}?w=1-3").text)
    assert meta(page, "description").endswith("Reported, not verbatim. Translated, not verbatim.")


def test_a_chain_of_reasons_leads_to_its_paragraphs(corrected):
    page = parse(corrected.get(f"/s/{corrected.odd}/v1").text)
    (reasons,) = page.with_class("reasons")
    assert " ".join(reasons.text.split()) == "he → Ole Lund, ¶1"
    assert reasons.one("a").attributes["href"].endswith("#p1")
    assert corrected.get(reasons.one("a").attributes["href"].partition("#")[0]).status_code == 200


def test_more_context_by_links_alone(site, permalink):
    address = permalink("quotes", "Nobody called us")
    seen, page = [], parse(site.get(address).text)
    while True:
        seen.append([each.attributes["class"] for each in page.with_class("paragraph")])
        wider = list(page.all("a", id="wider"))
        if not wider:
            break
        href = wider[0].attributes["href"].removesuffix("#source")
        block = site.get(href, headers={"HX-Request": "true", "HX-Target": "context"})
        assert block.text.strip().startswith('<div id="context"')
        assert block.text.strip() in site.get(href).text
        page = parse(site.get(href).text)
        assert page.one("link", rel="canonical").attributes["href"] == f"http://testserver{address}"
    assert [len(shown) for shown in seen] == [2, 4]
    assert all("dimmed" in style for style in seen[-1][:3])
    narrower = page.one("a", id="narrower").attributes["href"]
    assert narrower == f"{address}#source"


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "1", "9" * 400, "²"])
def test_any_amount_of_context_can_be_asked_for(site, permalink, asked):
    for address in (permalink("quotes", "It is late"), permalink("claims", "The delegations met")):
        page = parse(site.get(address, params={"context": asked}).text)
        assert 2 <= len(list(page.with_class("paragraph"))) <= 3
        assert page.one("div", id="context").attributes["data-status"]


def test_what_was_looked_for_is_marked_where_it_is_opened(site, permalink):
    for name, q, word in (
        ("quotes", "tolls", "toll"),
        ("claims", "tolls", "toll"),
        ("articles", "tolls", "toll"),
    ):
        page = parse(site.get(f"/{name}?q={q}").text)
        links = [link.attributes["href"] for link in page.all("a") if "?q=tolls" in link.attributes["href"]]
        opened = [
            href
            for href in links
            if href.startswith(f"/{'a' if name == 'articles' else name[0].replace('q', 's')}/")
        ]
        assert opened, name
        page = parse(site.get(opened[0]).text)
        assert word in [hit.text for hit in page.with_class("hit")], name
        shared = [page.one("link", rel="canonical").attributes["href"], meta(page, "og:url")]
        shared += [field.attributes["value"] for field in page.all("input") if "readonly" in field.attributes]
        assert not any("q=" in address for address in shared)


def test_context_keeps_the_words_and_the_search(site, permalink):
    page = parse(site.get(f"{permalink('quotes', 'Nobody called us')}?w=1-2&q=late").text)
    assert page.one("a", id="wider").attributes["href"].endswith("?context=3&q=late&w=1-2#source")


def test_both_links_are_offered_the_lasting_one_first(corrected):
    """Bare by default: it stays right when an attribution is corrected."""
    bare = corrected.get(f"/s/{corrected.ident}").headers["location"]
    for address, first, second in (
        (bare, bare, f"/s/{corrected.ident}/v2"),
        (f"/s/{corrected.ident}/v1", f"/s/{corrected.ident}/v1", bare),
        (f"{bare}?w=2", f"/s/{corrected.ident}/v2?w=2", bare),
    ):
        page = parse(corrected.get(address).text)
        told = [page.one("input", id=name).attributes["value"] for name in ("permalink", "pinned-link")]
        assert told == [f"http://testserver{first}", f"http://testserver{second}"]


def test_paragraphs_of_an_earlier_reading_lead_to_that_capture(corrected):
    for number, captured in ((1, True), (2, False)):
        page = parse(corrected.get(f"/s/{corrected.ident}/v{number}").text)
        hrefs = [link.attributes["href"] for link in page.with_class("number")]
        assert all(("/captures/1#p" in href) is captured for href in hrefs)
        assert hrefs
