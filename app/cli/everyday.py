"""The commands of everyday use: articles into a database, and the database before somebody's eyes."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from app.cli import filling
from app.cli.filling import migrated
from app.cli.options import Database, commands, settings
from app.cli.publishing import publish, publish_first
from app.cli.queueing import job_beside
from app.cli.serving import FIRST_PORT, serve_pages
from app.cli.telling import told
from app.errors import BadInput
from app.settings import place

_HOST = "Address to listen on; the default lets only this computer in."
_PORT = f"Port to listen on; else {FIRST_PORT}, or the next free one."

_SOCKET = "File to listen at instead, for a proxy on this machine; its folder and the umask say who may ask."
_WITH_JOB = "Also read what is added in the browser, in a process of its own."

Host = Annotated[str, typer.Option(help=_HOST)]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help=_PORT, show_default=False)]
Socket = Annotated[Path | None, typer.Option("--socket", help=_SOCKET, show_default=False)]
Open = Annotated[bool, typer.Option("--open", help="Open the first page in your browser.")]


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
    from app.cli.asking import Asked
    from app.cli.ingesting import ingested

    with told():
        chosen = settings(database)
        migrated(chosen)
        code = ingested(chosen, Asked((str(place("seeds")),), workers=1))
        publish(chosen)
        if not no_serve:
            serve_pages(chosen, host, port, open_browser=open_browser)
        if code:
            raise typer.Exit(code)


# Here, as the help lists commands in the order in which they are registered.
ingest = commands.command()(filling.ingest)
runs = commands.command()(filling.runs)


@commands.command()
def serve(
    *,
    database: Database = None,
    host: Host = "127.0.0.1",
    port: Port = None,
    at: Socket = None,
    open_browser: Open = False,
    with_job: Annotated[bool, typer.Option("--with-job", help=_WITH_JOB)] = False,
) -> None:
    """Show a database in your browser, until Ctrl-C.

    Where CUTTINGS_ADD_TOKEN is set, articles can be added at `/add` by whoever knows that token. They wait
    until a job reads them: the one that `--with-job` starts, `cuttings watch`, or `cuttings ingest --queued`.

    For example:

    - `cuttings serve`
    - `cuttings serve --port 9000 --database archive.db`
    - `cuttings serve --socket /run/cuttings/web.sock`
    - `CUTTINGS_ADD_TOKEN="a long secret of yours" cuttings serve --with-job`
    """
    with told():
        chosen = settings(database)
        if with_job and not chosen.add_token.get_secret_value():
            raise BadInput(
                "--with-job reads what is added in the browser: set CUTTINGS_ADD_TOKEN to allow that."
            )
        if at is not None and (port is not None or open_browser):
            raise BadInput("--socket goes with neither --port nor --open: no browser asks at a file.")
        publish_first(chosen)
        with job_beside(chosen) if with_job else nullcontext():
            serve_pages(chosen, host, port, open_browser=open_browser, at=at)


@commands.command()
def migrate(*, database: Database = None) -> None:
    """Make a database, or bring one that an older version made up to date.

    One that holds articles is copied first, to a file beside it.

    For example:

    - `cuttings migrate --database archive.db`
    """
    with told():
        chosen = settings(database)
        migrated(chosen)
        print(f"{chosen.database} is up to date.")


_TO = "Where to put it; else CUTTINGS_SNAPSHOT, or beside the database."


@commands.command()
def snapshot(
    *,
    database: Database = None,
    to: Annotated[Path | None, typer.Option(help=_TO, show_default=False)] = None,
) -> None:
    """Make the file that the page /data offers: the public tables, and nothing else.

    It is an SQLite file of its own. Make it anew whenever readers should have what is new.

    For example:

    - `cuttings snapshot`
    - `cuttings snapshot --database archive.db --to public.db`
    """
    from app.store.engine import require_head

    with told():
        chosen = settings(database)
        require_head(chosen.database, place("migrations"))
        print(publish(chosen, to))
