"""What the job did: its runs, what became of every article, and what each origin gave when last read."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from app.store.tables.shape import Moment, Table, key, to


class Run(Table, table=True):
    """One run of the job; counts are of its outcomes."""

    __tablename__: ClassVar[str] = "runs"
    id: int = key()
    kind: str
    """"ingest", "watch", "queue" or "reextract": what was asked of the job."""
    started: datetime = Field(sa_type=Moment)
    finished: datetime | None = Field(default=None, sa_type=Moment)
    """None while it runs, and where it was killed."""
    ended: str | None = None
    """"done", or "interrupted" where it stopped before its end."""
    asked: list[str] = Field(sa_type=JSON)
    """The origins as they were named."""
    extractor: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    statements: int = 0
    claims: int = 0


class Outcome(Table, table=True):
    """What became of one article in one run."""

    __tablename__: ClassVar[str] = "outcomes"
    __table_args__ = (
        Index("ix_outcomes_run_id_outcome", "run_id", "outcome"),
        # What became of a place when it was last read.
        Index("ix_outcomes_outcome_place", "outcome", "place"),
    )
    id: int = key()
    run_id: int = to("runs.id", index=False)
    place: str
    """As people read it: file, line, member or address."""
    outcome: str
    """"new", "unchanged", "changed" or "failed"."""
    article_id: int | None = to("articles.id", default=None)
    statements: int = 0
    claims: int = 0
    error: str | None = None
    notes: list[str] = Field(sa_type=JSON)
    finished: datetime = Field(sa_type=Moment)


class OriginRow(Table, table=True):
    """A place that articles were read from."""

    __tablename__: ClassVar[str] = "origins"
    id: int = key()
    place: str = Field(unique=True)
    """An absolute path, or an address."""
    digest: str | None = None
    """Of all its bytes when it was last read to its end without a failure; else None."""
    readers: str
    """What read and extracted it: another version reads it again."""
    checked: datetime = Field(sa_type=Moment, index=True)
    """When it was last looked at."""
    failed: int = 0
    """Its articles that failed when it was last read."""


class OriginArticle(Table, table=True):
    """An article that an origin gave: equal bytes need no second reading."""

    __tablename__: ClassVar[str] = "origin_articles"
    __table_args__ = ({"sqlite_with_rowid": False},)
    origin_id: int = to("origins.id", index=False, primary_key=True)
    digest: str = Field(primary_key=True)
    """Of the article's text and facts."""
    article_id: int = to("articles.id")
    place: str
    readers: str
    """What extracted it."""


class Fetch(Table, table=True):
    """What a server last said of an address, to ask it next time only for what is new."""

    __tablename__: ClassVar[str] = "fetches"
    url: str = Field(primary_key=True)
    etag: str | None = None
    modified: str | None = None
    """Its Last-Modified, as it wrote it."""
    status: int
    fetched: datetime = Field(sa_type=Moment)


class Submission(Table, table=True):
    """What somebody added in the browser, until the job has read it."""

    __tablename__: ClassVar[str] = "submissions"
    id: int = key()
    ident: str = Field(unique=True)
    kind: str
    """"text", "url" or "file"."""
    name: str
    """The address, the file's name, or the title."""
    body: bytes | None = None
    """What was pasted or uploaded; taken out once it was read."""
    stated: dict[str, str] = Field(sa_type=JSON)
    """Facts as stated with it."""
    received: datetime = Field(sa_type=Moment)
    state: str = Field(default="queued", index=True)
    """"queued", "running", "done" or "failed"."""
    taken: int = 0
    """How often a job began to read it."""
    finished: datetime | None = Field(default=None, sa_type=Moment)
    outcomes: list[dict[str, str | int | list[str] | None]] = Field(sa_type=JSON)
    """What became of its articles, in the order in which they were read."""
