"""Where else a statement or claim stands, and how many outlets print it independently of one another."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.store import identifiers
from app.store.queries import rows
from app.store.queries.views import ClaimRow, Elsewhere, SaidElsewhere, StatementRow

_TURNED = {"contains": "contained", "contained": "contains"}
_SHOWN = {
    "statement": "v.id AS shown FROM pairs JOIN statements AS o ON o.id = pairs.other "
    "JOIN versions AS v ON v.statement_id = o.id AND v.number = o.version",
    "claim": "o.id AS shown FROM pairs JOIN claims AS o ON o.id = pairs.other",
}
# One half a side: SQLite uses an index for each, and none for an OR.
_PAIRS = {
    of: text(f"""
        WITH this AS (SELECT id FROM {of}s WHERE ident = :ident),
        pairs AS (
            SELECT b_id AS other, relation, certain, method, score, 0 AS turned
            FROM {of}_matches JOIN this ON a_id = this.id
            UNION ALL SELECT a_id, relation, certain, method, score, 1
            FROM {of}_matches JOIN this ON b_id = this.id
        )
        SELECT pairs.*, o.article_id, {shown}
        ORDER BY certain DESC, score DESC, o.article_id, o.position
    """)
    for of, shown in _SHOWN.items()
}
_ARTICLES = """
    SELECT a.id, a.outlet_id FROM articles AS a
    WHERE a.outlet_id IS NOT NULL AND a.id IN (SELECT value FROM json_each(:ids))
"""
_COPIES = """
    SELECT a_id, b_id FROM article_matches WHERE certain
    AND a_id IN (SELECT value FROM json_each(:ids)) AND b_id IN (SELECT value FROM json_each(:ids))
"""
NOWHERE: SaidElsewhere[Any] = SaidElsewhere((), 0, 0)
"""What is found of words that are not looked for."""
_OWN = {of: text(f"SELECT article_id FROM {of}s WHERE ident = :ident") for of in _SHOWN}


def statement_elsewhere(db: Session, ident: str, limit: int = 100) -> SaidElsewhere[StatementRow]:
    """What says the same as a statement, at most `limit` of it listed.

    Raises NotFound for an identifier there never was, Gone for a statement withdrawn.
    """
    ident = identifiers.resolve(db, ident, "statement").ident
    pairs = db.connection().execute(_PAIRS["statement"], {"ident": ident}).all()
    listed = rows.statement_rows(db, [pair.shown for pair in pairs[:limit]])
    found = tuple(_elsewhere(pair, row) for pair, row in zip(pairs, listed, strict=False))
    return SaidElsewhere(found, len(pairs), _outlets(db, "statement", ident, pairs))


def claim_elsewhere(db: Session, ident: str, limit: int = 100) -> SaidElsewhere[ClaimRow]:
    """What says the same as a claim, at most `limit` of it listed.

    Raises NotFound for an identifier there never was, Gone for a claim withdrawn.
    """
    ident = identifiers.resolve(db, ident, "claim").ident
    pairs = db.connection().execute(_PAIRS["claim"], {"ident": ident}).all()
    listed = rows.claim_rows(db, [pair.shown for pair in pairs[:limit]])
    found = tuple(_elsewhere(pair, row) for pair, row in zip(pairs, listed, strict=False))
    return SaidElsewhere(found, len(pairs), _outlets(db, "claim", ident, pairs))


def _elsewhere(pair: Row[Any], row: Any) -> Elsewhere[Any]:  # noqa: ANN401 - a StatementRow or a ClaimRow
    turned = _TURNED.get(pair.relation, pair.relation) if pair.turned else pair.relation
    return Elsewhere(row, turned, bool(pair.certain), pair.method, pair.score)


def _outlets(db: Session, of: str, ident: str, pairs: Sequence[Row[Any]]) -> int:
    own = db.connection().execute(_OWN[of], {"ident": ident}).scalar_one()
    articles = sorted({own, *(pair.article_id for pair in pairs if pair.certain)})
    outlet = {row.id: row.outlet_id for row in rows.fetch(db, _ARTICLES, articles)}
    leads = {id_: id_ for id_ in outlet.values()}

    def end(one: int) -> int:
        while leads[one] != one:
            one = leads[one]
        return one

    for copy in rows.fetch(db, _COPIES, articles):
        if copy.a_id in outlet and copy.b_id in outlet:
            leads[end(outlet[copy.a_id])] = end(outlet[copy.b_id])
    return len({end(one) for one in leads})
