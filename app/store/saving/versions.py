"""A statement's append-only versions: what makes one, which stands, and writing another."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_
from sqlmodel import Session, col, select

from app.records import Attribution, Span
from app.store import tables as t
from app.store.saving import rows
from app.store.tables.shape import moment

Spans = tuple[tuple[str, int, Span], ...]
"""Part, position within the part, span; in order."""
CONTENT = "content"
_SPAN = ("version_id", "part", "position", "start", "end", "paragraph")


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes a version: any difference here makes another one."""

    kind: str
    speaker: int | None
    capture: int
    spans: Spans

    @property
    def content(self) -> tuple[Span, ...]:
        """The spans of what is said, in order."""
        return tuple(span for part, _, span in self.spans if part == CONTENT)


def spans_of(found: Attribution) -> Spans:
    """All the spans of an attribution that a version keeps."""
    medium = () if found.medium is None else (found.medium,)
    # By the parts' names, as spans that are read again are put in order.
    parts = (
        (CONTENT, found.content),
        ("cue", found.cue),
        ("insert", found.inserts),
        ("medium", medium),
        ("source", found.source),
    )
    return tuple([(part, number, span) for part, members in parts for number, span in enumerate(members)])


def save(
    db: Session,
    changed: Sequence[tuple[int, int, Shape, str]],
    paragraph: Callable[[Span], int],
    now: datetime,
    judgement: int | None = None,
) -> None:
    """A new version of each of these statements, by row id, under a number, with its shape and words.

    `paragraph` tells in which paragraph a span starts.
    """
    add(db, [(*each, paragraph) for each in changed], now, judgement)


def add(
    db: Session,
    made: Sequence[tuple[int, int, Shape, str, Callable[[Span], int]]],
    now: datetime,
    judgement: int | None = None,
) -> None:
    """As `save`, each with what tells the paragraphs of its own capture."""
    created = moment(now)
    versions = [
        {
            "statement_id": statement,
            "number": number,
            "capture_id": shape.capture,
            "kind": shape.kind,
            "speaker_id": shape.speaker,
            "words": words,
            "created": created,
            "judgement_id": judgement,
        }
        for statement, number, shape, words, _ in made
    ]
    ids = rows.add(db, t.Version, versions)
    placed = [
        (id_, part, number, span.start, span.end, paragraph(span))
        for id_, (_, _, shape, _, paragraph) in zip(ids, made, strict=True)
        for part, number, span in shape.spans
    ]
    rows.insert(db, t.VersionSpan, _SPAN, placed)


def current(db: Session, article_id: int) -> "dict[int, t.Version]":
    """By statement, the version that stands of each that an article ever had."""
    wanted = (
        select(t.Version)
        .join(
            t.Statement,
            and_(col(t.Statement.id) == t.Version.statement_id, col(t.Statement.version) == t.Version.number),
        )
        .where(t.Statement.article_id == article_id)
    )
    return {version.statement_id: version for version in db.exec(wanted)}


def standing(db: Session, statement: "t.Statement") -> "t.Version":
    """The version of a statement that stands."""
    own = select(t.Version).where(t.Version.statement_id == statement.id)
    return db.exec(own.where(t.Version.number == statement.version)).one()


def shapes(db: Session, versions: "Collection[t.Version]") -> dict[int, Shape]:
    """The shape of each of these versions, by its row id."""
    held: defaultdict[int, list[tuple[str, int, Span]]] = defaultdict(list)
    ids = [version.id for version in versions]
    for row in db.exec(select(t.VersionSpan).where(col(t.VersionSpan.version_id).in_(ids))):
        held[row.version_id].append((row.part, row.position, Span(row.start, row.end)))
    return {
        version.id: Shape(
            version.kind, version.speaker_id, version.capture_id, tuple(sorted(held[version.id]))
        )
        for version in versions
    }
