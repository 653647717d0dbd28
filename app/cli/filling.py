"""The commands that fill a database, and that tell what became of what was read."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import journal
from app.cli.options import Database, settings
from app.cli.queueing import read_queue
from app.cli.telling import FAILED, told
from app.errors import BadInput
from app.settings import Settings, place

_JSON = "One JSON object a line, for machines."
_FAILED = "Only what failed, with the reason."
_NUMBER = "A run's, to see what became of each article."
_LIMIT = "How many to show."
_WHAT = "Files, folders, patterns in quotes, addresses, or - for standard input."
_LIST = "A file that lists what to read, one a line, # for comments; - reads the list from standard input."
_KIND = "What standard input is: jsonl, text, html, csv, …; else its first bytes tell."
_RECURSIVE = "Whether folders are read with the folders in them."
_WORKERS = "Processes that read side by side; else as many as help. 1 starts none."
_DRY = "Only tell what would be read: nothing is extracted or stored."
_RETRY = "Only what failed when it was last read; of everything, where nothing is named."
_QUEUED = "Read what was added in the browser and waits, and nothing else."
_FIELD = "Which column of a table, or key of JSON, states a fact: title=Headline. Can be repeated."
_FACT = "Stated for all articles that do not state it."
_LOCAL = "Read addresses of this computer and its network, too."
_FACTS = "Facts"

Fact = Annotated[str | None, typer.Option(help=_FACT, show_default=False, rich_help_panel=_FACTS)]


def ingest(  # noqa: PLR0913 - a command's options
    what: Annotated[
        list[str] | None, typer.Argument(metavar="[WHAT]...", help=_WHAT, show_default=False)
    ] = None,
    *,
    database: Database = None,
    listed: Annotated[Path | None, typer.Option("--from", help=_LIST, show_default=False)] = None,
    form: Annotated[str, typer.Option("--format", metavar="KIND", help=_KIND, show_default=False)] = "",
    recursive: Annotated[bool, typer.Option(help=_RECURSIVE)] = True,
    workers: Annotated[int | None, typer.Option(min=1, help=_WORKERS, show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_JSON)] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_DRY)] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help=_RETRY)] = False,
    queued: Annotated[bool, typer.Option("--queued", help=_QUEUED)] = False,
    allow_local: Annotated[bool, typer.Option("--allow-local", help=_LOCAL)] = False,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="FACT=COLUMN", help=_FIELD, show_default=False, rich_help_panel=_FACTS),
    ] = None,
    outlet: Fact = None,
    outlet_country: Annotated[
        str | None,
        typer.Option(
            "--country",
            help="The outlet's, in two letters. " + _FACT,
            show_default=False,
            rich_help_panel=_FACTS,
        ),
    ] = None,
    language: Fact = None,
    author: Fact = None,
    published: Fact = None,
    translated_from: Fact = None,
    topics: Fact = None,
) -> None:
    """Read articles into the database: whatever you have, as often as you like.

    Text, web pages, tables, documents and archives; folders of them, read whole; pages, feeds and sitemaps by
    their addresses. What has not changed since it was last read is passed over, so that the same command can
    be run every hour. Stopped with Ctrl-C, it goes on from there when it is run again.

    Facts about a text stand in front matter or in a file beside it (`a.toml` for `a.txt`): title, outlet,
    outlet_country, url, published, author, language, translated_from, topics and same_as. What is missing is
    "not stated". An article that is read again keeps its addresses. One that fails stops no other; the exit
    code is then 1, and 130 after Ctrl-C. `cuttings runs` tells what became of each.

    For example:

    - `cuttings ingest article.txt`
    - `cuttings ingest articles/ more.jsonl --database archive.db`
    - `cuttings ingest "news/**/*.html" --outlet "The Daily" --country GB --language en`
    - `cuttings ingest https://news.example/feed.xml`
    - `cuttings ingest table.csv --field title=Headline --field text=Body`
    - `find . -name "*.txt" | cuttings ingest --from -`
    - `cuttings ingest - --format jsonl < articles.jsonl`
    - `cuttings ingest --retry-failed`
    - `cuttings ingest --queued`

    With `--json`, each line on standard output is an object with an `event`: "begun" (run), "waiting"
    (holder), "outcome" (place, outcome, article, statements, claims, error, notes) and at the end "summary"
    (run, ended, articles, new, changed, unchanged, failures, statements, claims, speakers, seconds).
    """
    from app.cli import asking
    from app.cli.ingesting import ingested
    from app.reading import columns
    from app.store.engine import ready, require_head

    with told():
        chosen = settings(database)
        if allow_local:
            chosen = chosen.model_copy(update={"allow_local": True})
        if queued:
            _read_queue(chosen)
            return
        names = asking.named(what or [], listed)
        known = {
            "outlet": outlet, "outlet_country": outlet_country, "language": language, "author": author,
            "published": published, "translated_from": translated_from, "topics": topics,
        }  # fmt: skip
        asked = asking.Asked(
            names,
            asking.kind(form),
            recursive,
            columns.fields(field or []),
            asking.stated(known),
            workers,
            as_json,
            dry_run,
            retry_failed,
        )
        if not names and not retry_failed:
            raise typer.BadParameter("name what to read: files, folders, addresses, or - for standard input")
        if names and not asking.there(names):
            # A mistyped name should not leave an empty database behind.
            verb = "does" if len(names) == 1 else "do"
            raise BadInput(f"nothing to read: {', '.join(names)} {verb} not exist")
        if retry_failed and not chosen.database.exists():
            raise BadInput(f"There is no database {chosen.database}, so nothing in it failed.")
        if not dry_run:
            ready(chosen.database, place("migrations"))
        elif chosen.database.exists():
            require_head(chosen.database, place("migrations"))
        if code := ingested(chosen, asked):
            raise typer.Exit(code)


def _read_queue(chosen: Settings) -> None:
    from app.store.engine import require_head

    require_head(chosen.database, place("migrations"))
    if read_queue(chosen):
        raise typer.Exit(FAILED)


def migrated(chosen: Settings) -> None:
    """Make the database, or bring it up to date."""
    from app.store.engine import migrate

    migrate(chosen.database, place("migrations"))


def runs(
    number: Annotated[
        int | None,
        typer.Argument(min=1, metavar="[NUMBER]", help=_NUMBER),
    ] = None,
    *,
    database: Database = None,
    failed: Annotated[bool, typer.Option("--failed", help=_FAILED)] = False,
    limit: Annotated[int, typer.Option(min=1, help=_LIMIT)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help=_JSON)] = False,
) -> None:
    """Tell what was read into the database, when, and what became of it.

    Without a number, the newest runs: when each began, how long it took, and how many articles were new, had
    changed, had not changed, and failed. With a number, every article of that run. The same stands at
    `/coverage/runs` in the browser.

    For example:

    - `cuttings runs`
    - `cuttings runs 12 --failed`
    - `cuttings runs 12 --json`
    """
    with told():
        chosen = settings(database)
        if number is None:
            journal.listed(chosen, limit, as_json=as_json)
        else:
            journal.one(chosen, number, "failed" if failed else "", limit, as_json=as_json)
