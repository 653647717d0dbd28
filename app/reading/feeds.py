"""RSS, Atom and RDF to leads, from bytes that were fetched before."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from app.errors import BadInput
from app.reading import confined, feed_entries
from app.reading.leads import Lead, checked, day, refuse_entities

MOST = feed_entries.MOST
"""Entries that are looked at in one feed."""
_SHORT = 10_000
"""Bytes of a feed that cannot take long, whatever it holds."""
_LONGEST_WAIT = 10 * feed_entries.SECONDS
_MAIL = re.compile(r"(?<![^\s()])[^\s()]+@[^\s()]+")
"""Looked for from the beginnings of words only: from within a long one, that takes the square of it."""
_TAG = re.compile(r"<[^<>]*>")


def leads(body: bytes, address: str, media_type: str | None = None) -> list[Lead]:
    """The entries in the feed's order, their links resolved against `address`. Raises BadInput."""
    refuse_entities(body)
    told = feed_entries.told if len(body) <= _SHORT else _apart
    feed = told(body, address, media_type or "application/xml")
    if not feed["entries"] and feed["wrong"]:
        raise BadInput(f"is a feed that cannot be read ({feed['wrong']})")
    found = (_lead(entry, feed["publisher"]) for entry in feed["entries"])
    return [lead for lead in found if lead.url or lead.content]


def _apart(body: bytes, address: str, media_type: str) -> dict[str, Any]:
    """The same, by a program that may only take so much time and memory. Raises BadInput."""
    return confined.told(feed_entries.__file__, body, address, media_type, wait=_LONGEST_WAIT, kind="feed")


def _lead(entry: Mapping[str, Any], publisher: object) -> Lead:
    url = entry["link"] or None
    # A feed's language is no fact about its entries: many state the one their software came with.
    stated = {
        "title": _plain(entry["title"]),
        "published": day(entry["published"]),
        "author": _author(entry),
        "outlet": _plain(entry["source"] or publisher),
    }
    return Lead(
        url,
        checked(stated),
        key=entry["id"] or url,
        updated=entry["updated"],
        content=None if url else _content(entry),
    )


def _plain(words: object) -> str | None:
    """Titles may be marked up, or written as if they were."""
    return " ".join(unescape(_TAG.sub("", words)).split()) or None if isinstance(words, str) else None


def _author(entry: Mapping[str, Any]) -> str | None:
    """Names only: a feed may give an address of mail before, after or in place of one."""
    people = entry["authors"]
    # Where there was an address, feedparser's own guess at the name can be a piece of that address.
    alone = entry["author"] if any("email" in each for each in people) else None
    printed = [alone] if alone else [each.get("name") for each in people]
    names = [_MAIL.sub("", name).strip(" ()") for name in map(_plain, printed) if name]
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _content(entry: Mapping[str, Any]) -> str | None:
    return next((part for part in (*entry["content"], entry["summary"]) if part), None)
