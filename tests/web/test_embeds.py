"""Statements inside other pages, and what oEmbed tells about them."""

from xml.etree import ElementTree as ET

from app.web import framing, security
from web.reading_pages import parse


def embedded(site, rows, word):
    row = next(row for row in rows["quotes"] if word in str(row))
    answer = site.get(f"/s/{row['ident']}/embed")
    assert answer.status_code == 200
    return answer


def test_embed_may_be_framed_and_runs_nothing(site, rows):
    answer = embedded(site, rows, "The toll will rise")
    assert "x-frame-options" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    page = parse(answer.text)
    assert not list(page.all("script"))
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert all(
        (link.attributes["target"], link.attributes["rel"]) == ("_blank", "noopener")
        for link in page.all("a")
    )
    other = site.get("/quotes")
    assert other.headers["x-frame-options"] == "DENY"
    assert other.headers["content-security-policy"] == security.HEADERS["Content-Security-Policy"]


def test_embed_says_all_that_has_to_be_known(site, rows):
    page = parse(embedded(site, rows, "nobody in Paris").text)
    assert not list(page.all("blockquote"))
    assert "“" not in page.one("main").text
    assert [caution.text for caution in page.with_class("caution")] == [
        "Reported, not verbatim", "Translated, not verbatim",
    ]  # fmt: skip
    main = page.one("main").text
    for told in ("Ole Lund", "harbour master", "Outlet not stated", "date not stated", "version 1"):
        assert told in main
    assert list(parse(embedded(site, rows, "The toll will rise").text).all("blockquote"))


def test_a_speaker_in_doubt_is_not_named(site, rows):
    answer = embedded(site, rows, "Nobody called us")
    assert "Mona" not in answer.text
    assert "Who said it is not settled" in answer.text
    row = next(row for row in rows["quotes"] if "Nobody called us" in str(row))
    told = site.get("/oembed", params={"url": f"http://testserver/s/{row['ident']}"}).json()
    assert told["author_name"] == "the clerk"
    assert "author_url" not in told


def test_statement_pages_lead_to_their_oembed(site, permalink):
    page = parse(site.get(permalink("quotes", "The toll will rise")).text)
    told = []
    for media_type in ("application/json+oembed", "text/xml+oembed"):
        href = page.one("link", rel="alternate", type=media_type).attributes["href"]
        answer = site.get(href.removeprefix("http://testserver"))
        assert answer.status_code == 200
        told.append(answer)
    json, xml = told[0].json(), ET.fromstring(told[1].content)
    assert (json["version"], json["type"], json["provider_name"]) == ("1.0", "rich", "Cuttings")
    assert {field.tag: field.text for field in xml} == {name: str(value) for name, value in json.items()}
    frame = parse(json["html"]).one("iframe").attributes
    assert site.get(frame["src"].removeprefix("http://testserver")).status_code == 200
    assert (int(frame["width"]), int(frame["height"])) == (json["width"], json["height"])
    assert "allow-scripts" not in frame["sandbox"]
    assert page.one("textarea", id="embed-code").text == json["html"].replace(
        frame["title"], page.one("title").text.removesuffix(" · Cuttings")
    )


def test_oembed_keeps_to_the_size_asked_for(site, rows):
    url = f"http://testserver/s/{rows['quotes'][0]['ident']}"
    told = site.get("/oembed", params={"url": url, "maxwidth": 300, "maxheight": 120}).json()
    assert (told["width"], told["height"]) == (300, 120)
    assert framing.height("word " * 80, 300) > framing.height("word " * 80, 600)


def test_oembed_refuses_what_is_not_here(site, rows):
    ident = rows["quotes"][0]["ident"]
    for url in ("http://elsewhere.example/s/" + ident, "http://testserver/quotes", "http://[", "x",
                "http://testserver/s/nothing0"):  # fmt: skip
        answer = site.get("/oembed", params={"url": url})
        assert (answer.status_code, list(answer.json())) == (404, ["error"]), url
    assert site.get("/oembed", params={"url": "http://testserver/s/g0ne0000"}).status_code == 410
    url = f"http://testserver/s/{ident}"
    assert site.get("/oembed", params={"url": url, "format": "yaml"}).status_code == 501
    assert site.get("/oembed").status_code == 422


def test_hostile_names_stay_text_in_the_code(site, rows):
    row = next(row for row in rows["quotes"] if "Mind the" in str(row))
    told = site.get("/oembed", params={"url": f"http://testserver/s/{row['ident']}"}).json()
    assert [element.tag for element in parse(told["html"]).children] == ["iframe"]
    assert "<img" in parse(told["html"]).one("iframe").attributes["title"]
    assert not list(parse(embedded(site, rows, "Mind the").text).all("img"))


def test_open_graph_of_every_record(site, permalink):
    for name, kind in (
        ("quotes", "article"),
        ("claims", "article"),
        ("speakers", "profile"),
        ("articles", "article"),
    ):
        address = permalink(name, "Lund" if name == "speakers" else "toll" if name != "articles" else "Talks")
        page = parse(site.get(address).text)
        told = {
            meta.attributes["property"]: meta.attributes["content"]
            for meta in page.all("meta")
            if "property" in meta.attributes
        }
        assert told["og:site_name"] == "Cuttings"
        assert told["og:type"] == kind
        assert told["og:url"] == f"http://testserver{address}"
        assert told["og:title"]
        assert told["og:description"]


def test_versions_and_words_are_embedded_as_linked(site, rows):
    ident = next(row["ident"] for row in rows["quotes"] if "nobody in Paris" in str(row))
    page = parse(site.get(f"/s/{ident}/v1/embed?w=2-3").text)
    assert "[…] in Paris […]" in " ".join(page.one("main").text.split())
    assert "asked for talks" not in page.one("main").text
    assert page.one("a", target="_blank", href=f"http://testserver/s/{ident}/v1?w=2-3")
    assert "words linked to are not there" in site.get(f"/s/{ident}/embed?w=99").text
    assert site.get(f"/s/{ident}/v9/embed").status_code == 404
    told = site.get("/oembed", params={"url": f"http://testserver/s/{ident}/v1?w=2-3"}).json()
    assert (
        parse(told["html"]).one("iframe").attributes["src"] == f"http://testserver/s/{ident}/v1/embed?w=2-3"
    )
    assert "[…] in Paris […]" in told["title"]
    assert site.get("/oembed", params={"url": f"http://testserver/s/{ident}/v9"}).status_code == 404


def test_plain_html_says_all_that_has_to_be_known(site, permalink):
    def still(name, word):
        page = parse(site.get(permalink(name, word)).text)
        return parse(page.one("textarea", id="embed-still").text)

    reported = still("quotes", "nobody in Paris")
    assert not list(reported.all("blockquote"))
    assert "“" not in reported.text
    assert "Ole Lund, harbour master, Outlet not stated, date not stated." in reported.text
    assert "Reported, not verbatim. Translated, not verbatim." in reported.text
    quoted = still("quotes", "The toll will rise")
    assert quoted.one("blockquote").text == "“The toll will rise in Norway, […] by twelve per cent.”"
    link = quoted.one("a").attributes["href"]
    assert quoted.one("blockquote").attributes["cite"] == link
    assert site.get(link.removeprefix("http://testserver")).status_code == 200
    assert [element.tag for element in still("quotes", "Mind the").children] == ["figure"]
    assert not list(still("quotes", "Mind the").all("b"))
    assert "Mona" not in still("quotes", "Nobody called us").text
    assert "Translated, not verbatim" in still("claims", "nobody in Paris").text
