"""What people say of what the machine found: readers' reports, editors' judgements, and demands to erase.

A judgement never edits what the machine wrote. What stands follows from both: see `saving.judged`.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, Text, text
from sqlmodel import Field

from app.store.tables.shape import Moment, Table, key, to


class JudgementRow(Table, table=True):
    """An editor's decision; append-only but for how it fares."""

    __tablename__: ClassVar[str] = "judgements"
    __table_args__ = (Index("ix_judgements_waiting", "subject", sqlite_where=text("state = 'waiting'")),)
    id: int = key()
    ident: str = to("identifiers.ident", index=False, unique=True)
    subject: str = to("identifiers.ident")
    """The statement, claim or speaker that it is about."""
    other: str | None = to("identifiers.ident", default=None)
    """The second of two, or the article in which a speaker is somebody else."""
    verdict: str
    """A `records.Verdict`."""
    value: dict[str, Any] = Field(sa_type=JSON)
    """What is right, by verdict: see `records.judged`."""
    was: dict[str, Any] = Field(sa_type=JSON)
    """What was shown when it was made: version, speaker (identifier and name), kind, countries, type."""
    words: str | None = Field(default=None, sa_type=Text)
    """The words it was made about; it applies only where they stand."""
    reason: str
    editor_id: int = to("editors.id")
    made: datetime = Field(sa_type=Moment)
    state: str = "applied"
    """"applied"; "waiting" for an editor, nothing of it lost; "superseded" by a later one; "withdrawn"."""
    waits: str | None = None
    """Why it waits."""
    withdrawn: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_by: int | None = to("editors.id", index=False, default=None)
    withdrawn_reason: str | None = None


class Reading(Table, table=True):
    """What the machine last found of a statement that people judged; its versions hold what stands."""

    __tablename__: ClassVar[str] = "readings"
    statement_id: int = to("statements.id", index=False, primary_key=True)
    found: bool
    """False where the machine no longer finds it: the rest is then as it last did."""
    capture_id: int = to("captures.id", index=False)
    kind: str
    speaker_id: int | None = to("speakers.id", default=None)
    words: str = Field(sa_type=Text)
    spans: list[list[Any]] = Field(sa_type=JSON)
    """Part, position, start and end of each."""
    rule: str
    confidence: float
    reasons: list[str] = Field(sa_type=JSON)
    places: list[list[Any]] = Field(sa_type=JSON)
    """The rows of `statement_places`, without the statement."""


class ClaimReading(Table, table=True):
    """What the machine last found of a claim that people judged."""

    __tablename__: ClassVar[str] = "claim_readings"
    claim_id: int = to("claims.id", index=False, primary_key=True)
    found: bool
    type: str
    confidence: float
    places: list[list[Any]] = Field(sa_type=JSON)


class Report(Table, table=True):
    """A reader's report that something is wrong; nothing of the reader is kept."""

    __tablename__: ClassVar[str] = "reports"
    __table_args__ = (Index("ix_reports_state_subject", "state", "subject"),)
    id: int = key()
    subject: str = to("identifiers.ident")
    """A statement's or a claim's identifier."""
    version: int | None = None
    problem: str
    """"speaker", "words", "not-a-statement", "kind", "countries", "claim" or "other"."""
    note: str = Field(sa_type=Text)
    sent: datetime = Field(sa_type=Moment)
    state: str = "open"
    """"open", "settled" by a judgement, or "dismissed"."""
    judgement_id: int | None = to("judgements.id", index=False, default=None)
    settled: datetime | None = Field(default=None, sa_type=Moment)
    editor_id: int | None = to("editors.id", index=False, default=None)


class Erasure(Table, table=True):
    """Something erased for good: a digest alone tells it when it comes again."""

    __tablename__: ClassVar[str] = "erasures"
    digest: str = Field(primary_key=True)
    what: str
    """"url", "text", "file" or "speaker": what the digest is of."""
    ident: str = to("identifiers.ident")
    erased: datetime = Field(sa_type=Moment)
