"""Articles, their captures, and articles that are copies of one another."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Column, Computed, Index, String, Text, UniqueConstraint, text
from sqlmodel import Field

from app.store.tables.shape import LIVE, Moment, Table, key, to

_REST = "substr(url, instr(url, '://') + 3)"
_HOST = f"substr({_REST}, 1, instr({_REST} || '/', '/') - 1)"
_DOMAIN = f"CASE WHEN url LIKE 'http%://%' THEN iif({_HOST} LIKE 'www.%', substr({_HOST}, 5), {_HOST}) END"


class Outlet(Table, table=True):
    """Who published, by the name as stated."""

    __tablename__: ClassVar[str] = "outlets"
    id: int = key()
    name: str = Field(unique=True)


class Article(Table, table=True):
    """An article and what is stated about it; its text is that of capture number `capture`."""

    __tablename__: ClassVar[str] = "articles"
    __table_args__ = (
        Index("ix_articles_at_domain", "domain", "outlet_id", sqlite_where=text("state = 'live'")),
        Index("ix_articles_of_outlet", "outlet_id", "domain", sqlite_where=text("state = 'live'")),
        Index("ix_articles_hidden", "url", sqlite_where=text("state <> 'live'")),
        Index(
            "ix_articles_unread",
            "language",
            "detected_language",
            sqlite_where=text("NOT extracted AND state = 'live'"),
        ),
    )
    id: int = key()
    ident: str = to("identifiers.ident", index=False, unique=True)
    url: str | None = Field(default=None, unique=True)
    title: str | None = None
    outlet_id: int | None = to("outlets.id", index=False, default=None)
    outlet_country: str | None = None
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
    detected_language: str | None = None
    """What its text was taken for; a stated language wins."""
    extracted: bool = Field(default=True, sa_column_kwargs={"server_default": "1"})
    """False where nothing here extracts from its language: it is read and searched all the same."""
    state: str = Field(default=LIVE, sa_column_kwargs={"server_default": LIVE})
    """LIVE, REMOVED (its words are kept, and shown nowhere) or ERASED (they are not)."""
    domain: str | None = Field(default=None, sa_column=Column(String, Computed(_DOMAIN, persisted=False)))
    """The host of its address, without “www.”; SQLite makes it of `url`."""


class ArticleTopic(Table, table=True):
    """A topic that the article's own metadata states."""

    __tablename__: ClassVar[str] = "article_topics"
    __table_args__ = ({"sqlite_with_rowid": False},)
    article_id: int = to("articles.id", index=False, primary_key=True)
    topic: str = Field(primary_key=True)


class Capture(Table, table=True):
    """An article's text as read at one moment; never changed, never removed."""

    __tablename__: ClassVar[str] = "captures"
    __table_args__ = (UniqueConstraint("article_id", "number"),)
    id: int = key()
    article_id: int = to("articles.id", index=False)
    number: int
    text: str = Field(sa_type=Text)
    digest: str
    captured: datetime = Field(sa_type=Moment, index=True)
    extractor: str
    """What split it into paragraphs."""


class ParagraphRow(Table, table=True):
    """A paragraph of a capture; `[start, end)` in code points of its text."""

    __tablename__: ClassVar[str] = "paragraphs"
    __table_args__ = ({"sqlite_with_rowid": False},)
    capture_id: int = Field(primary_key=True, foreign_key="captures.id")
    number: int = Field(primary_key=True)
    start: int
    end: int
    role: str


class ArticleMatch(Table, table=True):
    """Two articles, `a_id` < `b_id`, one a copy of the other or of the same original."""

    __tablename__: ClassVar[str] = "article_matches"
    __table_args__ = ({"sqlite_with_rowid": False},)
    a_id: int = to("articles.id", index=False, primary_key=True)
    b_id: int = to("articles.id", primary_key=True)
    relation: str
    certain: bool
    """False is "possibly the same"."""
    method: str
    score: float


class ArticleBands(Table, table=True):
    """Who has bands of one bucket: two that share a band are compared."""

    __tablename__: ClassVar[str] = "article_bands"
    bucket: int = key()
    entries: bytes
    """The lower part of a band and an article, six bytes each.

    That there is one is looked after by the signature: here it would take an index."""


class ArticleCommonBand(Table, table=True):
    """Who has a band that many have, where it is no candidate while the first of them stand."""

    __tablename__: ClassVar[str] = "article_common_bands"
    __table_args__ = ({"sqlite_with_rowid": False},)
    band: int = Field(primary_key=True)
    article_id: int = Field(primary_key=True)


class ArticleSignature(Table, table=True):
    """All bands of one article, four bytes each: the entries that are its own."""

    __tablename__: ClassVar[str] = "article_signatures"
    article_id: int = to("articles.id", index=False, primary_key=True)
    bands: bytes
