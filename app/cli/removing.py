"""Taking articles out of sight, and bringing them back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import Database, commands, settings
from app.cli.publishing import publish
from app.cli.telling import printable, told
from app.errors import BadInput, NotFound
from app.settings import Settings, place

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.store.removal import Counted

_ARTICLE = "The article: its identifier, its permalink, or its address at the outlet."
_IDENT = re.compile(r"(?:.*/)?a/([0-9a-z]{8})(?:[/.?#].*)?", re.IGNORECASE | re.DOTALL)

Reason = Annotated[str, typer.Option(help="Why, as everybody is told who follows a link to it.")]


@commands.command()
def remove(
    article: Annotated[str, typer.Argument(help=_ARTICLE, show_default=False)] = "",
    *,
    reason: Reason = "",
    listed: Annotated[bool, typer.Option("--list", help="List what was removed or erased.")] = False,
    database: Database = None,
) -> None:
    """Take an article out of sight; `cuttings restore` brings it back.

    Every page of it, of its statements and claims, and of speakers whom no other article names, answers
    "410 Gone" with the reason. Their words are kept, and are in no list, search, count, feed, file or
    snapshot; the article is not taken in again.

    For example:

    - `cuttings remove 7k3v9q2m --reason "The publisher withdrew it."`
    - `cuttings remove https://example.com/news/1 --reason "It was a hoax."`
    - `cuttings remove --list`
    """
    with told():
        chosen = settings(database)
        if listed:
            _print_removed(chosen)
            return
        if not article:
            raise BadInput("Name the article to remove, or ask for the --list of those that were.")
        from app.ingest.linked import deriving
        from app.store import removal

        with writing(chosen) as db:
            ident = ident_of(db, article)
            counted = removal.remove(db, ident, reason.strip(), deriving(), datetime.now(UTC))
        print(f"Removed: article {ident}, {_counts(counted)}.")
        _publish_again(chosen)


@commands.command()
def restore(
    article: Annotated[str, typer.Argument(help=_ARTICLE, show_default=False)], *, database: Database = None
) -> None:
    """Bring back an article that was removed, with all that went out of sight with it.

    For example:

    - `cuttings restore 7k3v9q2m`
    """
    with told():
        chosen = settings(database)
        from app.ingest.linked import deriving
        from app.store import removal

        with writing(chosen) as db:
            ident = ident_of(db, article)
            counted = removal.restore(db, ident, deriving(), datetime.now(UTC))
        print(f"Restored: article {ident}, {_counts(counted)}.")
        _publish_again(chosen)


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


def _at(db: "Session", address: str) -> str:
    from app.reading.addresses import canonical
    from app.store import removal
    from app.store.erasing import of_address

    for each in (address, canonical(address)):
        if found := removal.at_address(db, each) or of_address(db, each):
            return found
    raise NotFound("No article has this address: see `cuttings remove --list` for those that were removed.")


def _counts(counted: "Counted") -> str:
    from app.web.wording import count

    said, claimed = count(counted.statements, "statement"), count(counted.claims, "claim")
    return f"{said}, {claimed} and {count(counted.speakers, 'speaker')}"


def _print_removed(chosen: Settings) -> None:
    from app.store import removal

    with writing(chosen) as db:
        found = removal.listed(db)
    for one in found:
        title = f" “{one.title}”" if one.title else ""
        print(printable(f"{one.when:%Y-%m-%d}  {one.state:<7}  {one.ident}{title}: {one.reason}"))
    if not found:
        print("Nothing was removed or erased.")


def _publish_again(chosen: Settings) -> None:
    """Make the snapshot anew where there is one: what it holds is shown, too."""
    if chosen.snapshot_file.exists():
        print(publish(chosen))
