"""``/compare``: speakers side by side, chosen without JavaScript, counted and dated and not ranked."""

import re

import pytest

from web.reading_pages import parse


@pytest.fixture
def ident(rows):
    return {row["speaker"]["name"]: row["speaker"]["ident"] for row in rows["speakers"]}


def columns(page):
    return [each.one("h2").text.strip() for each in page.with_class("column")]


def test_each_speaker_has_a_column_with_count_and_period(site, ident):
    answer = site.get("/compare", params={"p": [ident["Ole Lund"], ident["Anna Berg"]]})
    page = parse(answer.text)
    assert columns(page) == ["Anna Berg", "Ole Lund"]
    berg, lund = (
        re.sub(r"\s+", " ", next(each.with_class("extent")).text) for each in page.with_class("column")
    )
    assert lund.startswith("3 statements, in 1 article, date not stated.")
    assert re.match(r"\d statements?, \d+ \w+ \d{4}, in 1 article\.", berg) or "date not stated" in berg
    assert "Countries that" in answer.text


def test_words_narrow_every_column_and_silence_is_no_verdict(site, ident):
    page = site.get("/compare", params={"p": [ident["Ole Lund"], ident["Anna Berg"]], "q": "toll"}).text
    assert "1 statement</a>" in page
    assert "That says nothing about whether it was ever said" in page


def test_a_name_that_fits_one_adds_that_speaker_and_others_are_offered(site, ident):
    answer = site.get("/compare", params={"p": ident["Ole Lund"], "name": "ann"})
    assert answer.status_code == 302
    assert columns(parse(site.get(answer.headers["location"]).text)) == ["Anna Berg", "Ole Lund"]
    offered = [add.attributes["href"] for add in parse(site.get("/compare").text).with_class("add")]
    assert len(offered) > 1
    assert all(len(columns(parse(site.get(href).text))) == 1 for href in offered)
    nobody = site.get("/compare", params={"p": ident["Ole Lund"], "name": "Zzyzx"}).text
    assert "No further speaker in this archive is called so" in nobody


def test_a_chip_takes_a_speaker_away_and_an_unknown_one_is_seen(site, ident):
    answer = site.get("/compare", params={"p": [ident["Ole Lund"], "n0b0dyhe"]})
    [unknown] = parse(answer.text).with_class("unknown")
    assert "n0b0dyhe" in unknown.text
    assert "n0b0dyhe" not in site.get(unknown.attributes["href"]).text
    assert columns(parse(answer.text)) == ["Ole Lund"]


def test_a_merged_speaker_stands_once(site, ident):
    page = parse(site.get("/compare", params={"p": ["merged00", ident["Anna Berg"]]}).text)
    assert columns(page) == ["Anna Berg"]


def test_at_most_six(site, ident):
    every = list(ident.values())
    shown = columns(parse(site.get("/compare", params={"p": every}).text))
    assert len(shown) == min(len(every), 6)


def test_the_speaker_page_leads_there(site, permalink, ident):
    page = site.get(permalink("speakers", "Anna Berg")).text
    assert f'href="/compare?p={ident["Anna Berg"]}"' in page


def test_the_list_of_speakers_leads_there_and_no_other_does(site):
    link = '<a href="/compare">'
    assert link in site.get("/speakers").text
    assert link not in site.get("/quotes").text


def test_json_says_the_same(site, ident):
    asked = {"p": [ident["Ole Lund"], ident["Anna Berg"]]}
    told = site.get("/compare.json", params=asked).json()
    assert [one["speaker"]["name"] for one in told["speakers"]] == ["Anna Berg", "Ole Lund"]
    assert told["speakers"][1]["extent"]["statements"] == 3
    assert site.get("/" + told["permalink"].split("/", 3)[3]).status_code == 200
