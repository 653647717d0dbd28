"""RSS, Atom and RDF to leads, from bytes that were fetched before."""

import re
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from typing import Any

import feedparser

from app.errors import BadInput
from app.reading.leads import Lead, checked, day, refuse_entities

MOST = 2000
"""Entries that are looked at in one feed."""
_MAIL = re.compile(r"[^\s()]+@[^\s()]+")
_TAG = re.compile(r"<[^<>]*>")


def leads(body: bytes, address: str, media_type: str | None = None) -> list[Lead]:
    """The entries in the feed's order, their links resolved against `address`. Raises BadInput."""
    refuse_entities(body)
    headers = {"content-type": media_type or "application/xml", "content-location": address}
    # Only as a stream: anything else feedparser may take for a file's name or an address, and open it.
    feed = feedparser.parse(BytesIO(body), response_headers=headers)
    if not feed.entries and feed.bozo:
        raise BadInput(f"is a feed that cannot be read ({_reason(feed)})")
    found = (_lead(entry, feed.feed) for entry in feed.entries[:MOST])
    return [lead for lead in found if lead.url or lead.content]


def _lead(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Lead:
    url = entry.get("link") or None
    # A feed's language is no fact about its entries: many state the one their software came with.
    stated = {
        "title": _plain(entry.get("title")),
        "published": day(entry.get("published")),
        "author": _author(entry),
        "outlet": _plain((entry.get("source") or {}).get("title") or feed.get("publisher")),
    }
    return Lead(
        url,
        checked(stated),
        key=entry.get("id") or url,
        updated=entry.get("updated") if "updated" in entry else None,
        content=None if url else _content(entry),
    )


def _plain(words: object) -> str | None:
    """Titles may be marked up, or written as if they were."""
    return " ".join(unescape(_TAG.sub("", words)).split()) or None if isinstance(words, str) else None


def _author(entry: Mapping[str, Any]) -> str | None:
    """Names only: a feed may give an address of mail before, after or in place of one."""
    people = [each for each in entry.get("authors") or [] if each]
    # Where there was an address, feedparser's own guess at the name can be a piece of that address.
    alone = entry.get("author") if any("email" in each for each in people) else None
    printed = [alone] if alone else [each.get("name") for each in people]
    names = [_MAIL.sub("", name).strip(" ()") for name in map(_plain, printed) if name]
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _content(entry: Mapping[str, Any]) -> str | None:
    parts = [each.get("value") for each in entry.get("content") or []]
    return next((part for part in (*parts, entry.get("summary")) if part), None)


def _reason(feed: Mapping[str, Any]) -> str:
    error = feed.get("bozo_exception")
    getting = getattr(error, "getMessage", None)
    return str(getting() if getting else error)
