"""The tables as the store's code sees them; what the database really has is made by migrations alone.

Integer keys join rows inside the database and are never shown. FTS5 needs them too: a text key's hidden
rowid may change in a VACUUM, an integer primary key never does. `ident` is the opaque, public identifier.
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

LIVE = "live"
WITHDRAWN = "withdrawn"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO 8601 text so that plain SQL reads and sorts it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The moment as text; a moment without a zone is an error, as nobody can tell when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value}")
        return value.astimezone(UTC).isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The text as a moment."""
        return None if value is None else datetime.fromisoformat(value)


class Table(SQLModel):
    """What every table shares: one metadata, whose names for constraints are settled."""

    metadata = metadata


def _key() -> Any:  # noqa: ANN401 - what Field itself returns
    return Field(default=None, primary_key=True)


def _to(target: str, *, index: bool = True, **options: Any) -> Any:  # noqa: ANN401
    return Field(foreign_key=target, index=index, **options)


class Identifier(Table, table=True):
    """Every identifier ever minted; none is used twice or taken back."""

    __tablename__: ClassVar[str] = "identifiers"
    ident: str = Field(primary_key=True)
    kind: str
    minted: datetime = Field(sa_type=Moment)


class Redirect(Table, table=True):
    """An identifier whose thing was merged into another's."""

    __tablename__: ClassVar[str] = "redirects"
    old: str = Field(primary_key=True, foreign_key="identifiers.ident")
    new: str = _to("identifiers.ident")
    reason: str
    moved: datetime = Field(sa_type=Moment)


class Tombstone(Table, table=True):
    """A withdrawal and its reason; a row with `revived` is history."""

    __tablename__: ClassVar[str] = "tombstones"
    id: int = _key()
    ident: str = _to("identifiers.ident")
    reason: str
    withdrawn: datetime = Field(sa_type=Moment)
    revived: datetime | None = Field(default=None, sa_type=Moment)


class Outlet(Table, table=True):
    """Who published, by the name as stated."""

    __tablename__: ClassVar[str] = "outlets"
    id: int = _key()
    name: str = Field(unique=True)


class Article(Table, table=True):
    """An article and what is stated about it; its text is that of capture number `capture`."""

    __tablename__: ClassVar[str] = "articles"
    id: int = _key()
    ident: str = _to("identifiers.ident", index=False, unique=True)
    url: str | None = Field(default=None, unique=True)
    title: str | None = None
    outlet_id: int | None = _to("outlets.id", default=None)
    outlet_country: str | None = Field(default=None, index=True)
    published: date | None = Field(default=None, index=True)
    author: str | None = None
    language: str | None = None
    translated_from: str | None = None
    file_name: str | None = Field(default=None, index=True)
    digest: str = Field(index=True)
    """Of the normalised text of the current capture."""
    capture: int = 0
    extractor: str
    """What made the annotations that stand now."""
    added: datetime = Field(sa_type=Moment)


class Capture(Table, table=True):
    """An article's text as read at one moment; never changed, never removed."""

    __tablename__: ClassVar[str] = "captures"
    __table_args__ = (UniqueConstraint("article_id", "number"),)
    id: int = _key()
    article_id: int = _to("articles.id", index=False)
    number: int
    text: str = Field(sa_type=Text)
    digest: str
    captured: datetime = Field(sa_type=Moment)
    extractor: str
    """What split it into paragraphs."""


class ParagraphRow(Table, table=True):
    """A paragraph of a capture; `[start, end)` in code points of its text."""

    __tablename__: ClassVar[str] = "paragraphs"
    capture_id: int = Field(primary_key=True, foreign_key="captures.id")
    number: int = Field(primary_key=True)
    start: int
    end: int
    role: str


class Speaker(Table, table=True):
    """An entity across articles; name, kind and country are derived from all its entities."""

    __tablename__: ClassVar[str] = "speakers"
    id: int = _key()
    ident: str = _to("identifiers.ident", index=False, unique=True)
    key: str = Field(unique=True)
    """What its entities have in common; kept when withdrawn, so that the key's return revives it."""
    name: str
    kind: str
    country: str | None = Field(default=None, index=True)
    state: str = LIVE


class SpeakerAlias(Table, table=True):
    """A name in use for a speaker, the shown one among them."""

    __tablename__: ClassVar[str] = "speaker_aliases"
    __table_args__ = (UniqueConstraint("speaker_id", "name"),)
    id: int = _key()
    speaker_id: int = _to("speakers.id", index=False)
    name: str


class EntityRow(Table, table=True):
    """Whom an article's mentions refer to, linked to a speaker; spans are of the current capture."""

    __tablename__: ClassVar[str] = "entities"
    __table_args__ = (UniqueConstraint("article_id", "number"),)
    id: int = _key()
    article_id: int = _to("articles.id", index=False)
    number: int
    name: str
    kind: str
    home: str | None = None
    home_start: int | None = None
    home_end: int | None = None
    home_rule: str | None = None
    speaker_id: int = _to("speakers.id")
    rule: str
    reasons: list[str] = Field(sa_type=JSON)


class EntityAlias(Table, table=True):
    """Another form of an entity's name in its article."""

    __tablename__: ClassVar[str] = "entity_aliases"
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


class Statement(Table, table=True):
    """An attribution's stored self: which version stands, and what lives beside the versions."""

    __tablename__: ClassVar[str] = "statements"
    id: int = _key()
    ident: str = _to("identifiers.ident", index=False, unique=True)
    article_id: int = _to("articles.id")
    version: int = 0
    position: int
    state: str = LIVE
    rule: str
    confidence: float
    reasons: list[str] = Field(sa_type=JSON)


class Version(Table, table=True):
    """A statement as it stood: append-only; `words` are its content spans joined."""

    __tablename__: ClassVar[str] = "versions"
    __table_args__ = (UniqueConstraint("statement_id", "number"),)
    id: int = _key()
    statement_id: int = _to("statements.id", index=False)
    number: int
    capture_id: int = _to("captures.id")
    kind: str
    speaker_id: int | None = _to("speakers.id", default=None)
    words: str = Field(sa_type=Text)
    digest: str
    created: datetime = Field(sa_type=Moment)


class VersionSpan(Table, table=True):
    """One span of a version: part is content, cue, source, insert or medium."""

    __tablename__: ClassVar[str] = "version_spans"
    version_id: int = Field(primary_key=True, foreign_key="versions.id")
    part: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    start: int
    end: int
    paragraph: int


class ClaimRow(Table, table=True):
    """A proposition; `words` are exactly its capture's `text[start:end]`."""

    __tablename__: ClassVar[str] = "claims"
    id: int = _key()
    ident: str = _to("identifiers.ident", index=False, unique=True)
    article_id: int = _to("articles.id")
    capture_id: int = _to("captures.id")
    statement_id: int | None = _to("statements.id", default=None)
    position: int
    state: str = LIVE
    start: int
    end: int
    paragraph: int
    words: str = Field(sa_type=Text)
    type: str
    rule: str
    confidence: float


class StatementPlace(Table, table=True):
    """A country a statement's current version is about, and the words that say so."""

    __tablename__: ClassVar[str] = "statement_places"
    __table_args__ = (Index(None, "code"),)
    statement_id: int = Field(primary_key=True, foreign_key="statements.id")
    code: str = Field(primary_key=True)
    start: int
    end: int
    rule: str


class ClaimPlace(Table, table=True):
    """A country a claim is about, and the words that say so."""

    __tablename__: ClassVar[str] = "claim_places"
    __table_args__ = (Index(None, "code"),)
    claim_id: int = Field(primary_key=True, foreign_key="claims.id")
    code: str = Field(primary_key=True)
    start: int
    end: int
    rule: str
