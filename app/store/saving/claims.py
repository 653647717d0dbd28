"""Claims, in statements and in narration."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.records import Claim, Extraction, Span
from app.store import identifiers
from app.store import tables as t
from app.store.saving import articles, judged, judged_claims, passages, places, rows, spans

_QUANTITY = ("claim_id", "position", "start", "end", "value", "unit", "bound")
_GLOSS = ("claim_id", "position", "start", "end", "words", "antecedent_start", "antecedent_end")

_NULL = "null"
"""Nothing, as JSON has it."""
_Fresh = tuple[articles.Captured, Claim, dict[str, Any]]
"""A new claim: its capture, and what is found of it by column."""


def save(
    db: Session, capture: articles.Captured, extraction: Extraction, statements: Sequence[int], now: datetime
) -> None:
    """Store an article's claims; `statements` gives the row id of each attribution.

    What is found of one that people judged is only put down: what stands of it `judged_claims` settles.
    """
    found = _in_order(extraction.claims)
    known = passages.stored(db, t.ClaimRow, capture.article_id)
    read = judged_claims.readings(db, capture.article_id)
    said_by = judged.within(db, capture)
    words = [claim.span.of(capture.text) for claim in found]
    had = {row.id: row.words for row in known}
    kept = passages.continued(known, had, words, {id_: row.found for id_, row in read.items()})
    _part_with(db, known, kept, read, (capture.text, words), now)
    paragraph = spans.paragraph_finder(extraction.document.paragraphs)
    about: dict[int, Claim] = {}
    fresh: list[_Fresh] = []
    for position, (claim, old) in enumerate(zip(found, kept, strict=True)):
        statement = said_by(claim.span) if claim.statement is None else statements[claim.statement]
        values = _found(capture, claim, position, statement, paragraph(claim.span))
        if old is None:
            fresh.append((capture, claim, values))
            continue
        if old.id in read:
            old.sqlmodel_update(values)
            changed = {**_decided(claim), "found": True, "places": places.rows_of(claim)}
            passages.change(db, read[old.id], changed)
        else:
            passages.revive(db, old.sqlmodel_update({**values, **_decided(claim)}), now)
        about[old.id] = claim
    db.flush()
    new = _insert(db, fresh)
    _details(db, about | new, about)
    places.save(
        db, t.ClaimPlace, {id_: claim for id_, claim in (about | new).items() if id_ not in read}, new
    )


def add(db: Session, new: Sequence[tuple[articles.Captured, Extraction, Sequence[int]]]) -> None:
    """As `save`, of articles not stored before."""
    fresh: list[_Fresh] = []
    for capture, extraction, statements in new:
        paragraph = spans.paragraph_finder(extraction.document.paragraphs)
        for position, claim in enumerate(_in_order(extraction.claims)):
            statement = None if claim.statement is None else statements[claim.statement]
            values = _found(capture, claim, position, statement, paragraph(claim.span))
            fresh.append((capture, claim, values))
    about = _insert(db, fresh)
    _details(db, about, ())
    places.save(db, t.ClaimPlace, about, about)


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.span.start, claim.span.end, claim.type))


def _found(
    capture: articles.Captured, claim: Claim, position: int, statement: int | None, paragraph: int
) -> dict[str, Any]:
    """What is found of a claim that no person decides, by column."""
    return {
        "capture_id": capture.id,
        "statement_id": statement,
        "position": position,
        "start": claim.span.start,
        "end": claim.span.end,
        "paragraph": paragraph,
        "words": claim.span.of(capture.text),
        "rule": claim.rule,
        "worth": claim.worth and claim.worth.score,
        "worth_reasons": claim.worth and list(claim.worth.reasons),
    }


def _decided(claim: Claim) -> dict[str, Any]:
    """What is found of a claim that people may decide otherwise, by column."""
    return {"type": str(claim.type), "confidence": claim.confidence}


def _insert(db: Session, fresh: "Sequence[_Fresh]") -> dict[int, Claim]:
    """New claims, by row id."""
    idents = identifiers.mint_all(db, "claim", len(fresh))
    values = [
        {
            "ident": ident,
            "article_id": capture.article_id,
            "state": t.LIVE,
            **found,
            "worth_reasons": json.dumps(found["worth_reasons"]) if claim.worth else _NULL,
            **_decided(claim),
        }
        for ident, (capture, claim, found) in zip(idents, fresh, strict=True)
    ]
    return dict(zip(rows.add(db, t.ClaimRow, values), (claim for _, claim, _ in fresh), strict=True))


def _part_with(
    db: Session,
    known: "Sequence[t.ClaimRow]",
    kept: "Sequence[t.ClaimRow | None]",
    read: "Mapping[int, t.ClaimReading]",
    text: tuple[str, Sequence[str]],
    now: datetime,
) -> None:
    """Part with claims that nothing continues; of those judged it is put down that they are not found."""
    ids = {row.id for row in kept if row is not None}
    lost = [row for row in known if row.id not in ids]
    for row in lost:
        if row.id in read:
            passages.change(db, read[row.id], {"found": False})
    plain = [row for row in lost if row.id not in read]
    passages.part_with(db, plain, {row.id: row.words for row in plain}, text, now)


def _details(db: Session, claims: Mapping[int, Claim], had: Collection[int]) -> None:
    """Quantities and glosses, written only where they differ from what claims had, which are not new."""
    quantities = [row for id_, claim in claims.items() for row in _quantities(id_, claim)]
    rows.keep(db, t.ClaimQuantity, _QUANTITY, had, quantities)
    glosses = [row for id_, claim in claims.items() for row in _glosses(id_, claim)]
    rows.keep(db, t.ClaimGloss, _GLOSS, had, glosses)


def _quantities(claim_id: int, claim: Claim) -> Iterator[rows.Values]:
    for position, found in enumerate(claim.quantities):
        yield (claim_id, position, *_ends(found.span), found.value, found.unit, found.bound)


def _glosses(claim_id: int, claim: Claim) -> Iterator[rows.Values]:
    for position, gloss in enumerate(claim.glosses):
        yield (claim_id, position, *_ends(gloss.span), gloss.words, *_ends(gloss.antecedent))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
