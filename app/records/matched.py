"""What matching compares and decides: passages, whose they are, and how one says the same as another."""

from dataclasses import dataclass, replace
from typing import Literal

Relation = Literal["equal", "contains", "contained", "overlaps", "other wording"]
TURNED: dict[Relation, Relation] = {"contains": "contained", "contained": "contains"}
"""Relations that change when a match is read from the other side."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A passage's speaker or claimer; None as a passage's voice is a source that nobody resolved."""

    key: str
    """Equal keys are one speaker."""
    name: str
    settled: bool
    """False for an unnamed source: it may be anybody of that description."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a statement or claim, and whose they are."""

    words: str
    voice: Voice | None = None
    claim: bool = False
    """A claim may be made by several, a statement only quoted by another."""
    article: str | None = None
    """Equal ones are words of one article."""
    vector: bytes | None = None
    """What it means, as a sentence encoder has it; None without one."""


@dataclass(frozen=True, slots=True)
class Match:
    """How one passage says the same as another."""

    relation: Relation
    """Of the first to the second."""
    certain: bool
    """False is "possibly the same"."""
    method: str
    score: float
    """0 to 1, comparable within a method."""

    def turned(self) -> "Match":
        """The same match of the second to the first."""
        return replace(self, relation=TURNED.get(self.relation, self.relation))
