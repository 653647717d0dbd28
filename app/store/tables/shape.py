"""What every table shares."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

LIVE = "live"
WITHDRAWN = "withdrawn"
"""Taken out of sight: a tombstone says why."""
GONE = "gone"
"""Words that the article no longer has: out of lists and counts, its page stays and says so."""
REMOVED = "removed"
"""Of an article that the people who run the site took out of sight; a tombstone says why."""
ERASED = "erased"
"""Of which nothing is left but its identifier."""
MACHINE, CHECKED, DISPUTED = "machine", "checked", "disputed"
"""As the machine found it; as an editor found it right or corrected it; known to be in doubt."""
JUDGED = "judged"
"""The rule of what a person decided."""
COUNTRY = "country"
BLOC = "bloc"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def moment(value: datetime) -> str:
    """A moment as it is kept; one without a zone is an error, as nobody can tell when it was."""
    if value.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {value}")
    return value.astimezone(UTC).isoformat()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO 8601 text so that plain SQL reads and sorts it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The moment as text."""
        return None if value is None else moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The text as a moment."""
        return None if value is None else datetime.fromisoformat(value)


class Table(SQLModel):
    """What every table shares: one metadata, whose names for constraints are settled."""

    # No row is checked by what Pydantic would build for that: a seventh of what loading the tables takes.
    model_config = {"defer_build": True}
    metadata = metadata


def key() -> Any:  # noqa: ANN401 - what Field itself returns
    """The row's integer key, given by SQLite."""
    return Field(default=None, primary_key=True)


def to(target: str, *, index: bool = True, **options: Any) -> Any:  # noqa: ANN401
    """A column that points at `target`, ``table.column``."""
    return Field(foreign_key=target, index=index, **options)
