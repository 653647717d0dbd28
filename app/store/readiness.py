"""Whether pages can be shown, and why not: in words that tell nothing of the machine."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.errors import AppError, StoreOutOfDate
from app.store import engine
from app.store.catalogue import keeping
from app.store.queries.vitals import vitals


def reason(database: Path, migrations: Path, reader: Engine) -> str:
    """Why none can be; "" where all can."""
    try:
        engine.require_head(database, migrations)
        with Session(reader) as db:
            vitals(db)
    except StoreOutOfDate:
        return "The database is not there, or not at the schema of this version."
    except (AppError, SQLAlchemyError, sqlite3.Error, OSError):
        return "The database cannot be read."
    if keeping.of_engine(reader).newest is None:
        return "The lists are being made."
    return ""
