"""Finding: what is left out, dates, review, gathering, and the ways out of an empty list."""

import csv
import io
from urllib.parse import parse_qsl

import pytest

from web.reading_pages import parse

LISTS = ("quotes", "claims", "speakers", "articles")


def count(site, address):
    answer = site.get(address)
    assert answer.status_code == 200, address
    return parse(answer.text).one("h2", id="count").text


def chips(page):
    return [
        " ".join(link.text.split())
        for link in page.all("a")
        if "chip" in link.attributes.get("class", "").split()
    ]


@pytest.mark.parametrize("name", LISTS)
def test_what_each_value_has_is_gone_when_it_is_left_out_and_back_again(site, name):
    """The rows with a value and those without make the list; every link beside a value keeps its word."""
    page = parse(site.get(f"/{name}").text)
    links = [link for link in page.all("a") if "exclude" in link.attributes.get("class", "").split()]
    assert links
    whole = site.get(f"/{name}.json").json()["total"]
    for link in links:
        href = link.attributes["href"]
        ((parameter, value),) = parse_qsl(href.partition("?")[2])
        facet = parameter.removeprefix("not.")
        kept = site.get(href.replace(f"/{name}", f"/{name}.json", 1)).json()["total"]
        chosen = site.get(f"/{name}.json", params={facet: value}).json()["total"]
        # A speaker or an article may have statements of both sorts.
        assert kept + chosen == whole if name in ("quotes", "claims") else kept + chosen >= whole
        without = parse(site.get(href).text)
        shown = link.text.split("Exclude ")[1]
        assert any(shown in chip and chip.startswith("Not") for chip in chips(without))
        assert without.one("input", type="hidden", name=parameter).attributes["value"] == value
        back = next(a for a in without.all("a") if "Take" in a.text)
        assert back.attributes["href"] == f"/{name}"
        assert shown in back.text


def test_leaving_out_what_was_chosen_ends_the_choice(site):
    page = parse(site.get("/quotes?kind=direct&kind=mixed").text)
    link = page.one("a", id="x-f-kind-direct")
    assert link.attributes["href"] == "/quotes?kind=mixed&not.kind=direct"


def test_lists_within_pages_and_their_exports_leave_out_as_well(site, permalink):
    lund = permalink("speakers", "Ole Lund")
    assert count(site, lund) == "3 statements"
    address = f"{lund}?not.about=FR"
    assert count(site, address) == "2 statements"
    page = parse(site.get(address).text)
    assert chips(page) == ["Not about France, remove ×"]
    table = next(link.attributes["href"] for link in page.all("a") if link.text == "CSV")
    found = list(csv.DictReader(io.StringIO(site.get(table).text)))
    assert len(found) == 2
    assert {row["speaker"] for row in found} == {"Ole Lund"}
    assert "FR" not in {row["about"] for row in found}
    assert count(site, "/country/NO?not.type=prediction") == "1 claim"


def test_no_named_speaker_can_be_asked_for_and_left_out(site, rows):
    nobody = [row for row in rows["claims"] if row["claimer"] is None and row["statement"] is None]
    assert count(site, "/claims?p=none").startswith(f"{len(nobody)} claim")
    assert chips(parse(site.get("/claims?p=none").text)) == ["Speaker No named speaker, remove ×"]
    kept = site.get("/claims.json?not.p=none").json()["total"]
    assert kept == len(rows["claims"]) - len(nobody)


@pytest.mark.parametrize(
    ("asked", "tidy"),
    [
        ("since=2024&until=2024-02", "since=2024-01-01&until=2024-02-29"),
        ("date=said&since=2024-05-06", "date=said&since=2024-05-06"),
        ("date=said&since=", ""),
        ("date=published&until=2023", "until=2023-12-31"),
        ("not.about=no&not.about=&not.about=FR&about=se", "about=SE&not.about=FR&not.about=NO"),
        ("group=", ""),
        ("group=p&sort=newest", "group=p"),
    ],
)
def test_addresses_are_tidied(site, asked, tidy):
    answer = site.get(f"/quotes?{asked}")
    address = f"/quotes?{tidy}".rstrip("?")
    if asked == tidy:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.headers["location"]) == (302, address)


@pytest.mark.parametrize("damaged", ["2024-13", "yesterday", "2023-02-29", "0000", "24-01-01", "<b>"])
@pytest.mark.parametrize("suffix", ["", ".json", ".csv"])
def test_a_damaged_date_is_refused_in_words(site, damaged, suffix):
    answer = site.get(f"/quotes{suffix}", params={"since": damaged})
    assert answer.status_code == 422
    told = answer.json()["error"] if suffix else parse(answer.text).one("main").text
    assert f"“{damaged}” is no date. Write it as 2024-03-31, 2024-03 or 2024." in told


def test_dates_are_fields_and_chips(site):
    page = parse(site.get("/claims?date=said&since=2024-05-06").text)
    assert page.one("input", type="date", name="since").attributes["value"] == "2024-05-06"
    assert page.one("option", value="said").attributes.get("selected", "no") is None
    assert chips(page) == ["Said since 6 May 2024, remove ×"]
    assert page.one("a", id="chip-since-0").attributes["href"] == "/claims"


def test_nobody_has_reviewed_anything_and_the_list_says_so(site, rows):
    assert site.get("/quotes.json?review=machine").json()["total"] == len(rows["quotes"])
    for review in ("checked", "disputed"):
        page = parse(site.get(f"/quotes?review={review}").text)
        (nothing,) = page.with_class("nothing")
        assert "Nobody has checked or disputed anything listed here yet" in nothing.text
    assert "(unknown here)" in chips(parse(site.get("/quotes?review=perhaps").text))[0]


def ways(page):
    return [" ".join(way.text.split()) for box in page.with_class("nothing") for way in box.all("li")]


def test_every_sort_of_choice_is_a_way_out_with_its_count(site):
    address = "/quotes?about=NO&not.kind=direct&q=toll+gift&since=2030-01-01"
    page = parse(site.get(address).text)
    assert [way.split(" with", 1)[1] for way in ways(page)] == [
        "out Words: toll gift",
        "out Published since: 1 January 2030",
        "out About country: Norway",
        "out Not: Quoted",
    ]
    (nothing,) = page.with_class("nothing")
    assert "This archive holds 3 articles" in nothing.text
    assert "says nothing about whether it was ever said" in nothing.text


def test_other_ways_of_taking_the_words_are_offered_where_they_find_something(site):
    def first(address):
        page = parse(site.get(address).text)
        (link, *_) = (link for box in page.with_class("nothing") for link in box.all("a"))
        return ways(page)[0], link.attributes["href"]

    assert first("/quotes?q=toll+gift") == (
        "2 statements with any of the words",
        "/quotes?match=any&q=toll+gift",
    )
    assert first("/quotes?match=exact&q=rise+toll") == (
        "1 statement with all of the words, in any order",
        "/quotes?q=rise+toll",
    )
    assert "any of the words" not in str(ways(parse(site.get("/quotes?q=zebra+giraffe").text)))


def test_a_list_by_speaker_leads_to_all_of_each(site, rows):
    address, seen, total = "/quotes?group=p", [], len(rows["quotes"])
    while address:
        page = parse(site.get(address).text)
        assert page.one("h2", id="count").text.startswith(f"{total} statements in ")
        seen += [" ".join(next(group.all("h3")).text.split()) for group in page.with_class("gathered")]
        address = next((link.attributes["href"] for link in page.all("a", rel="next")), None)
    named = {row["speaker"]["name"] for row in rows["quotes"] if row["speaker"]}
    assert {title.removesuffix(" (unnamed source)") for title in seen} == named | {"No named speaker"}
    assert len(seen) == len(named) + 1
    assert "Mona" not in str(seen), "too unsure to be named"


def test_grouping_by_speaker_is_for_pages_of_statements_and_claims(site, permalink):
    assert parse(site.get("/claims?group=p").text).one("select", id="group")
    for address in ("/speakers", "/articles", permalink("speakers", "Ole Lund")):
        assert site.get(f"{address}?group=p").headers["location"] == address
        assert not list(parse(site.get(address).text).all("option", value="p"))
    for link in parse(site.get("/quotes?group=p").text).with_class("takeaway"):
        assert all("group" not in a.attributes["href"] for a in link.all("a"))
    document = site.get("/openapi.json").json()
    asked = [each["name"] for each in document["paths"]["/quotes.json"]["get"]["parameters"]]
    assert "group" not in asked
    assert {"since", "until", "date", "review", "topic", "not.about"} <= set(asked)
