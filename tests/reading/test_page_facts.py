"""What pages state of themselves, and which of several places is believed."""

# ruff: noqa: E501 - markup is easier to read in one piece

import json

import pytest

from app.reading.markup import parsed
from app.reading.page_facts import stated

DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "@id": "#page", "inLanguage": "de"},
        {
            "@type": "Organization",
            "@id": "#org",
            "name": "Daily &amp; Post",
            "address": {"addressCountry": "KZ"},
        },
        {
            "@type": ["NewsArticle"],
            "headline": "Bridge closed | Daily & Post",
            "datePublished": "2021-05-04T23:30:00-05:00",
            "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "By Bo Ek"}],
            "publisher": {"@id": "#org"},
            "inLanguage": "en-US",
            "keywords": ["bridge", "May, June"],
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://post.example/a/1"},
            "translationOfWork": {"@type": "NewsArticle", "inLanguage": "ru"},
        },
    ],
}
META = (
    '<meta property="og:title" content="From OpenGraph"><meta property="og:site_name" content="Graph Post">'
    '<meta property="article:published_time" content="2020-01-01"><meta name="author" content="Meta Person">'
    '<meta name="keywords" content="a, b"><meta property="og:locale" content="fr_FR">'
)


def facts(
    head: str = "", body: str = "", address: str | None = None, tag: str = "<html>"
) -> dict[str, object]:
    return stated(parsed(f"{tag}<head>{head}</head><body>{body}</body></html>"), address)[0]


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_linked_data_is_believed_first() -> None:
    assert facts(META + linked(DATA)) == {
        "title": "Bridge closed",
        "outlet": "Daily & Post",
        "outlet_country": "KZ",
        "url": "https://post.example/a/1",
        "published": "2021-05-04T23:30:00-05:00",
        "author": "Ann Lee, Bo Ek",
        "language": "en-US",
        "translated_from": "ru",
        "topics": ["bridge", "May", "June"],
    }


def test_then_meta_elements() -> None:
    assert facts(META + "<title>Else</title>") == {
        "title": "From OpenGraph",
        "outlet": "Graph Post",
        "published": "2020-01-01",
        "author": "Meta Person",
        "language": "fr-FR",
        "topics": ["a", "b"],
    }


def test_then_the_markup() -> None:
    body = "<article><h1>A <i>bridge</i></h1><a rel=author>Ann</a><time datetime=2021-05-04T10:00>today</time></article>"
    assert facts("<title>Bridge - Post</title>", body, tag="<html lang=en>") == {
        "title": "A bridge",
        "author": "Ann",
        "published": "2021-05-04T10:00",
        "language": "en",
    }


def test_a_day_is_never_guessed() -> None:
    body = "<p>May 4, 2021</p><article><time datetime=2021-05-04>x</time><time datetime=2021-05-05>y</time></article>"
    assert "published" not in facts("", body, "https://post.example/2021/05/04/bridge")


@pytest.mark.parametrize(
    ("claimed", "address", "url"),
    [
        ("/a/1", "https://post.example/a/1?ref=x", "https://post.example/a/1"),
        ("https://www.post.example/a/1", "https://amp.post.example/a/1", "https://www.post.example/a/1"),
        ("https://other.example/theirs", "https://post.example/a/1", "https://post.example/a/1"),
        ("https://post.example/", "https://post.example/a/1", "https://post.example/a/1"),
        ("https://post.example/a/1", None, "https://post.example/a/1"),
        ("/a/1", None, None),
        ("http://[broken", "https://post.example/a/1", "https://post.example/a/1"),
    ],
)
def test_a_canonical_address_counts_on_its_own_host(
    claimed: str, address: str | None, url: str | None
) -> None:
    assert facts(f'<link rel="canonical" href="{claimed}">', "", address).get("url") == url


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, "null", '{"@type": 3}', '[[{"@type": "Article", "headline": {}}]]']
)
def test_broken_linked_data_costs_nothing_else(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script><meta property="og:title" content="Kept">'
    assert facts(head)["title"] == "Kept"


def test_what_cannot_be_used_is_noted() -> None:
    known, notes = stated(
        parsed(f"<html><head>{linked({'@type': 'Article', 'datePublished': 'May 4'})}</head></html>"), None
    )
    assert known == {}
    assert notes == ("the page's published 'May 4' is no date in the form 2021-05-04",)
