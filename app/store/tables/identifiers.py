"""Identifiers that lead elsewhere, and those that were taken out of sight."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field

from app.store.tables.shape import Moment, Table, key, to


class Identifier(Table, table=True):
    """Every identifier ever minted; none is used twice or taken back."""

    __tablename__: ClassVar[str] = "identifiers"
    __table_args__ = ({"sqlite_with_rowid": False},)
    ident: str = Field(primary_key=True)
    kind: str


class Redirect(Table, table=True):
    """An identifier whose thing was merged into another's."""

    __tablename__: ClassVar[str] = "redirects"
    old: str = Field(primary_key=True, foreign_key="identifiers.ident")
    new: str = to("identifiers.ident")
    reason: str
    moved: datetime = Field(sa_type=Moment)


class Tombstone(Table, table=True):
    """A withdrawal and its reason; a row with `revived` is history."""

    __tablename__: ClassVar[str] = "tombstones"
    id: int = key()
    ident: str = to("identifiers.ident")
    reason: str
    withdrawn: datetime = Field(sa_type=Moment)
    revived: datetime | None = Field(default=None, sa_type=Moment)
