"""The commands. Only here is anything printed, logging set up, and the clock and environment read."""

import errno
import logging
import socket
import sys
import time
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import structlog
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from app import __version__
from app.errors import AppError, BadInput
from app.settings import Settings, place

if TYPE_CHECKING:
    from app.ingest import Outcome, Summary

# What a command needs beyond this is imported inside it: SQLAlchemy, spaCy and FastAPI take seconds
# that `--help` should not cost.

FAILED = 1
USAGE = 2
INTERRUPTED = 130

FIRST_PORT = 8000
_PORTS_TRIED = 20

commands = typer.Typer(
    help="Who said what, exactly, and where: quotes and claims of news articles, linked to their paragraphs.",
    epilog="New here? Run: cuttings demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

_DATABASE = "The database file; else CUTTINGS_DATABASE, or cuttings.db in the current folder."
_HOST = "Address to listen on; the default lets only this computer in."
_PORT = f"Port to listen on; else {FIRST_PORT}, or the next free one."

Database = Annotated[Path | None, typer.Option(help=_DATABASE, show_default=False)]
Host = Annotated[str, typer.Option(help=_HOST)]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help=_PORT, show_default=False)]
Open = Annotated[bool, typer.Option("--open", help="Open the first page in your browser.")]


def _print_version(asked: bool) -> None:
    if asked:
        print(f"cuttings {__version__}")
        raise typer.Exit


_VERSION = typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")


@commands.callback()
def _every_command(*, version: Annotated[bool, _VERSION] = False) -> None: ...


@commands.command()
def demo(
    *,
    database: Database = None,
    host: Host = "127.0.0.1",
    port: Port = None,
    open_browser: Open = False,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Fill the database and stop.")] = False,
) -> None:
    """Read the two articles that come with Cuttings and show them in your browser.

    Makes `cuttings.db` in the current folder, or brings it up to date; running it again changes nothing.

    For example:

    - `cuttings demo --open`
    - `cuttings demo --no-serve --database try.db`
    """
    with _told():
        settings = _settings(database)
        _migrate(settings)
        failures = _ingest(settings, [place("seeds")])
        if not no_serve:
            _serve(settings, host, port, open_browser=open_browser)
        if failures:
            raise typer.Exit(FAILED)


@commands.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, or folders to read whole.")],
    *,
    database: Database = None,
) -> None:
    """Read articles into the database: plain text (.txt) and JSON Lines (.jsonl).

    Facts about a text stand in front matter or in a file beside it (`a.toml` for `a.txt`): title, outlet,
    outlet_country, url, published, author, language, translated_from. What is missing is "not stated".
    An article that is read again keeps its addresses. One that fails stops no other; the exit code is then 1.

    For example:

    - `cuttings ingest article.txt`
    - `cuttings ingest articles/ more.jsonl --database archive.db`
    """
    from app.store.engine import require_head

    with _told():
        settings = _settings(database)
        missing = [str(path) for path in paths if not path.exists()]
        if len(missing) == len(paths):
            # A mistyped name should not leave an empty database behind.
            raise BadInput(f"nothing to read: {', '.join(missing)} does not exist")
        if settings.database.exists():
            # Migrating what somebody has is theirs to decide.
            require_head(settings.database, place("migrations"))
        else:
            _migrate(settings)
        if _ingest(settings, paths):
            raise typer.Exit(FAILED)


@commands.command()
def serve(
    *, database: Database = None, host: Host = "127.0.0.1", port: Port = None, open_browser: Open = False
) -> None:
    """Show a database in your browser, until Ctrl-C.

    For example:

    - `cuttings serve`
    - `cuttings serve --port 9000 --database archive.db`
    """
    with _told():
        settings = _settings(database)
        _serve(settings, host, port, open_browser=open_browser)


@commands.command()
def migrate(*, database: Database = None) -> None:
    """Make a database, or bring one that an older version made up to date.

    One that holds articles is copied first, to a file beside it.

    For example:

    - `cuttings migrate --database archive.db`
    """
    with _told():
        settings = _settings(database)
        _migrate(settings)
        print(f"{settings.database} is up to date.")


@contextmanager
def _told() -> Iterator[None]:
    """Whatever a person can act on ends as one line on standard error and an exit code."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        yield
    except AppError as error:
        _complain(str(error))
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        _complain("Stopped.")
        raise typer.Exit(INTERRUPTED) from None


def _complain(words: str) -> None:
    # File names can hold control characters, which a terminal would obey.
    print("".join(c if c.isprintable() else "\ufffd" for c in words), file=sys.stderr)


def _settings(database: Path | None) -> Settings:
    try:
        settings = Settings() if database is None else Settings(database=database)
    except ValidationError as error:
        for wrong in error.errors():
            _complain(f"CUTTINGS_{str(wrong['loc'][0]).upper()}: {wrong['msg']}")
        raise typer.Exit(USAGE) from None
    if settings.database.is_dir():
        raise BadInput(f"{settings.database} is a folder, not a database file.")
    if not settings.database.parent.is_dir():
        raise BadInput(f"There is no folder {settings.database.parent} to hold the database in.")
    return settings


def _migrate(settings: Settings) -> None:
    from app.store.engine import migrate as to_head

    to_head(settings.database, place("migrations"))


def _ingest(settings: Settings, paths: Sequence[Path]) -> int:
    """Read `paths` into the database and print what became of them; how many articles failed."""
    from app import ingest as ingestion
    from app.extract import pipeline
    from app.reading.files import count, reads
    from app.store.engine import writer

    failures: list[str] = []
    begun = time.monotonic()
    screen = Console(stderr=True)
    with screen.status("Loading the language model"):
        models = pipeline.load()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Reading", total=count(paths))

        def told(outcome: "Outcome") -> None:
            if outcome.error is not None:
                failures.append(f"{outcome.place}: {outcome.error}")
            bar.advance(task)

        engine = writer(settings.database)
        try:
            found = reads(paths, settings.article_limit)
            summary = ingestion.run(found, engine, models, datetime.now(UTC), told)
        finally:
            engine.dispose()
    _print_summary(settings, summary, time.monotonic() - begun)
    for failure in failures:
        _complain(failure)
    return len(failures)


def _print_summary(settings: Settings, summary: "Summary", seconds: float) -> None:
    became = {"new": summary.new, "changed": summary.changed, "unchanged": summary.unchanged}
    table = Table(title=f"Read into {settings.database}", show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    table.add_row(
        "Articles", f"{summary.articles:,}", ", ".join(f"{n:,} {how}" for how, n in became.items() if n)
    )
    table.add_row("Statements", f"{summary.statements:,}", "in these articles")
    table.add_row("Claims", f"{summary.claims:,}", "in these articles")
    table.add_row("Speakers", f"{summary.speakers:,}", "in the whole database")
    table.add_row("Failures", f"{summary.failures:,}", "listed below" if summary.failures else "")
    table.add_row("Seconds", f"{seconds:.1f}", "")
    Console().print(table)


def _serve(settings: Settings, host: str, port: int | None, *, open_browser: bool) -> None:
    import uvicorn

    from app.web.app import create_app

    app = create_app(settings)
    listener = _listen(host, port)
    seen = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else f"[{host}]" if ":" in host else host  # noqa: S104
    address = f"http://{seen}:{listener.getsockname()[1]}/"
    print(f"Cuttings is at {address} — Ctrl-C stops it.", flush=True)
    # The socket listens already: a browser that comes early waits instead of failing.
    if open_browser and not webbrowser.open(address):
        _complain("No browser could be opened; follow the address above.")
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    server.run(sockets=[listener])
    if not server.started:
        raise AppError("The server could not start; see above.")


def _listen(host: str, port: int | None) -> socket.socket:
    """A listening socket: on `port`, or on the first free one of a few when the reader did not choose."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED) if port is None else [port]:
        try:
            return socket.create_server((host, number), family=family)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                why = str(error.strerror).partition(" (while")[0]
                raise AppError(f"Cannot listen on {host}, port {number}: {why}.") from error
    taken = f"Port {port} is" if port is not None else f"Ports {FIRST_PORT} to {number} are all"
    raise AppError(f"{taken} taken already: choose another with --port.")
