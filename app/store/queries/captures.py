"""The captures of an article, and what became of its statements and claims from one to the next."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

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
    VersionView,
)

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
CHECKED = """
    (SELECT max(z.captured, coalesce((SELECT max(y.checked) FROM origin_articles AS x
        JOIN origins AS y ON y.id = x.origin_id WHERE x.article_id = {article}), ''))
    FROM articles AS own JOIN captures AS z ON z.article_id = own.id AND z.number = own.capture
    WHERE own.id = {article}) AS checked
"""
"""When where an article comes from was last looked at: at the latest capture, or since."""
OF_ARTICLE = f"{CHECKED}, (SELECT x.capture FROM articles AS x WHERE x.id = {{article}}) AS captures"
"""The same, and how many captures the article has."""
_ONE = text(
    f"SELECT a.id, {CHECKED.format(article='a.id')}, {rows.ARTICLE} {choices.ARTICLES} WHERE a.ident = :ident"
)
_BEFORE = text(
    "SELECT captured, text FROM captures WHERE article_id = :id AND number < :number ORDER BY number DESC"
)


@dataclass(slots=True)
class _Told:
    """A statement through the captures: its words in each that has it."""

    ident: str
    state: str
    words: dict[int, str] = field(default_factory=dict)


def captures(db: Session, ident: str) -> CapturesView:
    """All captures of an article. Raises NotFound for an identifier there never was."""
    one = db.connection().execute(_ONE, {"ident": identifiers.resolve(db, ident, "article").ident}).one()
    found = db.connection().execute(_CAPTURES, {"id": one.id}).all()
    standing = {row.number: succession.stands(row.text) for row in found}
    told = _told(db, one.id)
    lost = db.connection().execute(_GONE_CLAIMS, {"id": one.id}).all()
    return CapturesView(
        article=rows.article_ref(one),
        captures=tuple(_capture(db, row) for row in found),
        changes={n: (*_changes(told, standing, n), *_lost(lost, n)) for n in standing if n > 1},
        checked=rows.moment(one.checked),
    )


def newest(db: Session, article: int) -> CaptureView:
    """An article's text as last captured."""
    return _capture(db, db.connection().execute(_CAPTURES, {"id": article}).all()[-1])


def edits(db: Session, article: int, versions: Sequence[VersionView]) -> tuple[Edited, ...]:
    """What was edited at its source of a statement with these versions, oldest first."""
    found: list[Edited] = []
    for before, after in pairwise(versions):
        if _same(before.words, after.words) or before.capture == after.capture:
            continue
        if not _stands(db, article, after.capture)(before.words):
            found.append(Edited(before.words, after.words, before.captured, after.captured))
    return tuple(found)


def since(db: Session, article: int, capture: int, words: str) -> datetime | None:
    """When the first of the captures in a row before this one that have the `words` was made, if any has.

    Claims keep no versions: what they said before is told by the captures alone.
    """
    first = None
    if capture > 1:
        for row in db.connection().execute(_BEFORE, {"id": article, "number": capture}):
            if not succession.stands(row.text)(words):
                break
            first = rows.moment(row.captured)
    return first


def _capture(db: Session, row: Row[Any]) -> CaptureView:
    found = db.connection().execute(_PARAGRAPHS, {"id": row.id}).all()
    return CaptureView(
        number=row.number,
        captured=rows.moment(row.captured),
        paragraphs=tuple(
            ParagraphView(p.number, Role(p.role), Span(p.start, p.end), row.text[p.start : p.end])
            for p in found
        ),
        shown=frozenset(p.number for p in reading.paragraphs(db, row.id, row.text)),
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
