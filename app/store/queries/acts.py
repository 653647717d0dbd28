"""The audit log, as whoever looks after accounts reads it."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.store.queries import keyset, rows
from app.store.queries.views import ActRow, Page

_FROM = "FROM acts AS x LEFT JOIN editors AS e ON e.id = x.editor_id"
_ACTS = f"""
    SELECT x.id, x.at, e.name AS editor, x.action, x.subject, i.kind, x.note
    {_FROM} LEFT JOIN identifiers AS i ON i.ident = x.subject
    WHERE x.id IN (SELECT value FROM json_each(:ids))
"""
_NAMES = text("SELECT name FROM editors ORDER BY name")
_ACTIONS = text("SELECT DISTINCT action FROM acts ORDER BY action")


def acts(
    db: Session, editor: str = "", action: str = "", *, after: str = "", before: str = "", limit: int = 25
) -> Page[ActRow]:
    """One page of the log, the newest first: of one editor and what befell that account, of one action.

    Raises BadInput for a damaged cursor.
    """
    of_editor = "(e.name = :editor OR x.subject = :editor)" if editor else "1"
    of_action = "x.action = :action" if action else "1"
    listing = keyset.Listing(
        f"{_FROM} WHERE {of_editor} AND {of_action}",
        "x.id",
        (keyset.Key("x.id", int, descending=True),),
        {"editor": editor, "action": action},
        "log",
    )
    walked = keyset.walk(db, listing, after=after, before=before, limit=limit)
    found = {row.id: _act(row) for row in rows.fetch(db, _ACTS, walked.ids)}
    return Page(tuple(found[id_] for id_ in walked.ids), walked.total, walked.after, walked.before)


def names(db: Session) -> tuple[str, ...]:
    """Everybody who has, or had, an account."""
    return tuple(db.connection().scalars(_NAMES))


def actions(db: Session) -> tuple[str, ...]:
    """Every action that the log has."""
    return tuple(db.connection().scalars(_ACTIONS))


def _act(row: Row[Any]) -> ActRow:
    return ActRow(rows.moment(row.at), row.editor, row.action, row.subject, row.kind, row.note)
