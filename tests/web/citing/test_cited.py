"""What pages cite, and how they offer it."""

import json

import bibtexparser
import rispy

from app.web.citing.cited import _line
from web.reading_pages import parse

SUFFIXES = ("bib", "ris", "txt", "csl.json")


def cited(site, rows, name, word, suffix):
    row = next(row for row in rows[name] if word in str(row))
    answer = site.get(f"/{'s' if name == 'quotes' else 'c'}/{row['ident']}.{suffix}")
    assert answer.status_code == 200
    return answer


def test_every_suffix_parses_and_carries_the_permalink(site, rows, permalink):
    for name, letter in (("quotes", "s"), ("claims", "c")):
        for row in rows[name]:
            answers = {suffix: site.get(f"/{letter}/{row['ident']}.{suffix}") for suffix in SUFFIXES}
            address = (
                f"/s/{row['ident']}/v1"  # what is cited stays as it was cited
                if letter == "s"
                else site.get(f"/c/{row['ident']}").headers["location"]
            )
            assert all(f"http://testserver{address}" in answer.text for answer in answers.values())
            assert len(bibtexparser.parse_string(answers["bib"].text).entries) == 1
            assert len(rispy.loads(answers["ris"].text)) == 1
            assert json.loads(answers["csl.json"].text)[0]["URL"].endswith(address)
            assert answers["txt"].text.count("\n") == 1


def test_words_of_a_version_are_cited_as_those(site, rows):
    row = next(row for row in rows["quotes"] if "nobody in Paris" in str(row))
    for suffix in SUFFIXES:
        answer = site.get(f"/s/{row['ident']}/v1.{suffix}?w=2-3")
        assert "[…] in Paris […]" in answer.text
        assert "asked for talks" not in answer.text
        assert "version 1, words 2–3" in answer.text
        assert "Translated, not verbatim" in answer.text
        assert f"http://testserver/s/{row['ident']}/v1?w=2-3" in answer.text
        assert f"{row['ident']}-v1-2-3.{suffix}" in answer.headers["content-disposition"]
        assert site.get(f"/s/{row['ident']}.{suffix}?w=2-3").text == answer.text
        assert site.get(f"/s/{row['ident']}/v1.{suffix}?w=9-2").status_code == 400
        assert site.get(f"/s/{row['ident']}/v2.{suffix}").status_code == 404


def test_cautions_travel(site, rows):
    for suffix in SUFFIXES:
        reported = cited(site, rows, "quotes", "nobody in Paris", suffix).text
        assert "Reported, not verbatim" in reported
        assert "Translated, not verbatim" in reported
        assert "“nobody" not in reported
        assert "very likely right" in reported
        assert "version 1" in reported
        assert "not verbatim" not in cited(site, rows, "quotes", "Mind the", suffix).text


def test_a_speaker_in_doubt_is_not_named(site, rows):
    for suffix in SUFFIXES:
        text = cited(site, rows, "quotes", "Nobody called us", suffix).text
        assert "Mona" not in text
        assert "the clerk" in text
        assert "Speaker not settled" in text


def test_narration_is_the_outlets_and_nobody_s_without_one(site, rows):
    assert "— In [Untitled" in cited(site, rows, "claims", "He called the plan", "txt").text
    assert "Attributed" not in cited(site, rows, "claims", "He called the plan", "txt").text


def test_what_is_not_stated_stays_missing(site, rows):
    (item,) = cited(site, rows, "quotes", "The toll will rise", "csl.json").json()
    assert not {"issued", "author", "container-title"} & set(item)
    assert "n.d." in cited(site, rows, "quotes", "The toll will rise", "txt").text


def test_page_offers_each_citation_without_javascript(site, permalink):
    for address in (permalink("quotes", "The toll will rise"), permalink("claims", "The toll will rise")):
        page = parse(site.get(address).text)
        fold = page.one("details", id="cite")
        boxes = list(fold.all("textarea"))
        assert [label.text for label in fold.all("label")] == [
            "AP style", "Wikipedia", "BibTeX", "RIS", "CSL JSON",
        ]  # fmt: skip
        assert [label.attributes["for"] for label in fold.all("label")] == [
            box.attributes["id"] for box in boxes
        ]
        for link in fold.all("a"):
            answer = site.get(link.attributes["href"])
            assert any(box.text == answer.text for box in boxes)


def test_unknown_ones_are_refused_in_kind(site):
    for suffix in SUFFIXES:
        assert site.get(f"/s/nothing0.{suffix}").status_code == 404
        assert site.get(f"/s/g0ne0000.{suffix}").status_code == 410
        assert site.get(f"/c/g0ne0000.{suffix}").status_code == 404


def test_a_citation_is_on_one_line():
    assert _line(" a\r\nb\u2028c\td\x00e ") == "a b c d e"


def test_a_suffix_after_the_slug_leads_to_the_format(site, permalink):
    address = permalink("quotes", "The toll will rise")
    for suffix in (*SUFFIXES, "json", "jsonld", "csv", "atom"):
        moved = site.get(f"{address}.{suffix}")
        assert moved.status_code == 301
        assert moved.headers["location"] == f"{address.rsplit('/', 1)[0]}.{suffix}"
        assert site.get(moved.headers["location"]).status_code == 200
