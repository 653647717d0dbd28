"""What a run tells while it works, and what it came to."""

from dataclasses import dataclass

from app.records import Outcome


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another run works on the database, and this one waits for it."""

    holder: str
    """Which, and since when."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The run has its number in the journal."""

    run: int


Event = Waiting | Begun | Outcome


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: articles by outcome, and what the articles it stored hold."""

    articles: int
    """Articles read and stored, unchanged ones among them."""
    new: int
    changed: int
    unchanged: int
    failures: int
    statements: int
    claims: int
    speakers: int
    """Speakers in the whole database afterwards."""
    run: int | None = None
    """Its number in the journal; None where it only looked."""


class Stopped(KeyboardInterrupt):
    """The run was asked to end before its end; what it stored is whole, and the next goes on from there."""

    def __init__(self, summary: Summary) -> None:
        super().__init__("stopped")
        self.summary = summary
