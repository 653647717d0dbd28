"""Which stored article one is, what is stated about it, and its text as read this time."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, or_, select

from app.records import Article, Document, Facts, Paragraph, Role, Span
from app.store import identifiers
from app.store import tables as t
from app.store.saving import rows

SHINGLE = 5
"""Words in a shingle."""
SAME_TEXT = 0.8
"""Shingle similarity from which two texts under one file name are one article, edited."""


_AT = "SELECT 1 FROM articles WHERE url = :url"
_LIKE = """
    SELECT 1 FROM articles WHERE digest = :digest
    UNION ALL SELECT 1 FROM articles WHERE file_name = :file_name
"""
_STANDS = "UPDATE articles SET capture = :capture, digest = :digest WHERE id = :id"
_OUTLET = "SELECT id FROM outlets WHERE name = :name"
_STATED = ("title", "outlet_country", "url", "published", "author", "language", "translated_from")


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture, as those see it who save what was found in it."""

    id: int
    article_id: int
    text: str


def find(db: Session, article: Article) -> "t.Article | None":
    """The stored article this one is, or None.

    A canonical URL settles it. Without one on either side, equal text does, or an equal file name with a
    similar text: so an article keeps its identifier when somebody adds its address later. What one outlet
    published is never what another did: texts whose stated outlets differ are copies, two articles.
    """
    url = article.facts.url
    if url is not None and rows.any_of(db, _AT, url=url):
        return db.exec(select(t.Article).where(t.Article.url == url)).one()
    # Nearly always there is none: that is told at once.
    if not rows.any_of(db, _LIKE, digest=digest(article.text), file_name=article.facts.file_name):
        return None
    outlet = select(t.Outlet.id).where(t.Outlet.name == article.facts.outlet).scalar_subquery()
    alike = select(t.Article).order_by(
        # The same outlet before none stated; nothing stated before any.
        col(t.Article.outlet_id).is_distinct_from(outlet),
        col(t.Article.url).is_not(None),
        col(t.Article.id),
    )
    if url is not None:
        alike = alike.where(col(t.Article.url).is_(None))
    if article.facts.outlet is not None:
        alike = alike.where(or_(col(t.Article.outlet_id).is_(None), t.Article.outlet_id == outlet))
    equal = db.exec(alike.where(t.Article.digest == digest(article.text))).first()
    if equal is not None or article.facts.file_name is None:
        return equal
    namesakes = db.exec(alike.where(t.Article.file_name == article.facts.file_name)).all()
    scored = [(similarity(article.text, current_capture(db, known).text), known) for known in namesakes]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= SAME_TEXT else None


def new(db: Session, article: Article, extractor: str, now: datetime, *, is_extracted: bool) -> "t.Article":
    """The row of an article not stored before, with all that is stated about it, still without its text."""
    values: dict[str, Any] = {
        "ident": identifiers.mint(db, "article", now),
        "digest": digest(article.text),
        "capture": 0,
        "extractor": extractor,
        "added": now,
        "detected_language": article.detected,
        "extracted": is_extracted,
        "file_name": article.facts.file_name,
    }
    values |= _stated(db, article.facts)
    (id_,) = rows.add(db, t.Article, [values])
    _file_under(db, id_, article.facts.topics)
    # Nothing of it changes in this save that is not written at once: the session need not read it back.
    return t.Article(id=id_, **values)


def state(db: Session, row: "t.Article", article: Article, *, is_extracted: bool) -> None:
    """Put what is stated into `row`, which language the words were taken for, and whether anything extracts
    from it; what this reading does not state stays as it was stated before.
    """
    row.sqlmodel_update(_stated(db, article.facts))
    row.detected_language, row.extracted = article.detected, is_extracted
    name = article.facts.file_name
    if name is not None:
        # The first in the alphabet, so that copies of one text leave the same row in any order.
        row.file_name = min(name, row.file_name or name)
    db.add(row)
    db.flush()
    _file_under(db, row.id, article.facts.topics)


def _stated(db: Session, facts: Facts) -> dict[str, Any]:
    """What is stated about an article, by column, but for its file's name."""
    stated = {name: value for name in _STATED if (value := getattr(facts, name)) is not None}
    return stated if facts.outlet is None else {**stated, "outlet_id": _outlet(db, facts.outlet)}


def superseded(db: Session, row: "t.Article", text: str, captured: datetime | None) -> "t.Capture | None":
    """The current capture, where `text` is another one that was taken from the publisher before it."""
    current = current_capture(db, row)
    older = captured is not None and captured < current.captured
    return current if older and digest(text) != row.digest else None


def capture(
    db: Session, row: "t.Article", document: Document, extractor: str, captured: datetime
) -> Captured:
    """The capture of `document`: the current one where it was read just so, else a new one."""
    row.extractor = extractor
    if row.capture:
        current = current_capture(db, row)
        if current.text == document.text and paragraphs(db, current.id) == document.paragraphs:
            return Captured(current.id, row.id, current.text)
    standing = {"capture": row.capture + 1, "digest": digest(document.text)}
    values: dict[str, Any] = {
        "article_id": row.id,
        "number": standing["capture"],
        "text": document.text,
        "digest": _sha256(document.text),
        "captured": captured,
        "extractor": extractor,
    }
    (id_,) = rows.add(db, t.Capture, [values])
    placed = ((id_, p.number, p.span.start, p.span.end, p.role.value) for p in document.paragraphs)
    rows.insert(db, t.ParagraphRow, ("capture_id", "number", "start", "end", "role"), placed)
    rows.write(db, _STANDS, [{"id": row.id, **standing}])
    for name, value in standing.items():
        set_committed_value(row, name, value)
    return Captured(id_, row.id, document.text)


def current_capture(db: Session, row: "t.Article") -> "t.Capture":
    """The article's text as last read."""
    wanted = select(t.Capture).where(t.Capture.article_id == row.id, t.Capture.number == row.capture)
    return db.exec(wanted).one()


def paragraphs(db: Session, capture_id: int) -> tuple[Paragraph, ...]:
    """The paragraphs of a capture, in order."""
    wanted = select(t.ParagraphRow).where(t.ParagraphRow.capture_id == capture_id)
    known = db.exec(wanted.order_by(col(t.ParagraphRow.number)))
    return tuple(Paragraph(row.number, Span(row.start, row.end), Role(row.role)) for row in known)


@lru_cache(maxsize=2)
def digest(text: str) -> str:
    """What texts equal but for spacing and Unicode form have in common."""
    return _sha256(" ".join(unicodedata.normalize("NFC", text).split()))


def similarity(one: str, other: str) -> float:
    """The share of word shingles that two texts have in common (Jaccard), 0 to 1."""
    ours, theirs = shingles(one), shingles(other)
    return len(ours & theirs) / len(ours | theirs)


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every run of five words; a shorter text is one shingle."""
    words = text.casefold().split()
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def _outlet(db: Session, name: str) -> int:
    found = rows.read(db, _OUTLET, name=name)
    return found[0].id if found else rows.add(db, t.Outlet, [{"name": name}])[0]


def _file_under(db: Session, article_id: int, topics: Sequence[str]) -> None:
    """Make `topics` the article's topics, in place of those it had, where any are stated."""
    if not topics:
        return
    wanted = [(article_id, topic) for topic in sorted(set(topics))]
    rows.keep(db, t.ArticleTopic, ("article_id", "topic"), [article_id], wanted)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
