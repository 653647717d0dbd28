"""What feeds and sitemaps lead to, and what they state about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from app.errors import BadInput
from app.reading.facts import KEYS

_FIRST_TAG = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
"""Marks of byte order, and blanks."""
_FEEDS = frozenset({b"rss", b"feed", b"rdf"})
_MAPS = frozenset({b"urlset", b"sitemapindex"})
_SNIFFED = 4096
_ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Lead:
    """A page that a feed or a sitemap names, not read yet."""

    url: str | None
    """None for an entry of a feed that is all there is: `content` is its text then."""
    stated: Mapping[str, object]
    """Facts about it; what the page states itself wins."""
    key: str | None = None
    """What the feed itself calls the entry by, the same whenever it is read."""
    updated: str | None = None
    """When it last changed, as printed."""
    content: str | None = None
    """As HTML, where there is no page to read."""


def is_feed(body: bytes) -> bool:
    """Whether that is RSS, Atom or RDF, whatever the server called it."""
    return _root(body) in _FEEDS


def is_map(body: bytes) -> bool:
    """Whether that is a sitemap or an index of them."""
    return _root(body) in _MAPS


def is_page(body: bytes) -> bool:
    """Whether that is a web page, whatever the server called it."""
    return _root(body) == b"html"


def refuse_entities(body: bytes) -> None:
    """Raises BadInput where a document defines entities, which can swell it or name other files."""
    # In UTF-16 and UTF-32 the same letters stand between zeros.
    if b"<!ENTITY" in body.replace(b"\0", b"").upper():
        raise BadInput("defines entities, which no feed and no sitemap needs")


def checked(stated: Mapping[str, object]) -> dict[str, object]:
    """Of the facts stated, those that are usable: a feed's slip is no reason not to read its pages."""
    usable: dict[str, object] = {}
    for key, value in stated.items():
        if not value:
            continue
        try:
            KEYS[key](value)
        except BadInput:
            continue
        usable[key] = value
    return usable


def day(printed: object) -> str | None:
    """The day of a date as printed, in the place where it was printed; None where it is none."""
    if not isinstance(printed, str):
        return None
    iso = _ISO_DAY.match(printed)
    try:
        found = date.fromisoformat(iso[1]) if iso else parsedate_to_datetime(printed).date()
    except (ValueError, TypeError, OverflowError):  # hours and zones may be beyond any clock
        return None
    return found.isoformat()


def _root(body: bytes) -> bytes | None:
    start = body[:_SNIFFED].replace(b"\0", b"").lstrip(_BEFORE)
    found = _FIRST_TAG.search(_COMMENT.sub(b"", start)) if start.startswith(b"<") else None
    return found[1].lower() if found else None
