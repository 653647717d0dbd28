"""Where else a statement or claim stands, and how many outlets print it independently of one another."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

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
        WITH this AS (
            SELECT x.id, x.article_id, a.outlet_id FROM {of}s AS x JOIN articles AS a ON a.id = x.article_id
            WHERE x.ident = :ident
        ), pairs AS (
            SELECT b_id AS other, relation, certain, method, score, 0 AS turned,
                this.article_id AS own_article, this.outlet_id AS own_outlet
            FROM {of}_matches JOIN this ON a_id = this.id
            UNION ALL SELECT a_id, relation, certain, method, score, 1, this.article_id, this.outlet_id
            FROM {of}_matches JOIN this ON b_id = this.id
        )
        SELECT pairs.*, o.article_id, a.outlet_id, {shown} JOIN articles AS a ON a.id = o.article_id
        ORDER BY certain DESC, score DESC, o.article_id, o.position
    """)
    for of, shown in _SHOWN.items()
}
_COPIES = """
    SELECT a_id, b_id FROM article_matches WHERE certain
    AND a_id IN (SELECT value FROM json_each(:ids)) AND b_id IN (SELECT value FROM json_each(:ids))
"""
NOWHERE: SaidElsewhere[Any] = SaidElsewhere((), 0, 0)
"""What is found of words that are not looked for."""


def statement_elsewhere(db: Session, row: StatementRow, limit: int = 100) -> SaidElsewhere[StatementRow]:
    """What says the same as a statement, at most `limit` of it listed."""
    pairs = db.connection().execute(_PAIRS["statement"], {"ident": row.ident}).all()
    listed = rows.statement_rows(db, [pair.shown for pair in pairs[:limit]])
    found = tuple(_elsewhere(pair, row) for pair, row in zip(pairs, listed, strict=False))
    return SaidElsewhere(found, len(pairs), _outlets(db, row, pairs))


def claim_elsewhere(db: Session, row: ClaimRow, limit: int = 100) -> SaidElsewhere[ClaimRow]:
    """What says the same as a claim, at most `limit` of it listed."""
    pairs = db.connection().execute(_PAIRS["claim"], {"ident": row.ident}).all()
    listed = rows.claim_rows(db, [pair.shown for pair in pairs[:limit]])
    found = tuple(_elsewhere(pair, row) for pair, row in zip(pairs, listed, strict=False))
    return SaidElsewhere(found, len(pairs), _outlets(db, row, pairs))


def _elsewhere(pair: Row[Any], row: Any) -> Elsewhere[Any]:  # noqa: ANN401 - a StatementRow or a ClaimRow
    turned = _TURNED.get(pair.relation, pair.relation) if pair.turned else pair.relation
    return Elsewhere(row, turned, bool(pair.certain), pair.method, pair.score)


def _outlets(db: Session, row: StatementRow | ClaimRow, pairs: Sequence[Row[Any]]) -> int:
    same = [pair for pair in pairs if pair.certain]
    if not same:
        return int(row.article.outlet is not None)
    printed = {same[0].own_article: same[0].own_outlet, **{pair.article_id: pair.outlet_id for pair in same}}
    outlet = {article: outlet for article, outlet in printed.items() if outlet is not None}
    leads = {id_: id_ for id_ in outlet.values()}

    def end(one: int) -> int:
        while leads[one] != one:
            one = leads[one]
        return one

    for copy in rows.fetch(db, _COPIES, sorted(outlet)):
        leads[end(outlet[copy.a_id])] = end(outlet[copy.b_id])
    return len({end(one) for one in leads})
