"""How Alembic runs here: always on a connection it is given, each revision in a transaction of its own.

`app.store.engine.migrate` passes the connection and the metadata in, so nothing here imports the app.
"""

from typing import Any

from alembic import context

_FULL_TEXT = "_fts"


def include_name(name: str | None, type_: str, _parents: Any) -> bool:  # noqa: ANN401 - Alembic's own type
    """Whether autogenerate may look at this: never at a full-text table or its shadow tables."""
    return not (type_ == "table" and name is not None and _FULL_TEXT in name)


def check_foreign_keys(ctx: Any, **_: Any) -> None:  # noqa: ANN401
    """Refuse a revision, inside its own transaction, that leaves a row pointing nowhere."""
    broken = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"rows that point nowhere after this revision: {broken[:5]}")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    include_name=include_name,
    on_version_apply=check_foreign_keys,
    # SQLite can take DDL back; without these two a failing revision would leave half of it.
    transactional_ddl=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
