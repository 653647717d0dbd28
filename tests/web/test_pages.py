"""Every page: whole, titled, described, canonical, without JavaScript, and as a block."""

import re

import pytest

from web.reading_pages import parse

LISTS = ["/quotes", "/claims", "/speakers", "/articles"]


@pytest.fixture(scope="session")
def addresses(permalink):
    return [
        "/",
        *LISTS,
        "/search?q=toll",
        "/country/NO",
        "/outlets",
        "/outlet/dagen.example",
        "/countries",
        "/methods",
        permalink("quotes", "The toll will rise"),
        permalink("quotes", "a gift"),
        permalink("quotes", "nobody in Paris"),
        permalink("quotes", "Nobody called us"),
        permalink("quotes", "Mind the"),
        permalink("claims", "The toll will rise"),
        permalink("claims", "The delegations met"),
        permalink("speakers", "Anna Berg"),
        permalink("articles", "Talks in Oslo"),
        permalink("articles", "harbour"),
    ]


def test_every_page_is_whole(site, addresses):
    titles = {}
    for address in addresses:
        answer = site.get(address)
        assert answer.status_code == 200, address
        page = parse(answer.text)
        title = page.one("head").one("title").text
        assert title.endswith("· Cuttings")
        titles[title] = address
        assert page.one("h1").text.strip()
        assert page.one("meta", name="description").attributes["content"].strip()
        canonical = page.one("link", rel="canonical").attributes["href"]
        assert canonical == f"http://testserver{address}"
        assert page.one("meta", property="og:url").attributes["content"] == canonical
        assert page.one("html").attributes["lang"] == "en"
        assert page.one("p", id="status").attributes["role"] == "status"
        ids = re.findall(r' id="([^"]+)"', answer.text)
        assert len(ids) == len(set(ids)), f"an id twice in {address}"
        assert " style=" not in answer.text
        assert not re.search(r"<script(?![^>]*src=)(?! type=\"application/ld)", answer.text)
    assert len(titles) == len(addresses), "two pages with one title"


def test_every_link_leads_somewhere(site, addresses):
    seen, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        assert len(seen) < 2000, "the crawl does not end"
        answer = site.get(address)
        assert answer.status_code in (200, 301), address
        if answer.status_code == 301:
            waiting.append(answer.headers["location"])
        elif answer.headers["content-type"].startswith("text/html"):
            page = parse(answer.text)
            anchors = set(re.findall(r' id="([^"]+)"', answer.text))
            for link in page.all("a"):
                href, _, anchor = link.attributes["href"].partition("#")
                if href.startswith("/") and "after=" not in href and href.count("=") < 2:
                    waiting.append(href)
                elif not href and anchor != "main":
                    assert anchor in anchors, f"#{anchor} in {address}"
    assert set(addresses) - {"/search?q=toll"} <= seen


FILTERED = [
    *(
        "/quotes?kind=direct",
        "/quotes?not.kind=direct",
        "/quotes?group=p",
        "/quotes?about=XX",
        "/quotes?q=toll",
    ),
    *("/claims?about=NO&sort=worth", "/speakers?q=berg", "/articles?via=NO", "/quotes?p=nobody"),
]


@pytest.mark.parametrize(
    "address", [*LISTS, *FILTERED, "/search?q=toll", "/country/NO", "/outlet/dagen.example"]
)
def test_block_is_a_substring_of_its_page(site, address):
    page = site.get(address)
    block = site.get(address, headers={"HX-Request": "true", "HX-Target": "results"})
    assert block.text.strip().startswith('<div id="results"')
    assert block.text.strip() in page.text
    assert len(block.text) < len(page.text)
    restored = site.get(
        address,
        headers={"HX-Request": "true", "HX-Target": "results", "HX-History-Restore-Request": "true"},
    )
    assert restored.text == page.text
    unknown = site.get(address, headers={"HX-Request": "true", "HX-Target": "nowhere"})
    assert unknown.text == page.text
    for answer in (page, block, restored):
        assert {"HX-Request", "HX-History-Restore-Request"} <= set(answer.headers["vary"].split(", "))


def test_typing_replaces_the_address_and_steps_push_it(site):
    block = {"HX-Request": "true", "HX-Target": "results"}
    typed = site.get("/quotes?sort=newest&q=toll&match=all", headers={**block, "HX-Trigger-Name": "q"})
    assert typed.headers["hx-replace-url"] == "/quotes?q=toll"
    assert "hx-push-url" not in typed.headers
    chosen = site.get("/quotes?kind=direct&q=", headers=block)
    assert chosen.headers["hx-push-url"] == "/quotes?kind=direct"


def test_untidy_address_leads_to_the_tidy_one(site):
    answer = site.get("/quotes?sort=newest&q=&kind=mixed&about=se&kind=direct&utm_source=x")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/quotes?about=SE&kind=direct&kind=mixed"
    assert site.get(answer.headers["location"]).status_code == 200


def test_pagination_walks_both_ways_over_real_links(site, rows):
    address, seen, pages = "/quotes", [], []
    while address:
        page = parse(site.get(address).text)
        pages.append(address)
        seen += [next(next(each.with_class("slug")).all("a")).text for each in page.with_class("cutting")]
        address = next((link.attributes["href"] for link in page.all("a", rel="next")), None)
    assert seen == [row["ident"] for row in rows["quotes"]]
    assert len(pages) > 1
    back = next(parse(site.get(pages[-1]).text).all("a", rel="prev")).attributes["href"]
    assert len(list(parse(site.get(back).text).with_class("cutting"))) == 3


def test_facets_chips_and_counts(site):
    page = parse(site.get("/quotes?kind=mixed&p=nobody").text)
    unknown, kind = page.one("a", id="chip-p-0"), page.one("a", id="chip-kind-0")
    assert "unknown" in unknown.attributes["class"]
    assert "nobody" in unknown.text
    assert unknown.attributes["href"] == "/quotes?kind=mixed"
    assert kind.attributes["href"] == "/quotes?p=nobody"
    assert page.one("input", name="kind", value="mixed").attributes.get("checked", "no") is None


def test_zero_result_names_the_filter_that_empties_it(site):
    answer = parse(site.get("/quotes?about=XX&kind=mixed").text)
    ways = [" ".join(way.text.split()) for box in answer.with_class("nothing") for way in box.all("li")]
    assert ways == [
        "1 statement without About country: XX",
        "0 statements without Kind: Partly quoted",
    ]
    assert "says nothing about whether it was ever said" in site.get("/quotes?about=XX").text


def test_claims_about_a_country(site):
    page = parse(site.get("/claims?about=NO").text)
    assert page.one("h2", id="count").text == "2 claims"
    cutting = next(page.with_class("cutting"))
    assert "The toll will rise in Norway" in cutting.text
    assert any(re.fullmatch(r"/a/\w{8}/[\w-]+#p1", link.attributes["href"]) for link in cutting.all("a"))


def test_a_bloc_is_not_its_members(site):
    page = parse(site.get("/claims?bloc=nato").text)
    assert page.one("h2", id="count").text == "1 claim"
    assert "NATO" in page.one("main").text
    for other in ("about=SE", "about=NATO", "bloc=unheard-of"):
        assert "No claim in this archive fits" in site.get(f"/claims?{other}").text


def test_claims_worth_checking_come_first_when_asked_for(site):
    page = parse(site.get("/claims?sort=worth").text)
    first = next(page.with_class("cutting")).text
    assert "Worth checking" in first
    assert "[Ole Lund] called the plan" in first
    assert "Most worth checking" not in site.get("/quotes").text


def test_search_finds_all_four_and_marks_the_words(site):
    page = parse(site.get("/search?q=toll").text)
    assert next(hit.text for hit in page.with_class("hit")) == "toll"
    found = [h.text for h in page.all("h2")]
    assert {"Quotes", "Claims", "Articles"} <= set(found)
    named = [h.text for h in parse(site.get("/search?q=Lund").text).all("h2")]
    assert named.index("Speakers") < named.index("Articles"), "who is called so comes first"
    assert "Nothing in this archive" in site.get("/search?q=zebra").text


def test_speakers_of_a_name(site):
    page = parse(site.get("/speakers?q=berg").text)
    assert [title.text for title in page.with_class("title")] == ["Anna Berg"]
