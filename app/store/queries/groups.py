"""Statements and claims gathered by who says them."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlmodel import Session

from app.store import search
from app.store.catalogue import choosing, gathering
from app.store.catalogue.gathering import Gathered
from app.store.queries import rows
from app.store.queries.filters import Filter
from app.store.queries.views import ClaimRow, Group, Page, StatementRow

EACH = 3
"""Rows shown of a group: the first of them in the list's order."""
T = TypeVar("T")
_NAMES = f"SELECT p.id, {rows.SPEAKER} FROM speakers AS p WHERE p.id IN (SELECT value FROM json_each(:ids))"


def statement_groups(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 8
) -> Page[Group[StatementRow]]:
    """One page of the speakers of the statements `wanted` asks for, each with the first of them.

    Groups come in the order of the list, by the first row of each; what nobody is named for is one group.
    Raises BadInput for a damaged cursor.
    """
    found = choosing.statements(db, wanted)
    page = gathering.by_speaker(found, wanted, each=EACH, after=after, before=before, limit=limit)

    def rows_of(ids: Sequence[int]) -> Sequence[StatementRow]:
        return rows.statement_rows(
            db, ids, search.snippets(db, "versions", ids, wanted.q, wanted.match, wanted.spellings)
        )

    return _groups(db, page, rows_of)


def claim_groups(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 8
) -> Page[Group[ClaimRow]]:
    """One page of the claimers of the claims `wanted` asks for, as `statement_groups` has statements."""
    found = choosing.claims(db, wanted)
    page = gathering.by_speaker(found, wanted, each=EACH, after=after, before=before, limit=limit)

    def rows_of(ids: Sequence[int]) -> Sequence[ClaimRow]:
        return rows.claim_rows(
            db, ids, search.snippets(db, "claims", ids, wanted.q, wanted.match, wanted.spellings)
        )

    return _groups(db, page, rows_of)


def _groups(db: Session, page: Gathered, rows_of: Callable[[Sequence[int]], Sequence[T]]) -> Page[Group[T]]:
    speakers = page.walk.ids
    shown = [number for speaker in speakers for number in page.members[speaker]]
    by_id = dict(zip(shown, rows_of(shown), strict=True))
    names = {row.id: rows.speaker_of(row) for row in rows.fetch(db, _NAMES, speakers)}
    return Page(
        tuple(
            Group(
                names.get(speaker),
                page.held[speaker],
                tuple(by_id[number] for number in page.members[speaker]),
            )
            for speaker in speakers
        ),
        page.walk.total,
        page.walk.after,
        page.walk.before,
    )
