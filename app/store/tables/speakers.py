"""Speakers across articles, and the entities of each article that are linked to them."""

from typing import ClassVar

from sqlalchemy import JSON, Column, ForeignKey, UniqueConstraint
from sqlmodel import Field

from app.store.tables.shape import LIVE, Table, key, to


class Speaker(Table, table=True):
    """An entity across articles; name, kind and country are derived from all its entities."""

    __tablename__: ClassVar[str] = "speakers"
    id: int = key()
    ident: str = to("identifiers.ident", index=False, unique=True)
    key: str = Field(unique=True)
    """What its entities have in common; kept when withdrawn, so that the key's return revives it."""
    name: str
    kind: str
    country: str | None = None
    state: str = LIVE
    stands_for: int | None = to("speakers.id", default=None)
    """The speaker that pages show in its place: itself, where nothing joins it to another; never None once
    written. Joining is this one column, so that it can be undone."""


class SpeakerTie(Table, table=True):
    """Two speakers, `a_id` < `b_id`, that are the same, or (not `same`) may be: a suggestion."""

    __tablename__: ClassVar[str] = "speaker_ties"
    a_id: int = to("speakers.id", index=False, primary_key=True)
    b_id: int = to("speakers.id", primary_key=True)
    same: bool = Field(index=True)
    rule: str
    reasons: list[str] = Field(sa_type=JSON)


class SpeakerBlock(Table, table=True):
    """Something a speaker's names have in common with others': two that share one are compared."""

    __tablename__: ClassVar[str] = "speaker_blocks"
    __table_args__ = ({"sqlite_with_rowid": False},)
    block: str = Field(primary_key=True)
    speaker_id: int = to("speakers.id", primary_key=True)


class SpeakerAlias(Table, table=True):
    """A name in use for a speaker, the shown one among them."""

    __tablename__: ClassVar[str] = "speaker_aliases"
    __table_args__ = (UniqueConstraint("speaker_id", "name"),)
    id: int = key()
    speaker_id: int = to("speakers.id", index=False)
    name: str


class EntityRow(Table, table=True):
    """Whom an article's mentions refer to, linked to a speaker; spans are of the current capture."""

    __tablename__: ClassVar[str] = "entities"
    __table_args__ = (UniqueConstraint("article_id", "number"),)
    id: int = key()
    article_id: int = to("articles.id", index=False)
    number: int
    name: str
    kind: str
    home: str | None = None
    home_start: int | None = None
    home_end: int | None = None
    home_rule: str | None = None
    speaker_id: int = to("speakers.id")
    rule: str
    reasons: list[str] = Field(sa_type=JSON)


class EntityAlias(Table, table=True):
    """Another form of an entity's name in its article."""

    __tablename__: ClassVar[str] = "entity_aliases"
    __table_args__ = ({"sqlite_with_rowid": False},)
    entity_id: int = Field(sa_column=Column(ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True))
    name: str = Field(primary_key=True)


class EntityRole(Table, table=True):
    """A title or affiliation as its article prints it."""

    __tablename__: ClassVar[str] = "entity_roles"
    entity_id: int = Field(sa_column=Column(ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True))
    position: int = Field(primary_key=True)
    words: str
    start: int
    end: int


class EntitySameAs(Table, table=True):
    """The address of somebody's entry elsewhere, as the article's own metadata states it."""

    __tablename__: ClassVar[str] = "entity_same_as"
    __table_args__ = ({"sqlite_with_rowid": False},)
    entity_id: int = Field(sa_column=Column(ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True))
    url: str = Field(primary_key=True)
