"""Permalinks: what they show, never show, and where wrong ones lead."""

import pytest

from web.reading_pages import parse


def test_direct_words_stand_in_marks_with_the_gap_shown(site, permalink):
    page = parse(site.get(permalink("quotes", "The toll will rise")).text)
    [words] = list(page.all("blockquote"))
    assert " ".join(words.text.split()) == "“The toll will rise in Norway, […] by twelve per cent.”"
    text = page.one("main").text
    assert "Translated, not verbatim" in text
    assert "Reported, not verbatim" not in text
    assert "harbour master → Ole Lund" in text
    assert "Very likely right" in text
    marked = [mark.text for mark in page.all("mark")]
    assert marked == ["The toll will rise in Norway,", "by twelve per cent."]
    [galley] = page.with_class("galley")
    assert [cue.text for cue in galley.with_class("cue")] == ["said"]
    assert [source.text for source in galley.with_class("source")] == ["Ole Lund"]
    field = page.one("input", id="permalink")
    assert field.attributes["value"] == page.one("link", rel="canonical").attributes["href"]


@pytest.mark.parametrize("words", ["nobody in Paris", "a gift"])
def test_words_not_all_quoted_get_no_marks_of_ours(site, permalink, words):
    address = permalink("quotes", words)
    html = site.get(address).text
    page = parse(html)
    assert not list(page.all("blockquote"))
    assert not list(page.with_class("open"))
    told = page.one("meta", name="description").attributes["content"].partition(" — ")[0]
    for shown in (page.one("title").text, told):
        assert shown.count("“") == words.count("gift"), "only the article's own marks"
    if words == "nobody in Paris":
        assert "Reported, not verbatim" in page.one("main").text
        assert "Reported, not verbatim" in page.one("meta", name="description").attributes["content"]


def test_quoted_part_of_a_partly_quoted_statement_is_told_apart(site, permalink):
    page = parse(site.get(permalink("quotes", "a gift")).text)
    assert [part.text for part in page.with_class("verbatim")] == ["“a gift”"]


def test_unsure_speaker_is_named_nowhere(site, rows, permalink):
    address = permalink("quotes", "Nobody called us")
    article = permalink("articles", "harbour")
    for path in (address, article, "/quotes?q=called", "/search?q=called", "/quotes.json?q=called",
                 f"{address.rsplit('/', 1)[0]}.json", f"{article.rsplit('/', 1)[0]}.json", "/"):  # fmt: skip
        answer = site.get(path)
        assert answer.status_code == 200
        assert "Doubtful" not in answer.text, path
    page = parse(site.get(address).text)
    assert "the clerk" in page.one("title").text
    assert "too unsure to name a speaker" in page.one("main").text


def test_article_as_read_is_the_text(site, permalink):
    page = parse(site.get(permalink("articles", "harbour")).text)
    paragraphs = [p.text for item in page.with_class("paragraph") for p in item.with_class("text")]
    hidden = [span.text for span in page.with_class("hidden")]
    shown = paragraphs[1]
    for words in hidden:
        shown = shown.replace(words, "")
    assert shown == "He called the plan “a gift” to Sweden."
    assert [item.attributes["id"] for item in page.with_class("paragraph")] == ["p1", "p2", "p3", "p4"]
    links = [link.attributes["href"] for link in page.with_class("marked")]
    assert all(site.get(href).status_code == 200 for href in links)
    assert len(links) == 6


def test_claim_names_its_claimer_and_statement(site, permalink):
    page = parse(site.get(permalink("claims", "The toll will rise")).text)
    assert "Ole Lund claims" in " ".join(page.one("h1").text.split())
    assert [mark.text for mark in page.all("mark")] == ["The toll will rise in Norway"]
    narrated = parse(site.get(permalink("claims", "The delegations met")).text)
    assert "Dagen" in narrated.one("h1").text


def test_a_claim_stands_alone_beside_its_own_words(site, permalink):
    page = parse(site.get(permalink("claims", "He called the plan")).text)
    text = " ".join(page.one("main").text.split())
    wording = next(page.with_class("wording")).text.strip()
    assert wording.endswith("[Ole Lund] called the plan “a gift” to Sweden")
    assert "He called the plan “a gift” to Sweden" in next(page.with_class("words")).text
    assert "a gift read as at least 240,000,000 USD" in text
    assert "Worth checking: states an amount; about the past" in text
    assert "Norway from the context: the plan → Norway" in text
    assert "NATO (bloc or region)" in text


def test_speaker_page_tells_what_is_printed(site, permalink):
    text = parse(site.get(permalink("speakers", "Ole Lund")).text).one("main").text
    for words in ("Person", "Norway", "harbour master", "Lund", "Sweden", "3 statements in 1 article"):
        assert words.lower() in text.lower()


def test_wrong_or_missing_slug_leads_to_the_right_address(site, permalink):
    for name, word in (
        ("quotes", "a gift"),
        ("claims", "Paris"),
        ("speakers", "Lund"),
        ("articles", "harbour"),
    ):
        right = permalink(name, word)
        bare = right.rsplit("/", 1)[0]
        for wrong in (bare, f"{bare}/wrong", bare.upper().replace("/S/", "/s/").replace("/C/", "/c/").replace(
                "/P/", "/p/").replace("/A/", "/a/")):  # fmt: skip
            answer = site.get(f"{wrong}?from=GB")
            assert (answer.status_code, answer.headers["location"]) == (301, f"{right}?from=GB")
        assert site.get(f"{right}.json").headers["location"] == f"{bare}.json"


def test_merged_withdrawn_and_unknown(site, permalink):
    merged = site.get("/p/merged00/whoever")
    assert (merged.status_code, merged.headers["location"]) == (301, permalink("speakers", "Anna Berg"))
    gone = site.get("/s/g0ne0000")
    assert gone.status_code == 410
    assert "The passage turned out to be a heading." in gone.text
    assert site.get("/s/g0ne0000.json").json() == {"error": "The passage turned out to be a heading."}
    for address in ("/s/00000000", "/nothing", "/country/XX", "/static/x.js", "/a/" + "x" * 300):
        answer = site.get(address)
        assert answer.status_code == 404
        page = parse(answer.text)
        assert page.one("input", id="q").attributes["name"] == "q"
        assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_bad_parameters_are_readable_pages(site):
    for address, status in (
        ("/quotes?sort=up", 422),
        ("/quotes?after=@@", 400),
        ("/claims?q=" + "x" * 501, 422),
    ):
        answer = site.get(address)
        assert answer.status_code == status
        assert parse(answer.text).one("h1").text
        assert answer.headers["content-type"].startswith("text/html")
        as_json = site.get(address.replace("?", ".json?"))
        assert as_json.status_code == status
        assert set(as_json.json()) == {"error"}
