"""The countries and blocs statements and claims are about, kept beside them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from app.records import Attribution, Claim, Place
from app.store import tables as t

Row = TypeVar("Row", t.StatementPlace, t.ClaimPlace)


def pointed(found: Attribution | Claim) -> tuple[Place, ...]:
    """Everywhere a statement or claim points: countries, then blocs."""
    return (*found.about, *found.blocs)


def save(db: Session, table: type[Row], about: Mapping[int, Attribution | Claim]) -> None:
    """Let each owner, by row id, be about exactly its countries and blocs: one place each, its first."""
    owner = "statement_id" if table is t.StatementPlace else "claim_id"
    had: defaultdict[int, dict[str, Row]] = defaultdict(dict)
    for row in db.exec(select(table).where(col(getattr(table, owner)).in_(about))):
        had[getattr(row, owner)][row.code] = row
    for id_, found in about.items():
        wanted = {place.code: place for place in reversed(pointed(found))}
        blocs = {place.code for place in found.blocs}
        for code in had[id_].keys() - wanted.keys():
            db.delete(had[id_][code])
        for code, place in sorted(wanted.items()):
            antecedent = place.antecedent
            values: dict[str, Any] = {
                owner: id_,
                "code": code,
                "start": place.span.start,
                "end": place.span.end,
                "rule": place.rule,
                "kind": t.BLOC if code in blocs else t.COUNTRY,
                "antecedent_start": antecedent and antecedent.start,
                "antecedent_end": antecedent and antecedent.end,
            }
            known = had[id_].get(code)
            db.add(table(**values) if known is None else known.sqlmodel_update(values))
