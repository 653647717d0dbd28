"""What independent readers find in each export: the very rows that the page lists, walked to its end."""

import csv
import io
import json
from urllib.parse import urlencode

import bibtexparser
import extruct
import feedparser
import pytest
import rdflib
import rispy
from PIL import Image

from app.web.exports import atom, streams
from web.reading_pages import parse

HERE = "http://testserver"
SCHEMA = rdflib.Namespace("https://schema.org/")
LISTS = [
    (name, query)
    for name, queries in {
        "quotes": (
            (),
            (("not.kind", "indirect"), ("not.about", "NO")),
            (("since", "2021-05"), ("until", "2021-05"), ("date", "said")),
            (("q", "gap"),),
        ),
        "claims": (
            (),
            (("not.type", "denial"),),
            (("since", "2021"), ("until", "2021"), ("date", "said")),
            (("about", "FR"), ("sort", "oldest")),
        ),
    }.items()
    for query in queries
]


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    """So that every list has several."""
    monkeypatch.setattr(streams, "CHUNK", 2)
    monkeypatch.setattr(atom, "SIZE", 2)


def listed(site, name, query):
    """The identifiers on the pages of a list, from the first to the last."""
    letter = "s" if name == "quotes" else "c"
    found, address = [], f"/{name}?{urlencode(sorted(query))}".rstrip("?")
    while address:
        results = parse(site.get(address, follow_redirects=True).raise_for_status().text).one(
            "div", id="results"
        )
        slips = [next(slug.all("a")) for slug in results.with_class("slug") if any(slug.all("a"))]
        found += [a.text for a in slips if a.attributes["href"].startswith(f"/{letter}/")]
        address = next((a.attributes["href"] for a in results.all("a", rel="next")), None)
    return found


def by_csv(site, path, query):
    return [(r["id"], r["permalink"]) for r in csv.DictReader(io.StringIO(text(site, path, "csv", query)))]


def by_json_lines(site, path, query):
    rows = [json.loads(line) for line in text(site, path, "jsonl", query).splitlines()]
    return [(row["ident"], row["permalink"]) for row in rows]


def by_json(site, path, query):
    found, after = [], ""
    while after is not None:
        page = json.loads(text(site, path, "json", (*query, ("after", after))))
        found += [(row["ident"], row["permalink"]) for row in page["rows"]]
        after = page["after"]
    return found


def by_feedparser(site, path, query):
    found, address = [], f"{path}.atom?{urlencode(query)}"
    while address:
        feed = feedparser.parse(site.get(address).raise_for_status().content)
        assert not feed.bozo
        found += [(entry.id.rsplit("/", 1)[1], entry.link) for entry in feed.entries]
        address = next((e.href.removeprefix(HERE) for e in feed.feed.links if e.rel == "next"), None)
    return found


def by_rdflib(site, path, query):
    told = json.loads(text(site, path, "jsonld", query))
    order = [node["identifier"] for node in told["@graph"]]
    assert told["@context"] == "https://schema.org"
    # The same names without asking schema.org for them.
    told["@context"] = {"@vocab": str(SCHEMA), "url": {"@type": "@id"}}
    graph = rdflib.Graph().parse(data=json.dumps(told), format="json-ld")
    kinds = (SCHEMA.Quotation, SCHEMA.Claim)
    nodes = [node for kind in kinds for node in graph.subjects(rdflib.RDF.type, kind)]
    found = {str(graph.value(node, SCHEMA.identifier)): str(graph.value(node, SCHEMA.url)) for node in nodes}
    assert len(nodes) == len(order)
    return [(ident, found[ident]) for ident in order]


def text(site, path, suffix, query):
    answer = site.get(f"{path}.{suffix}?{urlencode(query)}").raise_for_status()
    return answer.text


@pytest.mark.parametrize(("name", "query"), LISTS)
def test_every_reader_finds_what_the_page_lists(site, name, query):
    wanted = listed(site, name, query)
    assert wanted
    exports = [read(site, f"/{name}", query) for read in (by_csv, by_json_lines, by_json, by_rdflib)]
    newest = tuple(pair for pair in query if pair[0] != "sort")
    for found in exports:
        assert [ident for ident, _ in found] == wanted
        assert found == exports[0]
    # Feeds have an order of their own.
    assert sorted(by_feedparser(site, f"/{name}", newest)) == sorted(exports[0])
    for _, permalink in exports[0]:
        assert site.get(permalink.removeprefix(HERE)).status_code == 200


def test_a_filter_leaves_rows_out(site):
    for name in ("quotes", "claims"):
        lengths = [len(listed(site, name, query)) for of, query in LISTS if of == name]
        assert all(0 < length < lengths[0] for length in lengths[1:])


def test_empty_lists_are_whole_documents(site):
    for name in ("quotes", "claims", "speakers", "articles"):
        found = json.loads(text(site, f"/{name}", "jsonld", (("about", "ZW"),)))
        assert found == {"@context": "https://schema.org", "@graph": []}


def test_speakers_and_articles_as_json_ld(site, rows):
    for name, key in (("speakers", "speaker"), ("articles", "article")):
        nodes = json.loads(text(site, f"/{name}", "jsonld", ()))["@graph"]
        assert [node["identifier"] for node in nodes] == [row[key]["ident"] for row in rows[name]]
        for node in nodes:
            assert site.get(node["@id"].removeprefix(HERE)).status_code == 200


def test_places_are_taken_from_their_own_pages(site):
    for path in ("/country/NO", "/outlet/dagen.example"):
        page = parse(site.get(f"{path}?not.kind=indirect").text)
        told = {a.attributes["href"] for a in page.one("p", class_="takeaway").all("a")}
        assert {f"{path}.{suffix}?not.kind=indirect" for suffix in ("csv", "atom", "json", "jsonld")} <= told
        for address in told:
            assert site.get(address).status_code == 200


def test_pages_are_read_by_extruct(site, rows):
    for name, letter in (("quotes", "s"), ("claims", "c")):
        for row in rows[name]:
            answer = site.get(row["permalink"].removeprefix(HERE))
            found = extruct.extract(answer.text, base_url=row["permalink"], syntaxes=["json-ld", "opengraph"])
            assert found["json-ld"][0]["@id"] == row["permalink"]
            assert found["json-ld"][0]["identifier"] == row["ident"]
            graph = dict(found["opengraph"][0]["properties"])
            assert graph["og:url"] == row["permalink"]
            image = site.get(graph["og:image"].removeprefix(HERE))
            assert image.headers["content-type"] == "image/png"
            with Image.open(io.BytesIO(image.content)) as card:
                card.load()
                assert (card.format, card.size) == ("PNG", (1200, 630))
            assert f"/{letter}/{row['ident']}" in graph["og:image"]


def test_citations_are_read_back(site, rows):
    for name, letter in (("quotes", "s"), ("claims", "c")):
        for row in rows[name]:
            path = f"/{letter}/{row['ident']}"
            library = bibtexparser.parse_string(site.get(f"{path}.bib").text)
            assert not library.failed_blocks
            (entry,) = library.entries
            (ris,) = rispy.loads(site.get(f"{path}.ris").text)
            (csl,) = site.get(f"{path}.csl.json").json()
            urls = {entry.fields_dict["url"].value, ris["urls"][0], csl["URL"]}
            (url,) = urls
            assert row["ident"] in url
            assert site.get(url.removeprefix(HERE)).status_code == 200
