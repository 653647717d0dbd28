"""Words are data: one a line, ``#`` starts a comment."""

from functools import cache
from importlib.resources import files


@cache
def words(name: str, language: str = "en") -> frozenset[str]:
    """The entries of the list `name`, as written."""
    return frozenset(rows(name, language))


@cache
def rows(name: str, language: str = "en") -> tuple[str, ...]:
    """The entries of the list `name` in their order."""
    text = files(__package__).joinpath(language, f"{name}.txt").read_text("utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def table(name: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """The entries of the list `name` whose cells are parted by ``|``."""
    return tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows(name, language))


@cache
def sets(name: str, language: str = "en") -> dict[str, frozenset[str]]:
    """The entries of a list whose rows are ``key | words parted by ;``, by their keys."""
    return {key: frozenset(word.strip() for word in row.split(";")) for key, row in table(name, language)}
