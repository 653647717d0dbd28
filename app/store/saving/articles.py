"""Which stored article one is, what is stated about it, and its text as read this time."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, or_, select

from app.records import Article, Extraction, Facts, Paragraph, Role, Span
from app.store import identifiers
from app.store import tables as t
from app.store.saving import rows
from app.store.tables.shape import moment

SHINGLE = 5
"""Words in a shingle."""
SAME_TEXT = 0.8
"""Shingle similarity from which two texts under one file name are one article, edited."""


_AT = "SELECT 1 FROM articles WHERE url = :url"
_LIKE = """
    SELECT 1 FROM articles WHERE digest = :digest
    UNION ALL SELECT 1 FROM articles WHERE file_name = :file_name
"""
_STANDS = """
    UPDATE articles SET capture = json_extract(j.value, '$[1]'), digest = json_extract(j.value, '$[2]')
    FROM json_each(:standing) AS j WHERE articles.id = json_extract(j.value, '$[0]')
"""
"""By one statement: before each, the full-text index writes what it holds."""
_MET = """
    SELECT 'url', url, 1 FROM articles WHERE url IN (SELECT value FROM json_each(:url))
    UNION ALL SELECT 'file', file_name, url IS NOT NULL FROM articles
        WHERE file_name IN (SELECT value FROM json_each(:file))
    UNION ALL SELECT 'digest', digest, url IS NOT NULL FROM articles
        WHERE digest IN (SELECT value FROM json_each(:digest))
"""
_OUTLETS = "SELECT name, id FROM outlets WHERE name IN (SELECT value FROM json_each(:names))"
_STATED = ("title", "outlet_country", "url", "published", "author", "language", "translated_from")


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture, as those see it who save what was found in it."""

    id: int
    article_id: int
    article: str
    """The article's identifier."""
    text: str


New = tuple[Article, Extraction, datetime]
"""An article not stored before, what was extracted from it, and when its text was taken."""


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


def unmet(db: Session, given: Sequence[Article]) -> list[bool]:
    """Of each article whether it is surely none that is stored, nor one of those before it.

    Nothing has its address, or its text, or its file's name. What another one is, `find` tells.
    """
    marks = [_marks(article) for article in given]
    wanted: dict[str, list[str]] = {"url": [], "file": [], "digest": []}
    for kind, value, _ in chain.from_iterable(marks):
        wanted[kind].append(value)
    met = {*rows.tuples(db, _MET, **{kind: json.dumps(values) for kind, values in wanted.items()})}
    told = []
    for own in marks:
        told.append(met.isdisjoint(like for mark in own for like in _like(*mark)))
        met.update(own)
    return told


def _marks(article: Article) -> list[tuple[str, str, int]]:
    """What an article may be known again by, each with whether it has an address."""
    url, name = article.facts.url, article.facts.file_name
    found = (("url", url), ("file", name), ("digest", digest(article.text)))
    return [(kind, value, url is not None) for kind, value in found if value is not None]


def _like(kind: str, value: str, addressed: int) -> Iterator[tuple[str, str, int]]:
    """The marks of all that may be one with what has this mark: of two addresses, they alone tell."""
    for other in (1,) if kind == "url" else (0,) if addressed else (0, 1):
        yield kind, value, other


def add(db: Session, new: Sequence[New], now: datetime) -> list[Captured]:
    """Articles not stored before, with all that is stated about them, and their texts."""
    outlets = _outlets(db, [article.facts.outlet for article, _, _ in new])
    idents = identifiers.mint_all(db, "article", len(new))
    digests = [digest(article.text) for article, _, _ in new]
    added = moment(now)
    values = [
        {
            "ident": ident,
            "digest": same,
            "capture": 0,
            "extractor": extraction.extractor,
            "added": added,
            "detected_language": article.detected,
            "extracted": extraction.is_extracted,
            "file_name": article.facts.file_name,
            "outlet_id": outlets.get(article.facts.outlet),
            **{name: getattr(article.facts, name) for name in _STATED},
        }
        for ident, same, (article, extraction, _) in zip(idents, digests, new, strict=True)
    ]
    ids = rows.add(db, t.Article, values)
    filed = zip(ids, (article.facts.topics for article, _, _ in new), strict=True)
    topics = ((id_, topic) for id_, own in filed for topic in sorted(set(own)))
    rows.insert(db, t.ArticleTopic, ("article_id", "topic"), topics)
    read = ((id_, 1, same, e, at) for id_, same, (_, e, at) in zip(ids, digests, new, strict=True))
    captures = _capture(db, [*read])
    each = zip(captures, ids, idents, new, strict=True)
    return [Captured(capture, id_, ident, article.text) for capture, id_, ident, (article, _, _) in each]


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
    return (
        stated
        if facts.outlet is None
        else {**stated, "outlet_id": _outlets(db, [facts.outlet])[facts.outlet]}
    )


def superseded(db: Session, row: "t.Article", text: str, captured: datetime | None) -> "t.Capture | None":
    """The current capture, where `text` is another one that was taken from the publisher before it."""
    current = current_capture(db, row)
    older = captured is not None and captured < current.captured
    return current if older and digest(text) != row.digest else None


def capture(db: Session, row: "t.Article", extraction: Extraction, captured: datetime) -> Captured:
    """The capture of what was extracted from: the current one where it was read just so, else a new one."""
    row.extractor, document = extraction.extractor, extraction.document
    current = current_capture(db, row)
    if current.text == document.text and paragraphs(db, current.id) == document.paragraphs:
        return Captured(current.id, row.id, row.ident, current.text)
    number, same = row.capture + 1, digest(document.text)
    (id_,) = _capture(db, [(row.id, number, same, extraction, captured)])
    set_committed_value(row, "capture", number)
    set_committed_value(row, "digest", same)
    return Captured(id_, row.id, row.ident, document.text)


def _capture(db: Session, texts: Sequence[tuple[int, int, str, Extraction, datetime]]) -> list[int]:
    """New captures of articles, by row id, under a number, with their digest, which stand from now on."""
    read = [extraction.document for *_, extraction, _ in texts]
    values = [
        {
            "article_id": article,
            "number": number,
            "text": extraction.document.text,
            "digest": _sha256(extraction.document.text),
            "captured": moment(captured),
            "extractor": extraction.extractor,
        }
        for article, number, _, extraction, captured in texts
    ]
    ids = rows.add(db, t.Capture, values)
    placed = (
        (id_, p.number, p.span.start, p.span.end, str(p.role))
        for id_, document in zip(ids, read, strict=True)
        for p in document.paragraphs
    )
    rows.insert(db, t.ParagraphRow, ("capture_id", "number", "start", "end", "role"), placed)
    standing = json.dumps([(article, number, same) for article, number, same, *_ in texts])
    rows.write(db, _STANDS, [{"standing": standing}])
    return ids


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


def _outlets(db: Session, names: Iterable[str | None]) -> dict[str | None, int]:
    """By name the outlets that are stated; one not met before is new."""
    wanted = [name for name in dict.fromkeys(names) if name is not None]
    found = dict[str | None, int](rows.tuples(db, _OUTLETS, names=json.dumps(wanted)))
    new = [name for name in wanted if name not in found]
    return found | dict(zip(new, rows.add(db, t.Outlet, [{"name": name} for name in new]), strict=True))


def _file_under(db: Session, article_id: int, topics: Sequence[str]) -> None:
    """Make `topics` the article's topics, in place of those it had, where any are stated."""
    if not topics:
        return
    wanted = [(article_id, topic) for topic in sorted(set(topics))]
    rows.keep(db, t.ArticleTopic, ("article_id", "topic"), [article_id], wanted)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
