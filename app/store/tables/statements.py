"""Statements, their versions, and what stands beside them."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import JSON, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from app.store.tables.shape import COUNTRY, LIVE, MACHINE, Moment, Table, key, to


class Statement(Table, table=True):
    """An attribution's stored self: which version stands, and what lives beside the versions."""

    __tablename__: ClassVar[str] = "statements"
    __table_args__ = (
        Index(
            "ix_statements_queue", "confidence", sqlite_where=text("review = 'machine' AND state = 'live'")
        ),
        Index("ix_statements_disputed", "ident", sqlite_where=text("review = 'disputed' AND state = 'live'")),
    )
    id: int = key()
    ident: str = to("identifiers.ident", index=False, unique=True)
    article_id: int = to("articles.id")
    version: int = 0
    position: int
    state: str = LIVE
    rule: str
    confidence: float
    reasons: list[str] = Field(sa_type=JSON)
    said_first: date | None = None
    """The first day it may have been said on, by the words `[said_start, said_end)`; None is "not stated"."""
    said_last: date | None = None
    said_start: int | None = None
    said_end: int | None = None
    said_rule: str | None = None
    review: str = Field(default=MACHINE, sa_column_kwargs={"server_default": MACHINE})
    """How far people have looked at it: `shape.MACHINE`, `CHECKED` or `DISPUTED`."""


class Version(Table, table=True):
    """A statement as it stood: append-only; `words` are its content spans joined."""

    __tablename__: ClassVar[str] = "versions"
    __table_args__ = (UniqueConstraint("statement_id", "number"),)
    id: int = key()
    statement_id: int = to("statements.id", index=False)
    number: int
    capture_id: int = to("captures.id")
    kind: str
    speaker_id: int | None = to("speakers.id", default=None)
    words: str = Field(sa_type=Text)
    created: datetime = Field(sa_type=Moment)
    judgement_id: int | None = None
    """The judgement that it came from; None where the machine found it so."""


class VersionSpan(Table, table=True):
    """One span of a version: part is content, cue, source, insert or medium."""

    __tablename__: ClassVar[str] = "version_spans"
    __table_args__ = ({"sqlite_with_rowid": False},)
    version_id: int = Field(primary_key=True, foreign_key="versions.id")
    part: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    start: int
    end: int
    paragraph: int


class StatementPlace(Table, table=True):
    """A country a statement's current version is about, and the words that say so."""

    __tablename__: ClassVar[str] = "statement_places"
    __table_args__ = ({"sqlite_with_rowid": False},)
    statement_id: int = Field(primary_key=True, foreign_key="statements.id")
    code: str = Field(primary_key=True)
    start: int
    end: int
    rule: str
    kind: str = Field(default=COUNTRY, sa_column_kwargs={"server_default": COUNTRY})
    """"country" or "bloc": a bloc is never its members."""
    antecedent_start: int | None = None
    """Where the words stand that an inferred place was inferred from."""
    antecedent_end: int | None = None


class StatementMention(Table, table=True):
    """A speaker whom a statement's current version names in its words, and where it first does."""

    __tablename__: ClassVar[str] = "statement_mentions"
    __table_args__ = ({"sqlite_with_rowid": False},)
    statement_id: int = Field(primary_key=True, foreign_key="statements.id")
    speaker_id: int = to("speakers.id", primary_key=True)
    start: int
    end: int


class StatementMatch(Table, table=True):
    """Two statements, `a_id` < `b_id`, that say the same; `relation` is that of a to b."""

    __tablename__: ClassVar[str] = "statement_matches"
    __table_args__ = ({"sqlite_with_rowid": False},)
    a_id: int = to("statements.id", index=False, primary_key=True)
    b_id: int = to("statements.id", primary_key=True)
    relation: str
    certain: bool
    """False is "possibly the same"."""
    method: str
    score: float


class StatementBands(Table, table=True):
    """Who has bands of one bucket: two that share a band are compared."""

    __tablename__: ClassVar[str] = "statement_bands"
    bucket: int = key()
    entries: bytes
    """The lower part of a band and a statement, six bytes each.

    That there is one is looked after by the signature: here it would take an index."""


class StatementCommonBand(Table, table=True):
    """Who has a band that many have, where it is no candidate while the first of them stand."""

    __tablename__: ClassVar[str] = "statement_common_bands"
    __table_args__ = ({"sqlite_with_rowid": False},)
    band: int = Field(primary_key=True)
    statement_id: int = Field(primary_key=True)


class StatementSignature(Table, table=True):
    """All bands of one statement, four bytes each: the entries that are its own."""

    __tablename__: ClassVar[str] = "statement_signatures"
    statement_id: int = to("statements.id", index=False, primary_key=True)
    bands: bytes
