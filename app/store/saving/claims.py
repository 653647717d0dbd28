"""Claims, in statements and in narration."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.records import Extraction
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
    kept = passages.continued(rows, {row.id: row.words for row in rows}, words)
    passages.withdraw(db, rows, kept, now)
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
        }
        if old is None:
            ident = identifiers.mint(db, "claim", now)
            row = t.ClaimRow(ident=ident, article_id=capture.article_id, **values)
        else:
            row = old.sqlmodel_update(values)
            passages.revive(db, row, now)
        db.add(row)
        db.flush()
        about[row.id] = claim.about
    places.save(db, t.ClaimPlace, about)
