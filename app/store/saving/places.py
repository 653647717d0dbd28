"""The countries statements and claims are about, kept beside them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from app.records import Place
from app.store import tables as t

Row = TypeVar("Row", t.StatementPlace, t.ClaimPlace)


def save(db: Session, table: type[Row], about: Mapping[int, Sequence[Place]]) -> None:
    """Let each owner, by row id, be about exactly its countries: one place a country, the first given."""
    owner = "statement_id" if table is t.StatementPlace else "claim_id"
    had: defaultdict[int, dict[str, Row]] = defaultdict(dict)
    for row in db.exec(select(table).where(col(getattr(table, owner)).in_(about))):
        had[getattr(row, owner)][row.code] = row
    for id_, found in about.items():
        wanted = {place.code: place for place in reversed(found)}
        for code in had[id_].keys() - wanted.keys():
            db.delete(had[id_][code])
        for code, place in sorted(wanted.items()):
            start, end = place.span.start, place.span.end
            values: dict[str, Any] = {
                owner: id_,
                "code": code,
                "start": start,
                "end": end,
                "rule": place.rule,
            }
            known = had[id_].get(code)
            db.add(table(**values) if known is None else known.sqlmodel_update(values))
