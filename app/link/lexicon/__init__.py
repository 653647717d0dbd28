"""Words are data: the files beside this module, read when first asked for."""

from functools import cache
from pathlib import Path

from app.link.normal import folded

_HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    """The lines of ``name.txt`` that are neither empty nor comments."""
    text = (_HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """All words of a file, folded."""
    return frozenset(word for line in lines(name) for word in folded(line))


@cache
def phrases(name: str) -> tuple[frozenset[str], ...]:
    """The words of each line of a file, folded."""
    return tuple(frozenset(folded(line)) for line in lines(name))


@cache
def classes() -> dict[str, str]:
    """Small words by their class."""
    return {word: line.split()[0] for line in reversed(lines("small_words")) for word in folded(line)[1:]}


@cache
def opposites() -> dict[str, frozenset[str]]:
    """By word, the words that say its opposite."""
    found: dict[str, set[str]] = {}
    for line in lines("opposites"):
        one, other = (folded(side) for side in line.split("|"))
        for here, there in ((one, other), (other, one)):
            for word in here:
                found.setdefault(word, set()).update(there)
    return {word: frozenset(others) for word, others in found.items()}
