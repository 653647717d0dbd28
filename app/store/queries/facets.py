"""Facets: each parameter's values with the rows that choosing one would leave."""

import json
from collections.abc import Mapping, Sequence

from sqlmodel import Session, text

from app.store.queries import choices
from app.store.queries.choices import Where
from app.store.queries.filters import Filter
from app.store.queries.views import Facet, Option

MOST = 50
"""Values shown of a facet, beside those chosen."""


def _places(table: str, owner: str) -> dict[str, tuple[str, str, str]]:
    """Countries and blocs: one table, and yet two facets."""
    joined = f"JOIN {table} AS x ON x.{owner} AND x.kind ="
    return {
        "about": ("x.code", "x.code", f"{joined} 'country'"),
        "bloc": ("x.code", "x.code", f"{joined} 'bloc'"),
    }


_SHARED = {
    "p": ("p.ident", "p.name", ""),
    "from": ("p.country", "p.country", ""),
    "via": ("a.outlet_country", "a.outlet_country", ""),
    "outlet": ("o.name", "o.name", ""),
    "kind": ("v.kind", "v.kind", ""),
}
_OF_STATEMENTS = {
    **_places("statement_places", "statement_id = s.id"),
    "type": ("t.type", "t.type", "JOIN claims AS t ON t.statement_id = s.id AND t.state = 'live'"),
}
_OF_CLAIMS = {
    **_places("claim_places", "claim_id = c.id"),
    "type": ("c.type", "c.type", ""),
}
_ORDER = ("p", "about", "bloc", "from", "via", "outlet", "kind", "type")
_NAMES = text("SELECT ident, name FROM speakers WHERE ident IN (SELECT value FROM json_each(:idents))")


def statement_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the statement list `wanted` asks for."""
    return _facets(db, wanted, choices.of_statements(wanted), "s.id", {**_SHARED, **_OF_STATEMENTS})


def claim_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the claim list `wanted` asks for."""
    return _facets(db, wanted, choices.of_claims(wanted), "c.id", {**_SHARED, **_OF_CLAIMS})


def _facets(
    db: Session, wanted: Filter, where: Where, counted: str, columns: Mapping[str, tuple[str, str, str]]
) -> tuple[Facet, ...]:
    chosen = choices.chosen(wanted)
    names: dict[str, str] = {}
    if chosen["p"]:
        found = db.connection().execute(_NAMES, {"idents": json.dumps(chosen["p"])})
        names = {row.ident: row.name for row in found}
    return tuple(
        Facet(name, _options(_counted(db, where, name, counted, columns[name]), chosen[name], names))
        for name in _ORDER
    )


def _counted(
    db: Session, where: Where, name: str, counted: str, column: tuple[str, str, str]
) -> list[tuple[str, str, int]]:
    value, label, join = column
    sql = (
        f"SELECT {value} AS value, {label} AS label, count(DISTINCT {counted}) AS found "
        f"{where.sql(without=name, join=join)} AND {value} IS NOT NULL "
        "GROUP BY 1, 2 ORDER BY found DESC, label, value"
    )
    found = db.connection().execute(text(sql), dict(where.params))
    return [(row.value, row.label, row.found) for row in found]


def _options(
    counted: Sequence[tuple[str, str, int]], chosen: Sequence[str], names: Mapping[str, str]
) -> tuple[Option, ...]:
    """The most frequent values and every chosen one: a choice that finds nothing stays visible."""
    shown = [
        Option(value, label, count, chosen=value in chosen)
        for rank, (value, label, count) in enumerate(counted)
        if rank < MOST or value in chosen
    ]
    found = {option.value for option in shown}
    missing = [value for value in dict.fromkeys(chosen) if value not in found]
    return (*shown, *(Option(value, names.get(value, value), 0, chosen=True) for value in missing))
