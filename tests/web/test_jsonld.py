"""What pages tell machines: the right type, the words' exact place, nothing that ends the script."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.web import jsonld
from web.reading_pages import parse

LETTERS = {"quotes": "s", "claims": "c", "speakers": "p", "articles": "a"}


def ident(row):
    return row.get("ident") or next(row[key] for key in ("speaker", "article") if key in row)["ident"]


def of(site, rows, name, word):
    row = next(row for row in rows[name] if word in str(row))
    return site.get(f"/{LETTERS[name]}/{ident(row)}.jsonld").json()


def test_page_and_suffix_say_the_same(site, rows):
    for name, letter in LETTERS.items():
        for row in rows[name]:
            answer = site.get(f"/{letter}/{ident(row)}.jsonld")
            assert answer.headers["content-type"] == "application/ld+json"
            address = site.get(f"/{letter}/{ident(row)}").headers["location"]
            page = parse(site.get(address).text)
            assert json.loads(page.one("script", type="application/ld+json").text) == answer.json()
            alternate = page.one("link", rel="alternate", type="application/ld+json")
            assert alternate.attributes["href"] == f"/{letter}/{ident(row)}.jsonld"
            assert answer.json()[0]["@id"] == f"http://testserver{address}"


def test_quotation_with_its_annotation(site, rows):
    quotation, annotation = of(site, rows, "quotes", "The toll will rise")
    assert quotation["@type"] == "Quotation"
    assert quotation["creator"]["name"] == "Ole Lund"
    assert quotation["creator"]["@type"] == "Person"
    assert quotation["isPartOf"]["@type"] == "NewsArticle"
    assert not {"datePublished", "author", "publisher", "headline"} & set(quotation["isPartOf"])
    assert quotation["disambiguatingDescription"] == "Translated, not verbatim."
    assert [target["selector"][0]["exact"] for target in annotation["target"]] == [
        "The toll will rise in Norway,", "by twelve per cent.",
    ]  # fmt: skip
    quote, position = annotation["target"][1]["selector"]
    assert (quote["prefix"][-3:], quote["suffix"][:1]) == (", “", "”")
    assert position["end"] - position["start"] == len(quote["exact"])
    assert site.get(annotation["target"][0]["source"].removeprefix("http://testserver")).status_code == 200


def test_known_facts_are_told(site, rows):
    quotation, _ = of(site, rows, "quotes", "Dagen")
    assert quotation["citation"] == "https://dagen.example/talks"
    assert quotation["isPartOf"]["publisher"]["name"] == "Dagen"


def test_claims_with_their_appearance(site, rows):
    claim, annotation = of(site, rows, "claims", "The toll will rise")
    assert claim["@type"] == "Claim"
    assert claim["author"]["name"] == "Ole Lund"
    assert claim["appearance"]["@type"] == "Quotation"
    assert claim["appearance"]["isPartOf"]["@type"] == "NewsArticle"
    assert annotation["target"][0]["selector"][0]["exact"] == "The toll will rise in Norway"
    narrated, _ = of(site, rows, "claims", "He called the plan")
    assert narrated["appearance"]["@type"] == "NewsArticle"
    assert "author" not in narrated


def test_a_speaker_in_doubt_is_not_named(site, rows):
    quotation, _ = of(site, rows, "quotes", "Nobody called us")
    assert "creator" not in quotation
    assert "Mona" not in json.dumps(of(site, rows, "articles", "harbour"))


def test_speakers_and_articles(site, rows):
    (lund,) = of(site, rows, "speakers", "Ole Lund")
    assert (lund["@type"], lund["name"], lund["jobTitle"]) == ("Person", "Ole Lund", ["harbour master"])
    (unnamed,) = of(site, rows, "speakers", "Eve")
    assert unnamed["@type"] == "Thing"
    (article,) = of(site, rows, "articles", "Talks in Oslo")
    assert article["@type"] == "NewsArticle"
    assert article["url"] == "https://dagen.example/talks"
    assert all(part["@type"] == "Quotation" for part in article["hasPart"])


@given(st.text())
def test_nothing_ends_the_script(words):
    text = str(jsonld.embedded([{"text": words}]))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == [{"text": words}]
