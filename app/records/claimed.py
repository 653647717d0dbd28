"""What extraction finds claimed."""

from dataclasses import dataclass
from enum import StrEnum

from app.records.places import Place
from app.records.texts import Span


class ClaimType(StrEnum):
    """What sort of proposition a claim is."""

    FIGURE = "figure"
    EVENT = "event"
    PREDICTION = "prediction"
    PLAN = "plan"
    DENIAL = "denial"
    CAUSE = "cause"
    COMPARISON = "comparison"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, an amount of money, a share or a date that a claim states."""

    span: Span
    value: str
    """Digits with a decimal point at most, or as much of an ISO 8601 date as is stated."""
    unit: str = ""
    """``%``, ISO 4217 of a currency, ``date``, or the thing counted as printed."""
    bound: str = "exactly"
    """"exactly", "about", "at least", "at most", "more than" or "less than"."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """Our insertion in a claim's wording, shown in brackets in place of the claim's words `span`."""

    span: Span
    """Empty where nothing is replaced: then it stands before what follows."""
    words: str
    """Without the brackets."""
    antecedent: Span
    """The article's words that name what is inserted."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Check-worthiness: how much a claim asks to be checked, and why; no verdict."""

    score: float
    """0 to 1, calibrated."""
    reasons: tuple[str, ...] = ()
    """In words for readers, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that could turn out true or false."""

    span: Span
    type: ClaimType
    statement: int | None
    """Index into `Extraction.attributions`; None is the article's own narration."""
    rule: str
    confidence: float
    about: tuple[Place, ...] = ()
    blocs: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    glosses: tuple[Gloss, ...] = ()
    """In order, not overlapping; with them the claim's words stand alone."""
    worth: Worth | None = None
