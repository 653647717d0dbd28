"""The commands for articles that are stored: out of sight and back, for good, and read again."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import erasing, reextracting
from app.cli.options import Database, commands, settings
from app.cli.publishing import publish
from app.cli.stored import ident_of, writing
from app.cli.telling import printable, told
from app.errors import BadInput
from app.settings import Settings

if TYPE_CHECKING:
    from app.store.removal import Counted

_ARTICLE = "The article: its identifier, its permalink, or its address at the outlet."

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
        from app.ingest.linked import comparing
        from app.store import removal

        with writing(chosen) as db:
            ident = ident_of(db, article)
            counted = removal.remove(db, ident, reason.strip(), comparing(), datetime.now(UTC))
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
        from app.ingest.linked import comparing
        from app.store import removal

        with writing(chosen) as db:
            ident = ident_of(db, article)
            counted = removal.restore(db, ident, comparing(), datetime.now(UTC))
        print(f"Restored: article {ident}, {_counts(counted)}.")
        _publish_again(chosen)


# Here, as the help lists commands in the order in which they are registered.
erase = commands.command()(erasing.erase)
reextract = commands.command()(reextracting.reextract)


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
