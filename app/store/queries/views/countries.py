"""Countries, and who speaks about where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country in the three ways in which there are countries here: about, from and via."""

    code: str
    claims: int
    """About it."""
    statements: int
    """About it."""
    speakers: int
    """From it, each with a statement at least."""
    articles: int
    """Via its outlets, by their own word."""


@dataclass(frozen=True, slots=True)
class SpokenAbout:
    """How many statements are from one country about another; "*" is all others together."""

    came_from: str
    """"" where no speaker's country is stated."""
    about: str
    statements: int
