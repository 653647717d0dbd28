"""The commands. Only here is anything printed, logging set up, and the clock and environment read."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from app import __version__
from app.cli.evaluating import evaluated
from app.cli.extracting import cores, extracted
from app.cli.ingesting import ingested
from app.cli.serving import FIRST_PORT, serve_pages
from app.cli.telling import FAILED, USAGE, complain, told
from app.cli.training import trained
from app.errors import BadInput
from app.settings import Settings, place

# What a command needs beyond this is imported inside it: SQLAlchemy, spaCy and FastAPI take seconds
# that `--help` should not cost.

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
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes of one thread each; else one a core.", show_default=False),
]


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
    with told():
        settings = _settings(database)
        _migrate(settings)
        failures = ingested(settings, [place("seeds")])
        if not no_serve:
            serve_pages(settings, host, port, open_browser=open_browser)
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

    with told():
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
        if ingested(settings, paths):
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
    with told():
        settings = _settings(database)
        serve_pages(settings, host, port, open_browser=open_browser)


@commands.command()
def migrate(*, database: Database = None) -> None:
    """Make a database, or bring one that an older version made up to date.

    One that holds articles is copied first, to a file beside it.

    For example:

    - `cuttings migrate --database archive.db`
    """
    with told():
        settings = _settings(database)
        _migrate(settings)
        print(f"{settings.database} is up to date.")


@commands.command()
def extract(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help='Lines with "id" and "text"; - is standard input.')
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="File to write; - is standard output.")],
    *,
    workers: Workers = None,
) -> None:
    """Extract statements from texts (.jsonl) into a file of the same order, without any database.

    Each line written has the "id" and "text" given and "statements": content, cue and speaker as
    [start, end) in code points of that very text, the speaker's name, kind, confidence, rule and the
    countries the words are about. A line that cannot be read is named, stops no other, and makes the
    exit code 1. The file is put in place when all of it is written.

    For example:

    - `cuttings extract articles.jsonl statements.jsonl --workers 4`
    """
    with told():
        if extracted(source, target, workers or cores(), _settings(None).article_limit):
            raise typer.Exit(FAILED)


@commands.command()
def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD", help="Corpora (.jsonl) and readers' notes (.gold.json).")
    ],
    *,
    articles: Annotated[
        Path | None, typer.Option(help="Folder of the articles that notes are about; else the seeds.")
    ] = None,
) -> None:
    """Compare what extraction finds with what careful readers found, and print the figures.

    For example:

    - `cuttings evaluate tests/golden/gum_news.jsonl tests/golden/0*.gold.json`
    """
    with told():
        evaluated(gold, articles or place("seeds"))


@commands.command()
def train(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Corpora (.jsonl), as for evaluate.")],
    *,
    to: Annotated[Path, typer.Option(help="Folder to write the weights into.")],
    minutes: Annotated[float, typer.Option(min=0.1, help="How long to train.")] = 60,
    processes: Annotated[int, typer.Option(min=1, help="Processes of one thread each.")] = 2,
    begin: Annotated[
        Path | None, typer.Option("--from", help="Float weights (pass-N.pt) of an earlier run to go on from.")
    ] = None,
) -> None:
    """Train the tagger on annotated articles. Needs the extra: pip install 'cuttings[train]'.

    Tenths 0 and 1 of each corpus, by a digest of the documents' ids, are left out: they are for measuring.

    For example:

    - `cuttings train corpus.jsonl --minutes 60 --to weights/`
    """
    with told():
        missing = [str(path) for path in (*gold, begin) if path is not None and not path.is_file()]
        if missing:
            raise BadInput(f"There is no file {', '.join(missing)}.")
        trained(gold, to, minutes, processes, begin)


def _settings(database: Path | None) -> Settings:
    try:
        settings = Settings() if database is None else Settings(database=database)
    except ValidationError as error:
        for wrong in error.errors():
            complain(f"CUTTINGS_{str(wrong['loc'][0]).upper()}: {wrong['msg']}")
        raise typer.Exit(USAGE) from None
    if settings.database.is_dir():
        raise BadInput(f"{settings.database} is a folder, not a database file.")
    if not settings.database.parent.is_dir():
        raise BadInput(f"There is no folder {settings.database.parent} to hold the database in.")
    return settings


def _migrate(settings: Settings) -> None:
    from app.store.engine import migrate as to_head

    to_head(settings.database, place("migrations"))
