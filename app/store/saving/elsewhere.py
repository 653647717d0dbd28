"""Entries elsewhere of the people and bodies in an article, as its own metadata states them."""

from collections.abc import Collection, Iterable, Sequence

from sqlmodel import Session, col, select

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


def save(db: Session, article_id: int, entries: Iterable[tuple[int, str]]) -> None:
    """Make `entries`, by the entities' numbers, those of the article, in place of what it had."""
    cast = db.exec(
        select(t.EntityRow).where(t.EntityRow.article_id == article_id).order_by(col(t.EntityRow.number))
    ).all()
    wanted = {(cast[number].id, url) for number, url in entries}
    ids = [row.id for row in cast]
    chosen = select(t.EntitySameAs).where(col(t.EntitySameAs.entity_id).in_(ids))
    known = {(row.entity_id, row.url): row for row in db.exec(chosen)}
    for pair in known.keys() - wanted:
        db.delete(known[pair])
    db.add_all(t.EntitySameAs(entity_id=entity, url=url) for entity, url in sorted(wanted - known.keys()))
