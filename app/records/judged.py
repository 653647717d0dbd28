"""What a person decides of what the machine found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What kind of decision it is."""

    CONFIRMED = "confirmed"
    """A statement or claim is right as it stands."""
    DISPUTED = "disputed"
    """A statement or claim is in doubt, and that is not settled yet."""
    REJECTED = "rejected"
    """It is no statement, or no claim."""
    SPEAKER = "speaker"
    """Of a statement: ``{"speaker": identifier}``, ``{"name": …, "kind": …}`` of somebody not known yet, or
    ``{}``: nobody is named."""
    EXTENT = "extent"
    """Of a statement: ``{"spans": [[start, end], …]}`` in its capture's text."""
    KIND = "kind"
    """Of a statement: ``{"kind": "direct"}``."""
    COUNTRIES = "countries"
    """What a statement or claim is about: ``{"codes": ["FR", …]}``."""
    TYPE = "type"
    """Of a claim: ``{"type": …}``."""
    SAME = "same"
    """Two speakers are one, or two statements say the same."""
    DIFFERENT = "different"
    """They are not, or do not."""
    APART = "apart"
    """In the article `other`, whoever is taken for the speaker is another: ``{"speaker": identifier}``, or
    ``{}`` for one of their own."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision, as an editor makes it."""

    verdict: Verdict
    subject: str
    """The identifier of what it is about."""
    reason: str = ""
    other: str | None = None
    """The second of two, or an article."""
    value: Mapping[str, Any] = field(default_factory=dict)
    """What is right, by verdict."""
