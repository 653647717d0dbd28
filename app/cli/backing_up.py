"""The commands for backups."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import Database, group, settings
from app.cli.telling import complain, told
from app.settings import place

if TYPE_CHECKING:
    from app.store.verifying import Checked

backup = group("backup", "Copy the database while it is in use, and put a copy back.")

Folder = Annotated[
    Path | None,
    typer.Argument(
        help="Where backups are kept; else the folder backups beside the database.", show_default=False
    ),
]


@backup.command()
def make(
    folder: Folder = None,
    *,
    keep: Annotated[
        int | None, typer.Option(min=1, help="Delete all but so many of the newest.", show_default=False)
    ] = None,
    database: Database = None,
) -> None:
    """Copy the database as it is at this moment; who reads and writes goes on meanwhile.

    The copy's pages are looked at before it gets its name. For example, every night:

    - `cuttings backup make /var/backups/cuttings --keep 14`
    """
    with told():
        from app.store import backup as backups

        path = settings(database).database
        into = folder or path.parent / "backups"
        made = backups.make(path, into, datetime.now(UTC))
        print(f"{made.path} ({made.size:,} bytes)")
        for old in backups.prune(into, path.stem, keep, made.path) if keep else ():
            print(f"Deleted {old}")
        for other in backups.listed(into, path.stem):
            if other.made > made.made:
                complain(f"{other.path} is of a later moment than this one: was the clock put back?")


@backup.command("list")
def list_(folder: Folder = None, *, database: Database = None) -> None:
    """List the backups there are, the newest first."""
    with told():
        from app.store import backup as backups

        path = settings(database).database
        for one in backups.listed(folder or path.parent / "backups", path.stem):
            print(f"{one.made:%Y-%m-%d %H:%M:%S} UTC  {one.size:>15,}  {one.path}")


@backup.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup.", show_default=False)],
    *,
    database: Database = None,
) -> None:
    """Put a backup in the database's place, once all of it was looked through as `cuttings verify` does.

    The former database stays beside it. End `cuttings serve` before, and begin it again after.
    """
    with told():
        from app.ingest.lock import free
        from app.store import backup as backups
        from app.store import engine, verifying

        def migrate(path: Path) -> None:
            engine.migrate(path, place("migrations"))

        def verified(path: Path) -> "list[Checked]":
            return list(verifying.verify(path))

        path = settings(database).database
        with free(path):
            former, erased = backups.restore(file, path, migrate, verified, datetime.now(UTC))
        print(f"{path} is {file} now.")
        if former is not None:
            print(f"The former one is {former}: delete it when you need it no more.")
            print("A server that is running still has that one open: restart it.")
        for ident in erased:
            complain(f"{ident} was erased since, and is back: cuttings erase {ident}")
