"""Statements and claims gathered by who says them."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session, text

from app.store import search
from app.store.queries import choices, keyset, rows
from app.store.queries.filters import Filter
from app.store.queries.keyset import Key, Listing
from app.store.queries.views import ClaimRow, Group, Page, StatementRow

EACH = 3
"""Rows shown of a group: the first of them in the list's order."""
T = TypeVar("T")
_NAMES = text(
    f"SELECT p.id, {rows.SPEAKER} FROM speakers AS p WHERE p.id IN (SELECT value FROM json_each(:ids))"
)
_BY = "coalesce(p.id, 0)"
"""Whose group a row is in; 0 is nobody's."""


def statement_groups(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 8
) -> Page[Group[StatementRow]]:
    """One page of the speakers of the statements `wanted` asks for, each with the first of them.

    Groups come in the order of the list, by the first row of each; what nobody is named for is one group.
    Raises BadInput for a damaged cursor.
    """
    where = choices.of_statements(wanted)
    listing = choices.listing(wanted, where, id_="v.id", position="s.position")

    def rows_of(ids: Sequence[int]) -> Sequence[StatementRow]:
        return rows.statement_rows(
            db, ids, search.snippets(db, "versions", ids, wanted.q, wanted.match, wanted.spellings)
        )

    return _groups(db, listing, rows_of, after, before, limit)


def claim_groups(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 8
) -> Page[Group[ClaimRow]]:
    """One page of the claimers of the claims `wanted` asks for, as `statement_groups` has statements."""
    where = choices.of_claims(wanted)
    listing = choices.listing(wanted, where, id_="c.id", position="c.position")

    def rows_of(ids: Sequence[int]) -> Sequence[ClaimRow]:
        return rows.claim_rows(
            db, ids, search.snippets(db, "claims", ids, wanted.q, wanted.match, wanted.spellings)
        )

    return _groups(db, listing, rows_of, after, before, limit)


def _groups(
    db: Session,
    listing: Listing,
    rows_of: Callable[[Sequence[int]], Sequence[T]],
    after: str,
    before: str,
    limit: int,
) -> Page[Group[T]]:
    keys = ", ".join(f"{key.sql} AS o{number}" for number, key in enumerate(listing.keys))
    order = ", ".join(f"{key.sql} {'DESC' if key.descending else 'ASC'}" for key in listing.keys)
    ranked = (
        f"SELECT {_BY} AS speaker, {listing.id} AS id, {keys}, "
        f"row_number() OVER (PARTITION BY {_BY} ORDER BY {order}) AS place, "
        f"count(*) OVER (PARTITION BY {_BY}) AS held {listing.rows}"
    )
    firsts = replace(
        listing,
        rows=f"FROM ({ranked}) AS g WHERE g.place = 1",
        id="g.speaker",
        keys=tuple(Key(f"g.o{number}", key.type, key.descending) for number, key in enumerate(listing.keys)),
        name=f"{listing.name} by speaker",
    )
    page = keyset.walk(db, firsts, after=after, before=before, limit=limit)
    among = f"{ranked} AND {_BY} IN (SELECT value FROM json_each(:ids))"
    members, held = _members(db, listing, among, page.ids)
    shown = [id_ for speaker in page.ids for id_ in members[speaker]]
    by_id = dict(zip(shown, rows_of(shown), strict=True))
    names = {row.id: rows.speaker_of(row) for row in db.connection().execute(_NAMES, _json(page.ids))}
    return Page(
        tuple(
            Group(names.get(speaker), held[speaker], tuple(by_id[id_] for id_ in members[speaker]))
            for speaker in page.ids
        ),
        page.total,
        page.after,
        page.before,
    )


def _members(
    db: Session, listing: Listing, ranked: str, speakers: Sequence[int]
) -> tuple[Mapping[int, Sequence[int]], Mapping[int, int]]:
    """By speaker, the first rows of each, and how many there are in all."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    held: dict[int, int] = {}
    found = db.connection().execute(
        text(f"SELECT speaker, id, held FROM ({ranked}) WHERE place <= {EACH} ORDER BY place"),
        {**listing.params, **_json(speakers)},
    )
    for row in found:
        members[row.speaker].append(row.id)
        held[row.speaker] = row.held
    return members, held


def _json(ids: Sequence[int]) -> dict[str, str]:
    return {"ids": json.dumps(list(ids))}
