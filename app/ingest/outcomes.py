"""What became of the articles that a run read."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one place."""

    place: str
    outcome: Literal["new", "unchanged", "changed", "failed"]
    article: str | None = None
    """The article's identifier; None where it failed."""
    statements: int = 0
    claims: int = 0
    error: str | None = None
    notes: tuple[str, ...] = ()
    """What was stated of the article and could not be used; the rest of it is stored all the same."""


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
