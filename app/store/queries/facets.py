"""Facets: each parameter's values with the rows that choosing one would leave.

A facet's counts ignore what is chosen in it, for another choice would be one more; they do not ignore what is
left out in it, for that stays out whatever else is chosen. A value left out counts what it would have.
"""

import json
from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session, text

from app.store.queries import choices, conditions
from app.store.queries.choices import Where
from app.store.queries.filters import NOBODY, Filter
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
    "p": (f"coalesce(p.ident, '{NOBODY}')", "coalesce(p.name, '')", ""),
    "from": ("p.country", "p.country", ""),
    "via": ("a.outlet_country", "a.outlet_country", ""),
    "outlet": ("o.name", "o.name", ""),
    "topic": ("b.topic", "b.topic", "JOIN article_topics AS b ON b.article_id = a.id"),
    "kind": ("v.kind", "v.kind", ""),
    "review": (conditions.REVIEW, conditions.REVIEW, ""),
}
_OF_STATEMENTS = {
    **_SHARED,
    **_places("statement_places", "statement_id = s.id"),
    "type": ("t.type", "t.type", "JOIN claims AS t ON t.statement_id = s.id AND t.state = 'live'"),
}
_OF_CLAIMS = {
    **_SHARED,
    **_places("claim_places", "claim_id = c.id"),
    "type": ("c.type", "c.type", ""),
    "review": (conditions.REVIEW_OF_CLAIM, conditions.REVIEW_OF_CLAIM, ""),
}
_OF_SPEAKERS = {
    **{name: column for name, column in _OF_STATEMENTS.items() if name in ("about", "from", "topic")},
    "kind": ("p.kind", "p.kind", ""),
}
_OF_ARTICLES = {name: _SHARED[name] for name in ("via", "outlet", "topic")}
_ORDER = ("p", "about", "bloc", "from", "via", "outlet", "topic", "kind", "type", "review")
_NAMES = text(
    "SELECT ident, name FROM speakers WHERE state <> 'removed' "
    "AND ident IN (SELECT value FROM json_each(:idents))"
)


def statement_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the statement list `wanted` asks for."""
    return _facets(db, wanted, choices.of_statements(wanted), "s.id", _OF_STATEMENTS)


def claim_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the claim list `wanted` asks for."""
    return _facets(db, wanted, choices.of_claims(wanted), "c.id", _OF_CLAIMS)


def speaker_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the speaker list `wanted` asks for."""
    return _facets(db, wanted, choices.of_speakers(wanted), "p.id", _OF_SPEAKERS)


def article_facets(db: Session, wanted: Filter) -> tuple[Facet, ...]:
    """The facets of the article list `wanted` asks for."""
    return _facets(db, wanted, choices.of_articles(wanted), "a.id", _OF_ARTICLES)


def _facets(
    db: Session, wanted: Filter, where: Where, counted: str, columns: Mapping[str, tuple[str, str, str]]
) -> tuple[Facet, ...]:
    chosen = choices.chosen(wanted)
    names: dict[str, str] = {}
    people = (*chosen["p"], *choices.excluded(wanted, "p"))
    if people:
        found = db.connection().execute(_NAMES, {"idents": json.dumps(people)})
        names = {row.ident: row.name for row in found}
    made = []
    for name in _ORDER:
        if name not in columns:
            continue
        left_out = choices.excluded(wanted, name)
        options = _counted(db, where, {name}, counted, columns[name])
        if left_out:
            # What leaving a value out takes away: all that has it, but for this facet's own choices.
            both = {name, conditions.EXCLUDED + name}
            options = _with_excluded(options, _counted(db, where, both, counted, columns[name]), left_out)
        made.append(Facet(name, _options(options, chosen[name], left_out, names)))
    return tuple(made)


def _counted(
    db: Session, where: Where, without: Collection[str], counted: str, column: tuple[str, str, str]
) -> list[tuple[str, str, int]]:
    value, label, join = column
    # Telling rows apart costs a sort; only a join, and speakers, have one several times.
    number = f"DISTINCT {counted}" if join or counted == "p.id" else "*"
    sql = (
        f"SELECT {value} AS value, {label} AS label, count({number}) AS found "
        f"{where.sql(without=without, join=join)} AND {value} IS NOT NULL "
        "GROUP BY 1, 2 ORDER BY found DESC, label, value"
    )
    found = db.connection().execute(text(sql), dict(where.params))
    return [(row.value, row.label, row.found) for row in found]


def _with_excluded(
    left: Sequence[tuple[str, str, int]], whole: Sequence[tuple[str, str, int]], excluded: Sequence[str]
) -> list[tuple[str, str, int]]:
    """The values that are left, and those excluded with what they would have."""
    kept = [option for option in left if option[0] not in excluded]
    back = [option for option in whole if option[0] in excluded]
    return sorted([*kept, *back], key=lambda option: (-option[2], option[1], option[0]))


def _options(
    counted: Sequence[tuple[str, str, int]],
    chosen: Sequence[str],
    excluded: Sequence[str],
    names: Mapping[str, str],
) -> tuple[Option, ...]:
    """The most frequent values and every one chosen or left out: what finds nothing stays visible."""
    asked = {*chosen, *excluded}
    shown = [
        Option(value, label, count, chosen=value in chosen, excluded=value in excluded)
        for rank, (value, label, count) in enumerate(counted)
        if rank < MOST or value in asked
    ]
    found = {option.value for option in shown}
    missing = [value for value in dict.fromkeys((*chosen, *excluded)) if value not in found]
    return (
        *shown,
        *(
            Option(value, names.get(value, value), 0, chosen=value in chosen, excluded=value in excluded)
            for value in missing
        ),
    )
