"""Who may judge: local accounts, their sessions, and the record of all that was done through them."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from app.store.tables.shape import Moment, Table, key, to


class EditorRow(Table, table=True):
    """An account; never deleted, as judgements name it."""

    __tablename__: ClassVar[str] = "editors"
    id: int = key()
    name: str = Field(unique=True)
    """Shown with judgements."""
    role: str
    """"reader" sees the queue, "editor" judges, "admin" looks after accounts and the audit log too."""
    password: str
    """Argon2id, with its parameters and salt."""
    added: datetime = Field(sa_type=Moment)
    disabled: datetime | None = Field(default=None, sa_type=Moment)
    failures: int = 0
    """Wrong passwords, running, to now."""
    locked_until: datetime | None = Field(default=None, sa_type=Moment)


class EditorSession(Table, table=True):
    """Somebody logged in; what the browser keeps cannot be found from what is kept here."""

    __tablename__: ClassVar[str] = "editor_sessions"
    digest: str = Field(primary_key=True)
    """SHA-256 of the cookie."""
    editor_id: int = to("editors.id")
    begun: datetime = Field(sa_type=Moment)
    seen: datetime = Field(sa_type=Moment)
    ends: datetime = Field(sa_type=Moment)


class Act(Table, table=True):
    """An entry of the audit log: append-only, without anybody's words or address."""

    __tablename__: ClassVar[str] = "acts"
    __table_args__ = (Index("ix_acts_at", "at"),)
    id: int = key()
    at: datetime = Field(sa_type=Moment)
    editor_id: int | None = to("editors.id", default=None)
    """None for the command line, and for somebody unknown who tried to log in."""
    action: str
    """Such as "logged in", "wrong password", "judged", "withdrew", "dismissed", "removed", "erased"."""
    subject: str | None = None
    """An identifier, or an editor's name."""
    note: str | None = None
