"""What to try again."""

from sqlalchemy import Engine
from sqlmodel import Session

from app.store import origins


def failed_places(engine: Engine) -> list[str]:
    """The places of all origins of which something failed when they were last read, oldest first."""
    with Session(engine) as db:
        return origins.failed(db)
