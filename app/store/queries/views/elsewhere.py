"""What is said elsewhere."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.store.queries.views.statements import ClaimRow, StatementRow

Listed = TypeVar("Listed", StatementRow, ClaimRow)


@dataclass(frozen=True, slots=True)
class Elsewhere(Generic[Listed]):
    """One other statement or claim that says the same as the one asked about."""

    row: Listed
    relation: str
    """Of the one asked about to this one: "equal", "contains", "contained", "overlaps", "other wording"."""
    certain: bool
    """False is "possibly the same"."""
    method: str
    score: float


@dataclass(frozen=True, slots=True)
class SaidElsewhere(Generic[Listed]):
    """What says the same as one statement or claim: the certain ones first."""

    found: tuple[Elsewhere[Listed], ...]
    total: int
    """Of all that match, those beyond the list among them."""
    outlets: int
    """Named outlets that print it or one that is certainly the same, its own among them; outlets whose
    articles are copies of one another count once."""
