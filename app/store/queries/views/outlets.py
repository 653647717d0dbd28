"""Outlets: who published, by the names that articles state."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OutletRef:
    """An outlet as its address names it."""

    name: str
    domain: str | None
    """The domain that most of its articles stand at; None where none states an address."""
    shared: bool
    """Whether articles of another name stand at that domain, too."""


@dataclass(frozen=True, slots=True)
class OutletRow(OutletRef):
    """An outlet in a list."""

    articles: int
    statements: int
    first: date | None
    last: date | None
    """Of the dates of publication that are stated."""
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """How many articles were published in a month."""

    first: date
    last: date
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class OutletView:
    """Everything an outlet's own page shows beside its statements."""

    row: OutletRow
    claims: int
    undated: int
    """Articles without a date of publication."""
    domains: tuple[str, ...]
    """The most frequent first."""
    languages: tuple[str, ...]
    months: tuple[Month, ...]
    """The newest first."""
