"""The audit log: what was done through accounts and by commands, one row each, never changed."""

from datetime import datetime

from sqlmodel import Session

from app.store import tables as t


def record(
    db: Session,
    at: datetime,
    editor: int | None,
    action: str,
    subject: str | None = None,
    note: str | None = None,
) -> None:
    """Write down one act, in the caller's transaction: what is undone leaves no trace here either.

    `editor` is None for a command, and for somebody who is not logged in; `subject` is an identifier or the
    name of an account. Neither an address of anybody nor words of a reader belong here.
    """
    db.add(t.Act(at=at, editor_id=editor, action=action, subject=subject, note=note))
    db.flush()
