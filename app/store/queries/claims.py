"""Claims: lists, and one with everything its page shows."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, text

from app.records import Quantity, Span
from app.store import identifiers, search
from app.store.catalogue import choosing, walking
from app.store.queries import captures, choices, reading, rows
from app.store.queries.filters import Filter
from app.store.queries.views import ClaimRow, ClaimView, InText, Page, Standing

_ONE = text(f"""
    SELECT {rows.CLAIM}, c.article_id, c.rule, c.confidence AS own_confidence,
        k.captured, k.number AS capture, {reading.BESIDE["claims"]},
        {captures.OF_ARTICLE.format(article="c.article_id")}
    {choices.CLAIMS} JOIN captures AS k ON k.id = c.capture_id WHERE c.ident = :ident
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
    """A claim with `neighbours` paragraphs around, its row's snippet with the words of `q` marked."""
    return in_text(db, ident, neighbours, q, withdrawn=withdrawn).view


def in_text(
    db: Session,
    ident: str,
    neighbours: int = reading.NEIGHBOURS,
    q: str = "",
    *,
    withdrawn: bool = False,
) -> InText[ClaimView]:
    """The same, and the text of its article.

    Raises NotFound for an identifier there never was, Gone for a claim withdrawn unless that is
    wanted, too.
    """
    ident = ident if withdrawn else identifiers.resolve(db, ident, "claim").ident
    one = db.connection().execute(_ONE, {"ident": ident}).one()
    marked = search.highlighted(db, "claims", 0, one.id, q, "any")
    read = rows.captures(db, [one.capture_id])
    whole = read[one.capture_id].text
    row = replace(rows.claims(db, [one], known=read)[0], snippet=marked)
    everything = reading.paragraphs(db, one.capture_id, whole)
    near, held = reading.around(everything, [row.span], neighbours)
    wider, _ = reading.around(everything, [row.span], neighbours + 1)
    if not held:
        near = (reading.holding(db, one.capture_id, whole, row.span),)
        held = frozenset({near[0].number})
    in_statement = [] if one.version_id is None else [one.version_id]
    first = captures.since(db, one.article_id, one.capture, row.words)
    view = ClaimView(
        row=row,
        confidence=one.own_confidence,
        rule=one.rule,
        places=reading.places(db, "claim", one.id, whole),
        paragraphs=near,
        source_paragraphs=held,
        statement=next(iter(rows.statement_rows(db, in_statement, known=read)), None),
        quantities=tuple(
            Quantity(Span(row.start, row.end), row.value, row.unit, row.bound)
            for row in db.connection().execute(_QUANTITIES, {"id": one.id})
        ),
        previous=None if row.gone else one.previous,
        next=None if row.gone else one.following,
        more=bool(held) and len(wider) > len(near),
        standing=Standing(
            first=first or rows.moment(one.captured),
            checked=rows.moment(one.checked),
            edits=(),
            captures=one.captures,
            capture=one.capture,
            gone=row.gone,
        ),
    )
    return InText(view, whole)
