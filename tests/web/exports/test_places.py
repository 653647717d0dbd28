"""Countries and outlets to take away: what their pages list, in every format, read by independent readers."""

import csv
import io
import json
from xml.etree import ElementTree

import feedparser
import pytest

from web.reading_pages import parse

PLACES = [("/country/NO", "claims.json?about=NO"), ("/outlet/dagen.example", "quotes.json?outlet=Dagen")]


def idents(site, path):
    """What each format has, as identifiers."""
    yield [row["id"] for row in csv.DictReader(io.StringIO(site.get(f"{path}.csv").text))]
    yield [json.loads(line)["ident"] for line in site.get(f"{path}.jsonl").text.splitlines()]
    feed = feedparser.parse(site.get(f"{path}.atom").content)
    assert not feed.bozo
    assert feed.feed.links[1]["href"] == f"http://testserver{path}"
    yield [entry.id.rsplit("/", 1)[1] for entry in feed.entries]
    yield [row["ident"] for row in site.get(f"{path}.json").json()["rows"]]
    told = site.get(f"{path}.txt").text.split("\n")
    yield [line.removeprefix("id: ") for line in told if line.startswith("id: ")]


@pytest.mark.parametrize(("path", "same"), PLACES)
def test_every_format_holds_what_the_page_lists(site, path, same):
    listed = [row["ident"] for row in site.get(f"/{same}").json()["rows"]]
    assert listed
    for found in idents(site, path):
        assert found == listed
    assert parse(site.get(path).text).one("h2", id="count").text.split()[0] == str(len(listed))
    for row in csv.DictReader(io.StringIO(site.get(f"{path}.csv").text)):
        assert site.get(row["permalink"].removeprefix("http://testserver")).status_code == 200


def test_filters_narrow_what_is_taken(site):
    read = csv.DictReader(io.StringIO(site.get("/country/NO.csv?type=prediction").text))
    assert [row["type"] for row in read] == ["prediction"]
    feed = feedparser.parse(site.get("/country/NO.atom?type=prediction").content)
    assert feed.feed.links[0]["href"] == "http://testserver/country/NO.atom?type=prediction"
    assert feed.feed.title == "Cuttings: claims about Norway"
    assert site.get("/outlet/dagen.example.csv?kind=mixed").text.count("\n") == 1


def test_no_place_is_a_refusal(site):
    for address in ("/country/XX.csv", "/country/EU.json", "/outlet/nobody.atom", "/outlet/nobody.json"):
        answer = site.get(address)
        assert answer.status_code == 404
        assert answer.json()["error"]


def locations(answer):
    assert answer.headers["content-type"] == "application/xml"
    return [each.text for each in ElementTree.fromstring(answer.text).iter() if each.tag.endswith("}loc")]


def test_map_of_the_site_has_every_permalink_once(site, rows):
    assert "Sitemap: http://testserver/sitemap.xml" in site.get("/robots.txt").text
    parts = [each.removeprefix("http://testserver") for each in locations(site.get("/sitemap.xml"))]
    found = [each.removeprefix("http://testserver") for part in parts for each in locations(site.get(part))]
    assert len(found) == len(set(found))
    for address in found:
        assert site.get(address).status_code == 200, address
    for name, letter in {"quotes": "s", "claims": "c", "speakers": "p", "articles": "a"}.items():
        assert len([each for each in found if each.startswith(f"/{letter}/")]) == len(rows[name])
    assert {"/", "/coverage", "/country/NO", "/outlet/dagen.example"} <= set(found)
    assert site.get("/sitemap/claims-2.xml").status_code == 404
