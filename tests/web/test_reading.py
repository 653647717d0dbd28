"""The article as read: all of it marked and indexed, or only what is asked for; nothing ever left out."""

import pytest

from web.reading_pages import parse


@pytest.fixture(scope="session")
def path(permalink):
    return permalink("articles", "harbour")


@pytest.fixture
def read(site, path):
    def at(query=""):
        answer = site.get(path + query)
        assert answer.status_code == 200
        return parse(answer.text).one("main")

    return at


def text(page):
    return [" ".join(each.text.split()) for each in page.with_class("text")]


def bare(page):
    """The article's own words: what screen readers are told beside them left out."""
    for mark in page.all("mark"):
        mark.children = [
            each
            for each in mark.children
            if isinstance(each, str) or each.attributes.get("class") != "hidden"
        ]
    return text(page)


def kinds(page):
    return {mark.attributes["class"] for mark in page.all("mark")}


def test_index_leads_to_every_statement(read):
    page = read()
    steps = [each for each in page.with_class("marked") if "data-step" in each.attributes]
    places = [each.attributes["href"] for each in page.with_class("place")]
    assert sorted(places) == sorted(f"#{each.attributes['id']}" for each in steps)
    assert len(steps) == 4
    assert "4 statements by 1 speaker, 3 claims" in page.text
    assert [voice.text for voice in page.with_class("voice")] == ["Ole Lund", "Nobody named for certain"]
    assert kinds(page) == {"direct", "mixed", "indirect", "claim"}


@pytest.mark.parametrize(
    ("query", "left", "told"),
    [
        ("?kind=indirect", {"indirect"}, "Marked only: Reported, not verbatim (1 statement)"),
        ("?kind=claim", {"claim"}, "Marked only: Claim (3 claims)"),
        ("?kind=direct", {"direct"}, "Marked only: Quoted (2 statements)"),
    ],
)
def test_only_one_kind(read, query, left, told):
    page = read(query)
    assert kinds(page) == left
    assert told in page.text
    assert bare(page) == bare(read()), "the text itself stays whole"
    chosen = [each.text for each in page.all("a") if each.attributes.get("aria-current") == "true"]
    assert chosen == [told.split(": ")[1].split(" (")[0]]


def test_only_one_speaker(site, read, path):
    voice = next(each for each in read().with_class("voice") if each.tag == "a")
    assert voice.attributes["href"].startswith(f"{path}?p=")
    page = parse(site.get(voice.attributes["href"]).text).one("main")
    assert "Marked only: Ole Lund (3 statements, 2 claims)" in page.text
    assert "Nobody called us" not in "".join(mark.text for mark in page.all("mark"))
    counts = {
        " ".join(each.text.split()).rsplit(" ", 1)[0]: each.text.split()[-1]
        for legend in page.with_class("legend")
        for each in legend.all("li")
    }
    assert counts == {"Quoted": "1", "Partly quoted": "1", "Reported, not verbatim": "1", "Claim": "2"}


@pytest.mark.parametrize("query", ["?kind=sung", "?p=nobody00", "?kind=sung&p=nobody00"])
def test_a_choice_that_means_nothing_is_told_and_leaves_everything(read, query):
    page = read(query)
    assert "so everything is" in page.text
    assert kinds(page) == kinds(read())


def test_words_that_a_search_brought_along(site, read, path):
    page = read("?q=tolls+Paris")
    assert {hit.text for each in page.with_class("text") for hit in each.with_class("hit")} == {
        "toll",
        "Paris",
    }
    [told] = page.with_class("narrowed")
    assert [place.attributes["href"] for place in told.with_class("place")] == ["#p1", "#p3"]
    assert bare(page) == bare(read())
    assert "None of the words looked for" in read("?q=zebra").text
    canonical = parse(site.get(f"{path}?q=toll").text).one("link", rel="canonical").attributes["href"]
    assert canonical.endswith(path)


def test_neighbours_lead_there_and_back(site, path):
    def beside(at, rel):
        page = parse(site.get(at).text)
        return next((link.attributes["href"] for link in page.all("a", rel=rel)), None)

    seen, at = [], path
    while at:
        seen.append(at)
        at = beside(at, "prev")
    at = seen[-1]
    while (after := beside(at, "next")) is not None:
        assert beside(after, "prev") == at
        at = after
    assert len(seen) >= 1


def test_a_too_long_choice_is_refused(site, path):
    assert site.get(f"{path}?kind={'x' * 300}").status_code == 422
