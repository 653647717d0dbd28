"""Erasing articles and speakers for good, on legal demands."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import Database, settings
from app.cli.publishing import publish
from app.cli.stored import ident_of, speaker_of, writing
from app.cli.telling import printable, told
from app.errors import AppError, BadInput
from app.settings import Settings

if TYPE_CHECKING:
    from app.store.erasing import Erased

_WHAT = "An article or a speaker: the identifier, the permalink, or an article's address at the outlet."
_OF_SPEAKER = """\
Erases all that the speaker says from this archive, for good, and blacks out every printed form of their names
in the articles that have them; those articles are not read again. Only identifiers are left; their pages
answer "410 Gone" and say "Erased on a legal demand." Nothing brings it back."""
_OF_ARTICLE = """\
Erases all that the article says from the tables, indexes, files and logs of this archive, for good.
Only identifiers are left; their pages answer "410 Gone" and say "Erased on a legal demand." The same
article is not taken in again. Nothing brings it back."""


def erase(
    what: Annotated[str, typer.Argument(metavar="ARTICLE|SPEAKER", help=_WHAT, show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    backups: Annotated[
        bool, typer.Option("--backups", help="Delete the copies that `cuttings migrate` made, too.")
    ] = False,
    database: Database = None,
) -> None:
    """Erase an article or a speaker for good, for legal demands; `cuttings remove` only hides an article.

    Its words go from tables, versions, full-text indexes, journal, write-ahead log, cards and the snapshot;
    identifiers stay, and answer "410 Gone" without words or name. Digests tell the same article when it comes
    again: it is not taken in. Of a speaker, all statements go, and names and words are blacked out in the
    articles that have them. Killed in the middle and run again, it ends erased. Copies of the database that
    you made are yours to delete.

    For example:

    - `cuttings erase 7k3v9q2m`
    - `cuttings erase https://example.com/news/1 --yes --backups`
    """
    with told():
        chosen = settings(database)
        with writing(chosen) as db:
            speaker = speaker_of(db, what)
            ident = speaker or ident_of(db, what)
        if not yes:
            _confirm(f"speaker {ident}" if speaker else f"article {ident}", speaker is not None)
        from app.ingest.linked import comparing
        from app.ingest.lock import alone
        from app.store import engine as engines
        from app.store import erasing

        engine = engines.writer(chosen.database)
        try:
            # A run may have read the article and not saved it yet.
            with alone(engine, 2.0, lambda _: None, wait=False):
                with writing(chosen) as db:
                    erase_it = erasing.erase_speaker if speaker else erasing.erase_article
                    done = erase_it(db, ident, comparing(), datetime.now(UTC))
                engine.dispose()
                _tell(done)
                _clear(chosen, backups=backups)
                erasing.compact(chosen.database)
        finally:
            engine.dispose()
        print("Nothing of it is left in the files of this archive.")


def _confirm(what: str, of_speaker: bool) -> None:
    if not sys.stdin.isatty():
        raise BadInput("Nobody is there to ask: --yes erases without asking.")
    print(_OF_SPEAKER if of_speaker else _OF_ARTICLE)
    typer.confirm(f"Erase the {what}?", abort=True)


def _tell(done: "Erased") -> None:
    from app.web.wording import count

    if done.before:
        print(f"{done.ident} was erased before: the files are looked through again.")
        return
    said, claimed = count(done.statements, "statement"), count(done.claims, "claim")
    print(f"Erased: {done.ident}, {said}, {claimed} and {count(done.speakers, 'speaker')}.")
    if done.articles:
        print(f"Blacked out in {count(done.articles, 'article')}, not read again from now on.")
    if done.copies:
        print(f"Other articles print much of the same, and stay: {', '.join(done.copies)}.")


def _clear(chosen: Settings, *, backups: bool) -> None:
    """Make anew or delete the files that may show what was erased."""
    from app.store import erasing
    from app.web.cards import shelf
    from app.web.fonts import cache_folder

    shelf.clear(cache_folder("cards"))
    for each in erasing.leftovers(chosen.snapshot_file):
        each.unlink(missing_ok=True)
    if chosen.snapshot_file.exists():
        chosen.snapshot_file.unlink()
        try:
            print(publish(chosen))
        except (AppError, OSError) as error:
            print(f"The snapshot was deleted, and could not be made anew: {error}")
    _tell_backups(erasing.copies(chosen.database), delete=backups)


def _tell_backups(found: list[Path], *, delete: bool) -> None:
    if not found:
        return
    if delete:
        for each in found:
            each.unlink(missing_ok=True)
    names = ", ".join(printable(str(each)) for each in found)
    told = "Deleted" if delete else "These copies still hold it; --backups deletes them"
    print(f"{told}: {names}.")
