"""What changed since when, for the catalogue to read again."""

from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.store.tables.shape import Table


class Change(Table, table=True):
    """An article or a speaker, by its newest change; kept by triggers alone."""

    __tablename__: ClassVar[str] = "changes"
    __table_args__ = (UniqueConstraint("kind", "id"),)
    seq: int = Field(default=None, primary_key=True)
    kind: str
    """"article" (with all that hangs on it) or "speaker"."""
    id: int
    """The row's key."""
