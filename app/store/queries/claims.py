"""Claims: lists, and one with everything its page shows."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, text

from app.records import Quantity, Span
from app.store import identifiers, search
from app.store.catalogue import choosing, walking
from app.store.queries import captures, reading, rows
from app.store.queries.filters import Filter
from app.store.queries.views import ClaimRow, ClaimView, Page

_ONE = text("""
    SELECT c.id, c.article_id, c.position, c.capture_id, c.rule, c.confidence, v.id AS version_id,
        (SELECT number FROM captures WHERE id = c.capture_id) AS capture
    FROM claims AS c
    LEFT JOIN statements AS s ON s.id = c.statement_id
    LEFT JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    WHERE c.ident = :ident
""")

_QUANTITIES = text("SELECT * FROM claim_quantities WHERE claim_id = :id ORDER BY position")


def claims(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 25
) -> Page[ClaimRow]:
    """One page of the claims `wanted` asks for. Raises BadInput for a damaged cursor."""
    found = choosing.claims(db, wanted)
    page = walking.walk(found, wanted, after=after, before=before, limit=limit)
    snippets = search.snippets(db, "claims", page.ids, wanted.q, wanted.match, wanted.spellings)
    return Page(rows.claim_rows(db, page.ids, snippets), page.total, page.after, page.before)


def claim_ids(db: Session, wanted: Filter) -> Sequence[int]:
    """The row ids of all the claims `wanted` asks for, in order, for `rows.claim_rows`."""
    return walking.ids(choosing.claims(db, wanted), wanted)


def claim(
    db: Session,
    ident: str,
    neighbours: int = reading.NEIGHBOURS,
    q: str = "",
    *,
    withdrawn: bool = False,
) -> ClaimView:
    """A claim with `neighbours` paragraphs around, its row's snippet with the words of `q` marked.

    Raises NotFound for an identifier there never was, Gone for a claim withdrawn unless that is
    wanted, too.
    """
    ident = ident if withdrawn else identifiers.resolve(db, ident, "claim").ident
    one = db.connection().execute(_ONE, {"ident": ident}).one()
    marked = search.highlighted(db, "claims", 0, one.id, q, "any")
    row = replace(rows.claim_rows(db, [one.id])[0], snippet=marked)
    everything = reading.paragraphs(db, one.capture_id)
    near, held = reading.around(everything, [row.span], neighbours)
    wider, _ = reading.around(everything, [row.span], neighbours + 1)
    if not held:
        near = (reading.holding(db, one.capture_id, row.span),)
        held = frozenset({near[0].number})
    previous, following = reading.beside(db, "claims", one.article_id, one.position)
    return ClaimView(
        row=row,
        confidence=one.confidence,
        rule=one.rule,
        places=reading.places(db, "claim", one.id, one.capture_id),
        paragraphs=near,
        source_paragraphs=held,
        statement=rows.statement_rows(db, [one.version_id])[0] if one.version_id is not None else None,
        quantities=tuple(
            Quantity(Span(row.start, row.end), row.value, row.unit, row.bound)
            for row in db.connection().execute(_QUANTITIES, {"id": one.id})
        ),
        previous=None if row.gone else previous,
        next=None if row.gone else following,
        more=bool(held) and len(wider) > len(near),
        standing=captures.of_claim(db, one.article_id, row.words, one.capture, row.gone),
    )
