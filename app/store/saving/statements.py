"""Statements and their append-only versions."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_
from sqlmodel import Session, col, select

from app.records import Attribution, Extraction, Said, Span
from app.store import identifiers
from app.store import tables as t
from app.store.saving import passages, places, spans

Spans = tuple[tuple[str, int, Span], ...]
"""Part, position within the part, span; in order."""


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
    rows = passages.stored(db, t.Statement, capture.article_id)
    versions = _current_versions(db, capture.article_id)
    had = {id_: version.words for id_, version in versions.items()}
    kept = passages.continued(rows, had, words)
    passages.part_with(db, rows, kept, had, (capture.text, words), now)
    shapes = _shapes(db, versions)
    paragraph = spans.paragraph_finder(extraction.document.paragraphs)
    ids: dict[int, int] = {}
    for position, (i, row) in enumerate(zip(order, kept, strict=True)):
        statement = _beside(db, row, found[i], capture.article_id, position, now)
        entity = found[i].entity
        speaker = None if entity is None else speakers[entity]
        shape = Shape(found[i].kind.value, speaker, capture.id, _spans(found[i]))
        if shapes.get(statement.id) != shape:
            statement.version += 1
            version = _version(db, statement, shape, words[position], now)
            db.add_all(
                t.VersionSpan(
                    version_id=version,
                    part=part,
                    position=number,
                    start=span.start,
                    end=span.end,
                    paragraph=paragraph(span),
                )
                for part, number, span in shape.spans
            )
        ids[i] = statement.id
    db.flush()
    places.save(db, t.StatementPlace, {ids[i]: found[i] for i in order})
    return tuple(ids[i] for i in range(len(found)))


def _beside(
    db: Session, row: t.Statement | None, found: Attribution, article_id: int, position: int, now: datetime
) -> t.Statement:
    """The statement's row with all that lives beside its versions."""
    values: dict[str, Any] = {
        "position": position,
        "rule": found.rule,
        "confidence": found.confidence,
        "reasons": list(found.reasons),
        **_said_columns(found.said),
    }
    if row is None:
        ident = identifiers.mint(db, "statement", now)
        row = t.Statement(ident=ident, article_id=article_id, **values)
    else:
        row = row.sqlmodel_update(values)
        passages.revive(db, row, now)
    db.add(row)
    db.flush()
    return row


def _said_columns(said: Said | None) -> dict[str, Any]:
    """What tells when it was said, or nothing where an earlier reading found something."""
    return {
        "said_first": said and said.first,
        "said_last": said and said.last,
        "said_start": said and said.span.start,
        "said_end": said and said.span.end,
        "said_rule": said and said.rule,
    }


def _version(db: Session, statement: t.Statement, shape: Shape, words: str, now: datetime) -> int:
    version = t.Version(
        statement_id=statement.id,
        number=statement.version,
        capture_id=shape.capture,
        kind=shape.kind,
        speaker_id=shape.speaker,
        words=words,
        digest=hashlib.sha256(words.encode()).hexdigest(),
        created=now,
    )
    db.add(version)
    db.flush()
    return version.id


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
