"""Triggers, full-text indexes and vectors: what holds words beside the rows that they are of."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from app.store.saving import rows
from app.store.saving.vectors import digest_of

_FTS = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
_GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name NOT GLOB 'changes_of_*'"
"""Of the triggers, those that keep changes stay: what is erased has changed."""


@contextmanager
def unguarded(db: Session) -> Iterator[None]:
    """A while in which captures and versions can be changed; every full-text index is made anew after it."""
    sql = db.connection().exec_driver_sql
    db.flush()
    sql("PRAGMA secure_delete=ON")
    sql("PRAGMA defer_foreign_keys=ON")
    guards = sql(_GUARDS).all()
    for name, _ in guards:
        sql(f'DROP TRIGGER "{name}"')
    yield
    db.flush()
    db.expire_all()
    for _, made in guards:
        sql(made)
    # Rows that are taken out of an index one by one leave their terms in it, until it is merged.
    for (name,) in sql(_FTS).all():
        sql(f'INSERT INTO "{name}"("{name}") VALUES (\'rebuild\')')  # noqa: S608 - a name of our own schema


def sweep_vectors(db: Session, encoder: str) -> None:
    """Delete the vectors of words that no statement and no claim has."""
    sql = db.connection().exec_driver_sql
    kept = {
        digest_of(encoder, words)
        for table in ("versions", "claims", "readings")
        for (words,) in sql(f"SELECT DISTINCT words FROM {table}")  # noqa: S608
    }
    gone = [digest for (digest,) in sql("SELECT digest FROM passage_vectors") if digest not in kept]
    rows.write(db, "DELETE FROM passage_vectors WHERE digest = ?", [(each,) for each in gone])
