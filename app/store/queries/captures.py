"""The captures of an article, and what became of its statements and claims from one to the next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import Role, Span
from app.store import identifiers, succession
from app.store.queries import choices, reading, rows
from app.store.queries.views import (
    CapturesView,
    CaptureView,
    Change,
    Edited,
    ParagraphView,
    Standing,
    VersionView,
)

_ARTICLE = text(f"SELECT a.id, {rows.ARTICLE} {choices.ARTICLES} WHERE a.ident = :ident")
_CAPTURES = text("SELECT id, number, captured, text FROM captures WHERE article_id = :id ORDER BY number")
_PARAGRAPHS = text("SELECT number, start, end, role FROM paragraphs WHERE capture_id = :id ORDER BY number")
_VERSIONS = text("""
    SELECT s.ident, s.state, v.words, k.number AS capture FROM statements AS s
    JOIN versions AS v ON v.statement_id = s.id JOIN captures AS k ON k.id = v.capture_id
    WHERE s.article_id = :id AND s.state <> 'withdrawn' ORDER BY s.position, s.id, v.number
""")
_GONE_CLAIMS = text("""
    SELECT c.ident, c.words, k.number AS capture FROM claims AS c JOIN captures AS k ON k.id = c.capture_id
    WHERE c.article_id = :id AND c.state = 'gone' ORDER BY c.position, c.id
""")
_CHECKED = text("""
    SELECT max(k.captured, coalesce((SELECT max(o.checked) FROM origin_articles AS x
        JOIN origins AS o ON o.id = x.origin_id WHERE x.article_id = a.id), ''))
    FROM articles AS a JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture WHERE a.id = :id
""")


@dataclass(slots=True)
class _Told:
    """A statement through the captures: its words in each that has it."""

    ident: str
    state: str
    words: dict[int, str] = field(default_factory=dict)


def captures(db: Session, ident: str) -> CapturesView:
    """All captures of an article. Raises NotFound for an identifier there never was."""
    one = db.connection().execute(_ARTICLE, {"ident": identifiers.resolve(db, ident, "article").ident}).one()
    found = db.connection().execute(_CAPTURES, {"id": one.id}).all()
    standing = {row.number: succession.stands(row.text) for row in found}
    told = _told(db, one.id)
    lost = db.connection().execute(_GONE_CLAIMS, {"id": one.id}).all()
    return CapturesView(
        article=rows.article_ref(one),
        captures=tuple(_capture(db, row) for row in found),
        changes={n: (*_changes(told, standing, n), *_lost(lost, n)) for n in standing if n > 1},
        checked=checked(db, one.id),
    )


def newest(db: Session, article: int) -> CaptureView:
    """An article's text as last captured."""
    return _capture(db, db.connection().execute(_CAPTURES, {"id": article}).all()[-1])


def checked(db: Session, article: int) -> datetime:
    """When where an article comes from was last looked at: at the latest capture, or since."""
    return rows.moment(db.connection().execute(_CHECKED, {"id": article}).scalar_one())


def number(db: Session, article: int) -> int:
    """How many captures an article has."""
    wanted = text("SELECT capture FROM articles WHERE id = :id")
    return int(db.connection().execute(wanted, {"id": article}).scalar_one())


def of_statement(
    db: Session, article: int, versions: Sequence[VersionView], shown: VersionView, gone: datetime | None
) -> Standing:
    """What became of a statement at its source, by all its `versions`, one of which is `shown`."""
    edits: list[Edited] = []
    for before, after in pairwise(versions):
        if _same(before.words, after.words) or before.capture == after.capture:
            continue
        if not _stands(db, article, after.capture)(before.words):
            edits.append(Edited(before.words, after.words, before.captured, after.captured))
    return Standing(
        first=versions[0].captured,
        checked=checked(db, article),
        edits=tuple(edits),
        captures=number(db, article),
        capture=shown.capture,
        gone=gone,
    )


def of_claim(db: Session, article: int, words: str, capture: int, gone: datetime | None) -> Standing:
    """What became of a claim at its source: since when the captures have these `words`.

    Claims keep no versions: what they said before is told by the captures alone.
    """
    found = db.connection().execute(_CAPTURES, {"id": article}).all()
    first = next(row for row in found if row.number == capture)
    for row in reversed(found[: found.index(first)]):
        if not succession.stands(row.text)(words):
            break
        first = row
    return Standing(
        first=rows.moment(first.captured),
        checked=checked(db, article),
        edits=(),
        captures=len(found),
        capture=capture,
        gone=gone,
    )


def _capture(db: Session, row: Row[Any]) -> CaptureView:
    found = db.connection().execute(_PARAGRAPHS, {"id": row.id}).all()
    return CaptureView(
        number=row.number,
        captured=rows.moment(row.captured),
        paragraphs=tuple(
            ParagraphView(p.number, Role(p.role), Span(p.start, p.end), row.text[p.start : p.end])
            for p in found
        ),
        shown=frozenset(p.number for p in reading.paragraphs(db, row.id)),
    )


def _told(db: Session, article: int) -> Sequence[_Told]:
    told: dict[str, _Told] = {}
    for row in db.connection().execute(_VERSIONS, {"id": article}):
        told.setdefault(row.ident, _Told(row.ident, row.state)).words[row.capture] = row.words
    return tuple(told.values())


def _changes(told: Sequence[_Told], standing: Mapping[int, Callable[[str], int]], n: int) -> Iterator[Change]:
    """What the text of capture `n` did to statements; what only extraction changed is no change of it."""
    for each in told:
        now, before = each.words.get(n), each.words.get(n - 1)
        if now is None:
            last = each.state == "gone" and max(each.words) == n - 1
            if before is not None and (last or not standing[n](before)):
                yield Change("statement", each.ident, "gone", before)
        elif before is not None:
            if not _same(before, now) and not standing[n](before):
                yield Change("statement", each.ident, "edited", now, before)
        elif not standing[n - 1](now):
            yield Change("statement", each.ident, "back" if min(each.words) < n else "new", now)


def _lost(claims: Sequence[Row[Any]], n: int) -> Iterator[Change]:
    return (Change("claim", row.ident, "gone", row.words) for row in claims if row.capture == n - 1)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _stands(db: Session, article: int, capture: int) -> Callable[[str], int]:
    wanted = text("SELECT text FROM captures WHERE article_id = :id AND number = :number")
    found = db.connection().execute(wanted, {"id": article, "number": capture})
    return succession.stands(str(found.scalar_one()))
