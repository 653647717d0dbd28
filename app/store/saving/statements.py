"""Statements and their append-only versions."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_
from sqlmodel import Session, col, select

from app.records import Attribution, Extraction, Said, Span
from app.store import identifiers
from app.store import tables as t
from app.store.saving import passages, places, rows, spans

Spans = tuple[tuple[str, int, Span], ...]
"""Part, position within the part, span; in order."""
_SPAN = ("version_id", "part", "position", "start", "end", "paragraph")


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes a version: any difference here makes another one."""

    kind: str
    speaker: int | None
    capture: int
    spans: Spans


def save(
    db: Session, capture: t.Capture, extraction: Extraction, speakers: Sequence[int], now: datetime
) -> tuple[int, ...]:
    """Store an article's statements; returns the row id of each attribution, in the attributions' order."""
    found = extraction.attributions
    order = sorted(range(len(found)), key=lambda i: (found[i].content[0].start, i))
    words = [spans.joined(capture.text, found[i].content) for i in order]
    known = passages.stored(db, t.Statement, capture.article_id)
    versions = _current_versions(db, capture.article_id) if known else {}
    had = {id_: version.words for id_, version in versions.items()}
    kept = passages.continued(known, had, words)
    passages.part_with(db, known, kept, had, (capture.text, words), now)
    shapes = _shapes(db, versions) if versions else {}
    idents = iter(identifiers.mint_all(db, "statement", kept.count(None), now))
    statements, changed = [], []
    for position, (i, row) in enumerate(zip(order, kept, strict=True)):
        values = _beside(found[i], position)
        entity = found[i].entity
        speaker = None if entity is None else speakers[entity]
        shape = Shape(found[i].kind.value, speaker, capture.id, _spans(found[i]))
        if row is None:
            statement = t.Statement(ident=next(idents), article_id=capture.article_id, **values)
        else:
            statement = row.sqlmodel_update(values)
            passages.revive(db, statement, now)
        if row is None or shapes.get(row.id) != shape:
            statement.version += 1
            changed.append((statement, shape, words[position]))
        statements.append(statement)
    db.add_all(statements)
    db.flush()
    _save_versions(db, changed, spans.paragraph_finder(extraction.document.paragraphs), now)
    ids = {i: statement.id for i, statement in zip(order, statements, strict=True)}
    places.save(db, t.StatementPlace, {ids[i]: found[i] for i in order})
    return tuple(ids[i] for i in range(len(found)))


def _beside(found: Attribution, position: int) -> dict[str, Any]:
    """What lives beside a statement's versions, by column."""
    return {
        "position": position,
        "rule": found.rule,
        "confidence": found.confidence,
        "reasons": list(found.reasons),
        **_said_columns(found.said),
    }


def _said_columns(said: Said | None) -> dict[str, Any]:
    """What tells when it was said, or nothing where an earlier reading found something."""
    return {
        "said_first": said and said.first,
        "said_last": said and said.last,
        "said_start": said and said.span.start,
        "said_end": said and said.span.end,
        "said_rule": said and said.rule,
    }


def _save_versions(
    db: Session,
    changed: Sequence[tuple[t.Statement, Shape, str]],
    paragraph: Callable[[Span], int],
    now: datetime,
) -> None:
    """A new version of each of these statements, by its shape and words."""
    versions = [
        t.Version(
            statement_id=statement.id,
            number=statement.version,
            capture_id=shape.capture,
            kind=shape.kind,
            speaker_id=shape.speaker,
            words=words,
            digest=hashlib.sha256(words.encode()).hexdigest(),
            created=now,
        )
        for statement, shape, words in changed
    ]
    db.add_all(versions)
    db.flush()
    placed = [
        (version.id, part, number, span.start, span.end, paragraph(span))
        for version, (_, shape, _) in zip(versions, changed, strict=True)
        for part, number, span in shape.spans
    ]
    rows.insert(db, t.VersionSpan, _SPAN, placed)


def _spans(found: Attribution) -> Spans:
    medium = () if found.medium is None else (found.medium,)
    parts = {
        "content": found.content,
        "cue": found.cue,
        "source": found.source,
        "insert": found.inserts,
        "medium": medium,
    }
    return tuple(
        sorted((part, number, span) for part, members in parts.items() for number, span in enumerate(members))
    )


def _current_versions(db: Session, article_id: int) -> dict[int, t.Version]:
    wanted = (
        select(t.Version)
        .join(
            t.Statement,
            and_(col(t.Statement.id) == t.Version.statement_id, col(t.Statement.version) == t.Version.number),
        )
        .where(t.Statement.article_id == article_id)
    )
    return {version.statement_id: version for version in db.exec(wanted)}


def _shapes(db: Session, versions: dict[int, t.Version]) -> dict[int, Shape]:
    held: defaultdict[int, list[tuple[str, int, Span]]] = defaultdict(list)
    ids = [version.id for version in versions.values()]
    for row in db.exec(select(t.VersionSpan).where(col(t.VersionSpan.version_id).in_(ids))):
        held[row.version_id].append((row.part, row.position, Span(row.start, row.end)))
    return {
        statement: Shape(
            version.kind, version.speaker_id, version.capture_id, tuple(sorted(held[version.id]))
        )
        for statement, version in versions.items()
    }
