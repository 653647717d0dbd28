"""Which schema a database has, and bringing it to the newest: the only place that loads Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, exists, literal, select, table, text

from app.errors import BadInput, StoreOutOfDate
from app.store.tables import metadata


def config(migrations: Path) -> Config:
    """Where the revisions are, and the tables that they are to come to."""
    made = Config()
    made.set_main_option("script_location", str(migrations).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["metadata"] = metadata
    return made


def head(config: Config) -> str | None:
    """The newest revision."""
    return ScriptDirectory.from_config(config).get_current_head()


def current(path: Path, connection: Connection, config: Config) -> str | None:
    """The revision of a database; None of one without tables.

    Raises BadInput where it is one of something else, StoreOutOfDate for a newer revision than ours.
    """
    revision = MigrationContext.configure(connection).get_current_revision()
    foreign = revision is None and _tables(connection)
    connection.rollback()
    if foreign:
        raise BadInput(f"{path} is a database of something else: it has the table {foreign[0]}.")
    if revision is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(revision)
        except CommandError as error:
            raise StoreOutOfDate(f"{path} was made by a newer Cuttings (revision {revision}).") from error
    return revision


def has_rows(connection: Connection) -> bool:
    """Whether a database holds anything beside its schema."""
    return any(
        connection.scalar(select(exists(select(literal(1)).select_from(table(name)))))
        for name in _tables(connection)
        if "_fts" not in name  # an index has rows of its own where it has none of ours
    )


def upgrade(connection: Connection, config: Config) -> None:
    """Bring a database to the newest revision."""
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _tables(connection: Connection) -> list[str]:
    names = connection.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    return sorted(name for name in names if name != "alembic_version" and not name.startswith("sqlite_"))
