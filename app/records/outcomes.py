"""What the job tells of the articles it was given."""

from dataclasses import dataclass
from typing import Literal

Became = Literal["new", "unchanged", "changed", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one place."""

    place: str
    outcome: Became
    article: str | None = None
    """The article's identifier; None where it failed."""
    statements: int = 0
    claims: int = 0
    error: str | None = None
    notes: tuple[str, ...] = ()
    """What was guessed, or stated and could not be used; the rest of the article is stored all the same."""
