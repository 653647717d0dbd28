"""What was added in the browser, and what became of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one article of a submission, or of several of which nothing more is told."""

    place: str
    outcome: str
    """"new", "unchanged", "changed" or "failed"."""
    article: str | None = None
    """The article's identifier; None where it failed."""
    title: str | None = None
    """The article's title, or its opening words."""
    statements: int = 0
    claims: int = 0
    error: str | None = None
    notes: tuple[str, ...] = ()
    number: int = 1
    """How many articles this stands for."""


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """One text, address or file that somebody added."""

    ident: str
    kind: str
    """"text", "url" or "file"."""
    name: str
    state: str
    """"queued", "running", "done" or "failed"."""
    received: datetime
    finished: datetime | None
    ahead: int
    """How many wait before it."""
    became: tuple[Became, ...]
    """In the order in which they were read."""
