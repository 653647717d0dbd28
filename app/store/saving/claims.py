"""Claims, in statements and in narration."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.records import Claim, Extraction
from app.store import identifiers
from app.store import tables as t
from app.store.saving import passages, places, spans


def save(
    db: Session, capture: t.Capture, extraction: Extraction, statements: Sequence[int], now: datetime
) -> None:
    """Store an article's claims; `statements` gives the row id of each attribution."""
    found = sorted(extraction.claims, key=lambda claim: (claim.span, claim.type.value))
    rows = passages.stored(db, t.ClaimRow, capture.article_id)
    words = [claim.span.of(capture.text) for claim in found]
    had = {row.id: row.words for row in rows}
    kept = passages.continued(rows, had, words)
    passages.part_with(db, rows, kept, had, (capture.text, words), now)
    paragraph = spans.paragraph_finder(extraction.document.paragraphs)
    about = {}
    for position, (claim, old) in enumerate(zip(found, kept, strict=True)):
        values: dict[str, Any] = {
            "capture_id": capture.id,
            "statement_id": None if claim.statement is None else statements[claim.statement],
            "position": position,
            "start": claim.span.start,
            "end": claim.span.end,
            "paragraph": paragraph(claim.span),
            "words": words[position],
            "type": claim.type.value,
            "rule": claim.rule,
            "confidence": claim.confidence,
            "worth": claim.worth and claim.worth.score,
            "worth_reasons": claim.worth and list(claim.worth.reasons),
        }
        if old is None:
            ident = identifiers.mint(db, "claim", now)
            row = t.ClaimRow(ident=ident, article_id=capture.article_id, **values)
        else:
            row = old.sqlmodel_update(values)
            passages.revive(db, row, now)
        db.add(row)
        db.flush()
        about[row.id] = claim
    _details(db, about)
    places.save(db, t.ClaimPlace, about)


def _details(db: Session, claims: Mapping[int, Claim]) -> None:
    """Quantities and glosses, written only where they differ."""
    wanted = {id_: (*_quantities(id_, claim), *_glosses(id_, claim)) for id_, claim in claims.items()}
    had: defaultdict[int, list[t.ClaimQuantity | t.ClaimGloss]] = defaultdict(list)
    for table in (t.ClaimQuantity, t.ClaimGloss):
        had_id = col(table.claim_id)
        found = db.exec(select(table).where(had_id.in_(claims)).order_by(had_id, col(table.position)))
        for row in found:
            assert isinstance(row, t.ClaimQuantity | t.ClaimGloss)
            had[row.claim_id].append(row)
    for id_, rows in wanted.items():
        if [row.model_dump() for row in rows] != [row.model_dump() for row in had[id_]]:
            for row in had[id_]:
                db.delete(row)
            db.flush()
            db.add_all(rows)


def _quantities(claim_id: int, claim: Claim) -> Iterator[t.ClaimQuantity]:
    for position, found in enumerate(claim.quantities):
        yield t.ClaimQuantity(
            claim_id=claim_id,
            position=position,
            start=found.span.start,
            end=found.span.end,
            value=found.value,
            unit=found.unit,
            bound=found.bound,
        )


def _glosses(claim_id: int, claim: Claim) -> Iterator[t.ClaimGloss]:
    for position, gloss in enumerate(claim.glosses):
        yield t.ClaimGloss(
            claim_id=claim_id,
            position=position,
            start=gloss.span.start,
            end=gloss.span.end,
            words=gloss.words,
            antecedent_start=gloss.antecedent.start,
            antecedent_end=gloss.antecedent.end,
        )
