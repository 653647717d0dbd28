"""Statements and their append-only versions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.records import Attribution, Extraction, Said
from app.store import identifiers
from app.store import tables as t
from app.store.saving import articles, judged, passages, places, rows, spans, versions
from app.store.saving.anchoring import continues

_Fresh = tuple[articles.Captured, int, Attribution, versions.Shape, str]
"""A new statement: its capture, its position, what was found, the shape and the words of its version."""


def save(
    db: Session, capture: articles.Captured, extraction: Extraction, speakers: Sequence[int], now: datetime
) -> tuple[int, ...]:
    """Store an article's statements; returns the row id of each attribution, in the attributions' order.

    What is found of one that people judged is only put down: what stands of it `judged` settles.
    """
    found = extraction.attributions
    order, words = _read(capture, found)
    known = passages.stored(db, t.Statement, capture.article_id)
    current = versions.current(db, capture.article_id)
    read = judged.readings(db, capture.article_id)
    kept = _continued(known, current, read, words)
    _part_with(db, known, kept, (current, read), (capture.text, words), now)
    shapes = versions.shapes(db, current.values())
    ids: dict[int, int] = {}
    fresh: list[_Fresh] = []
    changed = []
    for position, (i, row) in enumerate(zip(order, kept, strict=True)):
        shape = _shape(capture, found[i], speakers)
        if row is None:
            fresh.append((capture, position, found[i], shape, words[position]))
            continue
        values = {"position": position, **_said_columns(found[i].said)}
        if row.id in read:
            reading = judged.reading(shape, words[position], places.rows_of(found[i]))
            judged.keep(db, read[row.id], row.id, {**reading, **_found_by(found[i])})
            ids[i] = row.sqlmodel_update(values).id
            continue
        ids[i] = row.id
        passages.revive(db, row.sqlmodel_update({**values, **_found_by(found[i])}), now)
        if shapes.get(current[row.id].id) != shape:
            row.version += 1
            changed.append((row.id, row.version, shape, words[position]))
    db.flush()
    new = _insert(db, fresh)
    numbers = iter(new)
    ids |= {i: next(numbers) for i, row in zip(order, kept, strict=True) if row is None}
    changed += [(id_, 1, shape, said) for id_, (*_, shape, said) in zip(new, fresh, strict=True)]
    versions.save(db, changed, spans.paragraph_finder(extraction.document.paragraphs), now)
    places.save(db, t.StatementPlace, {ids[i]: found[i] for i in order if ids[i] not in read}, new)
    return tuple(ids[i] for i in range(len(found)))


def add(
    db: Session, new: Sequence[tuple[articles.Captured, Extraction, Sequence[int]]], now: datetime
) -> list[tuple[int, ...]]:
    """As `save`, of articles not stored before."""
    fresh: list[_Fresh] = []
    orders = []
    paragraphs = []
    for capture, extraction, speakers in new:
        found = extraction.attributions
        order, words = _read(capture, found)
        orders.append(order)
        for position, (i, said) in enumerate(zip(order, words, strict=True)):
            fresh.append((capture, position, found[i], _shape(capture, found[i], speakers), said))
        paragraphs += [spans.paragraph_finder(extraction.document.paragraphs)] * len(order)
    ids = _insert(db, fresh)
    made = zip(ids, fresh, paragraphs, strict=True)
    versions.add(db, [(id_, 1, shape, said, paragraph) for id_, (*_, shape, said), paragraph in made], now)
    places.save(db, t.StatementPlace, {id_: one[2] for id_, one in zip(ids, fresh, strict=True)}, ids)
    left = iter(ids)
    numbered = [dict(zip(order, left, strict=False)) for order in orders]
    return [tuple(own[i] for i in range(len(own))) for own in numbered]


def _read(capture: articles.Captured, found: Sequence[Attribution]) -> tuple[list[int], list[str]]:
    """The attributions in reading order, by number, and the words of each."""
    order = sorted(range(len(found)), key=lambda i: (found[i].content[0].start, i))
    return order, [spans.joined(capture.text, found[i].content) for i in order]


def _shape(capture: articles.Captured, found: Attribution, speakers: Sequence[int]) -> versions.Shape:
    speaker = None if found.entity is None else speakers[found.entity]
    return versions.Shape(str(found.kind), speaker, capture.id, versions.spans_of(found))


def _insert(db: Session, fresh: "Sequence[_Fresh]") -> list[int]:
    """New statements, still without the version that stands."""
    idents = identifiers.mint_all(db, "statement", len(fresh))
    values = [
        {
            "ident": ident,
            "article_id": capture.article_id,
            "version": 1,
            "state": t.LIVE,
            "position": position,
            **_said_columns(found.said),
            **_found_by(found),
        }
        for ident, (capture, position, found, _, _) in zip(idents, fresh, strict=True)
    ]
    return rows.add(db, t.Statement, values)


def _continued(
    known: "Sequence[t.Statement]",
    current: "Mapping[int, t.Version]",
    read: "Mapping[int, t.Reading]",
    words: Sequence[str],
) -> "list[t.Statement | None]":
    """The stored statement that each passage continues, by the machine's own words, then by those judged."""
    had = {id_: version.words for id_, version in current.items()}
    own = had | {id_: row.words for id_, row in read.items()}
    kept = passages.continued(known, own, words, {id_: row.found for id_, row in read.items()})
    taken = {row.id for row in kept if row is not None}
    for row in known:
        if row.id in read and row.id not in taken:
            about = (own[row.id], had[row.id])
            free = (n for n, one in enumerate(kept) if one is None)
            at = next((n for n in free if any(continues(words[n], each) for each in about)), None)
            if at is not None:
                kept[at] = row
    return kept


def _part_with(
    db: Session,
    known: "Sequence[t.Statement]",
    kept: "Sequence[t.Statement | None]",
    had: "tuple[Mapping[int, t.Version], Mapping[int, t.Reading]]",
    text: tuple[str, Sequence[str]],
    now: datetime,
) -> None:
    """Part with statements that nothing continues; of those judged it is put down that they are not found."""
    current, read = had
    ids = {row.id for row in kept if row is not None}
    lost = [row for row in known if row.id not in ids]
    for row in lost:
        if row.id in read:
            judged.keep(db, read[row.id], row.id, {"found": False})
    plain = [row for row in lost if row.id not in read]
    passages.part_with(db, plain, {row.id: current[row.id].words for row in plain}, text, now)


def _found_by(found: Attribution) -> dict[str, Any]:
    """What made an attribution and how sure it is, by column."""
    return {"rule": found.rule, "confidence": found.confidence, "reasons": list(found.reasons)}


def _said_columns(said: Said | None) -> dict[str, Any]:
    """What tells when it was said, or nothing where an earlier reading found something."""
    return {
        "said_first": said and said.first,
        "said_last": said and said.last,
        "said_start": said and said.span.start,
        "said_end": said and said.span.end,
        "said_rule": said and said.rule,
    }
