"""Timelines on pages: bars that lead to what they count, and in words what no bar can say."""

from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from store.building import NOW, save, talks

from app.settings import Settings, place
from app.store import engine
from app.web.app import create_app
from web.reading_pages import parse
from web.test_countries import total

ON = [date(2021, 5, 3), date(2021, 5, 20), date(2021, 8, 1), date(2022, 2, 1), None]


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    """A site of five articles that make one claim in the same words, one of them undated."""
    path = tmp_path_factory.mktemp("dated") / "dated.db"
    engine.migrate(path, place("migrations"))
    written = engine.writer(path)
    with Session(written) as db, db.begin():
        for number, day in enumerate(ON):
            name = f"talks-{number}.txt"
            save(db, talks(title=f"Talks {number}", outlet=f"Post {number}", file_name=name, published=day,
                           extra=[f"In town {number} the day was long and people went home {number} times."]),
                 NOW)  # fmt: skip
    written.dispose()
    return TestClient(create_app(Settings(database=path)), follow_redirects=False)


def bars(page, picture):
    """The links of one picture by what they are called."""
    return [link for part in page.with_class(picture) for svg in part.all("svg") for link in svg.all("a")]


@pytest.mark.parametrize("path", ["/quotes", "/claims", "/articles"])
def test_bars_lead_to_what_they_count(dated, path):
    page = parse(dated.get(path).text)
    found = bars(page, "margin")
    assert len(found) == 3, "by quarter: two articles, one, none, one"
    for bar in found:
        label, href = bar.attributes["aria-label"], bar.attributes["href"]
        assert total(dated, href) == int(label.rsplit(": ", 1)[1].split()[0]), label
        assert bar.one("title").text == label
    table = next(page.with_class("timeline")).one("tbody")
    assert [link.attributes["href"] for link in table.all("a")] == [bar.attributes["href"] for bar in found]


def test_a_choice_of_days_is_shown_and_left_aside(dated):
    page = parse(dated.get("/quotes?since=2021-05-01&until=2021-05-31").text)
    found = bars(page, "margin")
    assert [bar.attributes["aria-label"] for bar in found] == [
        "April to June 2021: 4 statements",
        "July to September 2021: 2 statements",
        "January to March 2022: 2 statements",
        "Week of 3 May 2021: 2 statements",
        "Week of 17 May 2021: 2 statements",
    ]
    assert [bar.attributes.get("class") for bar in found] == [None, "aside", "aside", None, None]
    for bar in found:
        count = int(bar.attributes["aria-label"].rsplit(": ", 1)[1].split()[0])
        assert total(dated, bar.attributes["href"]) == count
    assert "Any date" in page.text
    assert "more without a date of publication" in page.text


def test_a_period_that_a_choice_of_days_cuts_leads_to_its_part(dated):
    page = parse(dated.get("/quotes?since=2021-05-10&until=2022-02-20").text)
    closer = bars(page, "margin")[3:]
    assert [bar.attributes["aria-label"] for bar in closer] == [
        "April to June 2021, from 10 May 2021: 2 statements",
        "July to September 2021: 2 statements",
        "January to March 2022, until 20 February 2022: 2 statements",
    ]
    for bar in closer:
        assert total(dated, bar.attributes["href"]) == 2


def test_a_speaker_and_a_country_have_a_broad_one(dated):
    speaker = dated.get("/speakers.json").json()["rows"][0]["speaker"]["ident"]
    path = dated.get(f"/p/{speaker}").headers["location"]
    for where in (path, "/country/AF"):
        page = parse(dated.get(where).text)
        wide = bars(page, "wide")
        assert [bar.attributes["aria-label"].split(":")[0] for bar in wide] == [
            "May 2021",
            "August 2021",
            "February 2022",
        ]
        for bar in (*wide, *bars(page, "narrow")):
            count = int(bar.attributes["aria-label"].rsplit(": ", 1)[1].split()[0])
            assert bar.attributes["href"].startswith(where)
            assert total(dated, bar.attributes["href"]) == count


def test_a_claim_made_elsewhere_has_one(dated):
    claim = next(row for row in dated.get("/claims.json").json()["rows"] if "Kabul" in row["words"])["ident"]
    page = parse(dated.get(dated.get(f"/c/{claim}").headers["location"]).text)
    wide = bars(page, "wide")
    assert [bar.attributes["aria-label"] for bar in wide] == [
        "May 2021: 2 claims",
        "August 2021: 1 claim",
        "February 2022: 1 claim",
    ]
    hrefs = [bar.attributes["href"] for bar in wide]
    assert hrefs[0] == "#elsewhere"
    assert all(href.startswith("/c/") for href in hrefs[1:])


def test_one_day_and_no_day_are_told_in_words(dated, site, permalink):
    page = parse(dated.get("/quotes?outlet=Post+2").text)
    assert not bars(page, "margin")
    assert "All 2 statements are of one day, 1 August 2021." in page.text
    undated = parse(dated.get("/quotes?outlet=Post+4").text)
    assert "2 statements, all without a date of publication." in undated.text
    alone = parse(site.get(permalink("claims", "The toll will rise")).text)
    assert "When the same claim is made" not in alone.text


def test_nothing_found_has_no_timeline(dated):
    assert "without a date" not in dated.get("/quotes?q=unheard").text
