"""Whose entry elsewhere an article's metadata states: the names there against the entities found in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.link.spelling import words
from app.records import Entity


@dataclass(frozen=True, slots=True)
class Entries:
    """Addresses by the entity they are of, and the names that are nobody's, or not one's only."""

    of: tuple[tuple[int, str], ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]


def entries(stated: Iterable[tuple[str, str]], entities: Sequence[Entity]) -> Entries:
    """The entity of each name: the one so called, or else the only one with that alias.

    Names are alike without case, diacritics and punctuation, and in nothing else: an address is a claim
    about who somebody is.
    """
    of: list[tuple[int, str]] = []
    unknown: list[str] = []
    ambiguous: list[str] = []
    for name, address in stated:
        found = _called(name, entities)
        if len(found) == 1:
            of.append((found[0], address))
        else:
            (ambiguous if found else unknown).append(name)
    return Entries(tuple(of), tuple(unknown), tuple(ambiguous))


def _called(name: str, entities: Sequence[Entity]) -> list[int]:
    folded = words(name)
    if not folded:
        return []
    named = [i for i, entity in enumerate(entities) if words(entity.name) == folded]
    return named or [
        i for i, entity in enumerate(entities) if any(words(alias) == folded for alias in entity.aliases)
    ]
