"""Articles that are stored, as commands name them, and the database to change them in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.telling import printable
from app.errors import NotFound
from app.settings import Settings, place

if TYPE_CHECKING:
    from sqlmodel import Session

_IDENT = re.compile(r"(?:.*/)?a/([0-9a-z]{8})(?:[/.?#].*)?", re.IGNORECASE | re.DOTALL)


@contextmanager
def writing(chosen: Settings) -> Iterator["Session"]:
    """One transaction of the database that writes; undone where anything raises."""
    from sqlmodel import Session

    from app.store.engine import require_head, writer

    require_head(chosen.database, place("migrations"))
    engine = writer(chosen.database)
    try:
        with Session(engine) as db, db.begin():
            yield db
    finally:
        engine.dispose()


def ident_of(db: "Session", named: str) -> str:
    """The identifier of an article, by that, by its permalink or by its address. Raises NotFound."""
    from app.store import removal

    address = named.partition("#")[0]
    if re.fullmatch(r"[0-9a-z]{8}", named, re.IGNORECASE):
        return removal.identified(db, named)
    if (permalink := _IDENT.fullmatch(named)) and (known := removal.known(db, permalink[1])):
        return known
    if "://" in address:
        return _at(db, address)
    raise NotFound(f"{printable(named)} is no identifier, permalink or address of an article.")


def speaker_of(db: "Session", named: str) -> str | None:
    """The identifier of a speaker, by that or by a permalink; None of anything else."""
    from app.store import removal

    written = re.fullmatch(r"(?:(?:.*/)?p/)?([0-9a-z]{8})(?:[/.?#].*)?", named, re.IGNORECASE | re.DOTALL)
    kind, ident = (removal.named(db, written[1]) if written else None) or ("", "")
    return ident if kind == "speaker" else None


def _at(db: "Session", address: str) -> str:
    from app.reading.addresses import canonical
    from app.store import removal
    from app.store.erasing import of_address

    for each in (address, canonical(address)):
        if found := removal.at_address(db, each) or of_address(db, each):
            return found
    raise NotFound("No article has this address: see `cuttings remove --list` for those that were removed.")
