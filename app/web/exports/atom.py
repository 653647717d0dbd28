"""A list as an Atom feed: the newest entries, with links to the pages of older ones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree as ET

from app.web import judged, lines, links, wording
from app.web import words as shown
from app.web.exports.linked import LinkedArticle, LinkedClaim, LinkedSpeaker, LinkedStatement

SIZE = 50
"""Entries on a page of a feed."""
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `ident` is its address without the slug, which may change with the words."""

    ident: str
    href: str
    title: str
    author: str
    updated: datetime | None
    """When the words were captured, or a person last decided anything of them."""
    content: str
    here: str = ""
    """The article as read here, at its paragraph."""
    outside: str = ""
    """The article at its outlet, where the words stand if that can be told."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed; addresses are whole."""

    title: str
    address: str
    html: str
    entries: tuple[Entry, ...]
    updated: datetime
    """Of an empty feed, and of entries that have no moment of their own."""
    next: str | None = None
    previous: str | None = None
    first: str | None = None


def of_statement(row: LinkedStatement, threshold: float, origin: str) -> Entry:
    """A statement; below `threshold` its author is the source as written."""
    line = lines.statement_line(row, threshold)
    said = shown.plain(line.words)
    return Entry(
        f"{origin}/s/{row.ident}",
        origin + line.href,
        judged.titled(row, f"{line.speaker.words}: {wording.clipped(said, 120)}"),
        line.speaker.words,
        _updated(row),
        _told(said, line.words.notes, line.printed),
        row.article_permalink,
        row.words_at_outlet or links.outside(row.article.url) or "",
    )


def of_claim(row: LinkedClaim, threshold: float, origin: str) -> Entry:
    """A claim; its author is the claimer."""
    line = lines.claim_line(row, threshold)
    said = shown.plain(line.words)
    return Entry(
        f"{origin}/c/{row.ident}",
        origin + line.href,
        judged.titled(row, f"{line.claimer.words} claims: {wording.clipped(said, 120)}"),
        line.claimer.words,
        _updated(row),
        _told(said, line.words.notes, line.printed),
        row.article_permalink,
        row.words_at_outlet or links.outside(row.article.url) or "",
    )


def of_speaker(row: LinkedSpeaker, origin: str) -> Entry:
    """A speaker, as of the day when words of theirs were last published."""
    line = lines.speaker_line(row)
    last = datetime.combine(row.last, time(), UTC) if isinstance(row.last, date) else None
    told = ", ".join(part for part in (line.name, line.role, line.counts, line.dates) if part)
    return Entry(f"{origin}/p/{line.ident}", origin + line.href, line.name, line.name, last, told)


def of_article(row: LinkedArticle, origin: str) -> Entry:
    """An article as read."""
    line = lines.article_line(row)
    told = f"{line.outlet.words}, published: {line.published.words}. {line.counts}."
    author = row.article.author or line.outlet.words
    return Entry(
        f"{origin}/a/{line.ident}", origin + line.href, line.label, author, row.article.captured,
        " ".join([told, *(f"{note}." for note in line.notes)]),
    )  # fmt: skip


def write(feed: Feed) -> bytes:
    """The feed as XML."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(root, "id", feed.first or feed.address)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(feed.updated))
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.html, "text/html")
    for relation, href in (("first", feed.first), ("previous", feed.previous), ("next", feed.next)):
        if href:
            _link(root, relation, href, "application/atom+xml")
    _text(root, "generator", "Cuttings")
    _entries(root, feed)
    written: str = ET.tostring(root, encoding="unicode")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written.encode()


def sayable(words: str) -> str:
    """The words without what XML cannot say, not even by number."""
    return _NOT_XML.sub(" ", words)


def latest(entries: Iterable[Entry], otherwise: datetime) -> datetime:
    """The newest moment among entries."""
    return max((entry.updated for entry in entries if entry.updated), default=otherwise)


def _entries(root: ET.Element, feed: Feed) -> None:
    for entry in feed.entries:
        made = ET.SubElement(root, "entry")
        _text(made, "id", entry.ident)
        _text(made, "title", entry.title)
        _text(made, "updated", _moment(entry.updated or feed.updated))
        _text(ET.SubElement(made, "author"), "name", entry.author)
        _link(made, "alternate", entry.href, "text/html")
        for relation, href in (("related", entry.here), ("via", entry.outside)):
            if href:
                _link(made, relation, href, "text/html")
        _text(made, "content", entry.content).set("type", "text")


def _updated(row: LinkedStatement | LinkedClaim) -> datetime:
    return max(row.article.captured, row.judged or row.article.captured)


def _told(said: str, notes: tuple[str, ...], printed: lines.Printed) -> str:
    where = f"{printed.article.words} ({printed.outlet.words}, published: {printed.published.words})"
    return " ".join([said, *(f"{note}." for note in notes), "In:", where])


def _text(parent: ET.Element, name: str, words: str) -> ET.Element:
    made = ET.SubElement(parent, name)
    made.text = sayable(words)
    return made


def _link(parent: ET.Element, relation: str, href: str, media_type: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": href, "type": media_type})


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
