"""A page of a list, its facets, and where an identifier leads."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet with the number of rows that choosing it would leave."""

    value: str
    label: str
    count: int
    chosen: bool = False
    excluded: bool = False
    """Whether its rows are left out: its count is then of those."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A parameter and its values, most frequent first; counts ignore the facet's own choices."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, walked by keyset."""

    rows: tuple[T, ...]
    total: int
    after: str | None = None
    """Cursor of the next page."""
    before: str | None = None
    """Cursor of the previous page."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What a list of statements comes to."""

    statements: int
    claims: int
    """That the same choices find."""
    articles: int
    undated: int
    """Of the articles, those that state no date of publication."""
    first: date | None
    last: date | None
    about: tuple[Option, ...]
    """Countries spoken about, with the statements that do."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where an identifier leads today."""

    ident: str
    kind: str
    """"article", "statement", "claim" or "speaker"."""
    moved: bool
    """True when it was merged into another: answer 301."""
