"""The countries and blocs statements and claims are about, kept beside them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlmodel import Session

from app.records import Attribution, Claim, Place
from app.store import tables as t
from app.store.saving import rows

_PLACE = ("code", "start", "end", "rule", "kind", "antecedent_start", "antecedent_end")


def pointed(found: Attribution | Claim) -> tuple[Place, ...]:
    """Everywhere a statement or claim points: countries, then blocs."""
    return (*found.about, *found.blocs)


def save(
    db: Session,
    table: "type[t.StatementPlace | t.ClaimPlace]",
    about: Mapping[int, Attribution | Claim],
    new: Collection[int],
) -> None:
    """Let each owner, by row id, be about exactly its countries and blocs: one place each, its first.

    Those that are `new` have none yet.
    """
    owner = "statement_id" if table is t.StatementPlace else "claim_id"
    wanted = [row for id_, found in about.items() for row in _places(id_, found)]
    rows.keep(db, table, (owner, *_PLACE), about.keys() - {*new}, wanted)


def rows_of(found: Attribution | Claim) -> list[list[Any]]:
    """The rows of places of what was found, without whose they are."""
    return [list(row[1:]) for row in _places(0, found)]


def _places(owner: int, found: Attribution | Claim) -> Iterator[rows.Values]:
    if not found.about and not found.blocs:
        return
    wanted = {place.code: place for place in reversed(pointed(found))}
    blocs = {place.code for place in found.blocs}
    for code, place in sorted(wanted.items()):
        kind = t.BLOC if code in blocs else t.COUNTRY
        since = (None, None) if place.antecedent is None else (place.antecedent.start, place.antecedent.end)
        yield (owner, code, place.span.start, place.span.end, place.rule, kind, *since)
