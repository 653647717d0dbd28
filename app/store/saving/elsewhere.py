"""Entries elsewhere of the people and bodies in an article, as its own metadata states them."""

from collections.abc import Collection, Iterable, Sequence

from sqlmodel import Session

from app.records import Entity
from app.store import tables as t
from app.store.saving import rows

_STATED = """
    SELECT e.name, s.url FROM entities AS e JOIN entity_same_as AS s ON s.entity_id = e.id
    WHERE e.article_id = :article
"""
Entries = frozenset[tuple[str, str]]
"""Names of entities, each with an address."""


def stored(db: Session, article_id: int) -> Entries:
    """What an earlier reading stated."""
    return frozenset(tuple(row) for row in rows.read(db, _STATED, article=article_id))


def kept(entries: Collection[tuple[str, str]], entities: Sequence[Entity]) -> list[tuple[int, str]]:
    """Entries of an earlier reading, for a reading that states none: they follow the entities' names."""
    numbers = {entity.name: number for number, entity in reversed(list(enumerate(entities)))}
    return [(numbers[name], url) for name, url in sorted(entries) if name in numbers]


def save(db: Session, cast: Sequence[int], entries: Iterable[tuple[int, str]]) -> None:
    """Make `entries`, by the entities' numbers, those of an article, whose entities have these row ids."""
    wanted = sorted({(cast[number], url) for number, url in entries})
    rows.keep(db, t.EntitySameAs, ("entity_id", "url"), cast, wanted)


def add(db: Session, entries: Iterable[tuple[int, str]]) -> None:
    """Entries of new entities, by row id."""
    rows.insert(db, t.EntitySameAs, ("entity_id", "url"), sorted(set(entries)))
