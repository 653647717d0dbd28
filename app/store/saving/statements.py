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


def save(
    db: Session, capture: articles.Captured, extraction: Extraction, speakers: Sequence[int], now: datetime
) -> tuple[int, ...]:
    """Store an article's statements; returns the row id of each attribution, in the attributions' order.

    What is found of one that people judged is only put down: what stands of it `judged` settles.
    """
    found = extraction.attributions
    order = sorted(range(len(found)), key=lambda i: (found[i].content[0].start, i))
    words = [spans.joined(capture.text, found[i].content) for i in order]
    known = passages.stored(db, t.Statement, capture.article_id)
    current = versions.current(db, capture.article_id) if known else {}
    read = judged.readings(db, capture.article_id) if known else {}
    kept = _continued(known, current, read, words)
    _part_with(db, known, kept, (current, read), (capture.text, words), now)
    shapes = versions.shapes(db, current.values()) if current else {}
    idents = iter(identifiers.mint_all(db, "statement", kept.count(None), now))
    ids: dict[int, int] = {}
    fresh, changed = [], []
    for position, (i, row) in enumerate(zip(order, kept, strict=True)):
        values = {"position": position, **_said_columns(found[i].said)}
        entity = found[i].entity
        speaker = None if entity is None else speakers[entity]
        shape = versions.Shape(found[i].kind.value, speaker, capture.id, versions.spans_of(found[i]))
        if row is not None and row.id in read:
            reading = judged.reading(shape, words[position], places.rows_of(found[i]))
            judged.keep(db, read[row.id], row.id, {**reading, **_found_by(found[i])})
            ids[i] = row.sqlmodel_update(values).id
            continue
        values |= _found_by(found[i])
        if row is None:
            new = {"ident": next(idents), "article_id": capture.article_id, "version": 1, "state": t.LIVE}
            fresh.append((i, {**new, **values}, shape, words[position]))
            continue
        ids[i] = row.id
        passages.revive(db, row.sqlmodel_update(values), now)
        if shapes.get(current[row.id].id) != shape:
            row.version += 1
            changed.append((row.id, row.version, shape, words[position]))
    db.flush()
    numbers = rows.add(db, t.Statement, [values for _, values, _, _ in fresh])
    ids |= {i: id_ for id_, (i, *_) in zip(numbers, fresh, strict=True)}
    changed += [(ids[i], 1, shape, said) for i, _, shape, said in fresh]
    versions.save(db, changed, spans.paragraph_finder(extraction.document.paragraphs), now)
    places.save(db, t.StatementPlace, {ids[i]: found[i] for i in order if ids[i] not in read}, numbers)
    return tuple(ids[i] for i in range(len(found)))


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
