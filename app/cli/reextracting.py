"""Reading stored articles again, with the extractor of today."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.extracting import cores, one_thread_each
from app.cli.options import Database, Workers, settings
from app.cli.stored import ident_of, writing
from app.cli.telling import told
from app.settings import Settings

if TYPE_CHECKING:
    from app.cli.progress import Display
    from app.ingest import Event, Summary

_ARTICLES = "Identifiers, permalinks or addresses of articles; else every article."
_ALL = "Those, too, that the extractor of today has read."
_FEW = 40


def reextract(
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE]...", help=_ARTICLES, show_default=False)
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help=_ALL)] = False,
    workers: Workers = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for machines.")] = False,
    database: Database = None,
) -> None:
    """Read stored articles again, as another extractor reads them; nothing is fetched and no file opened.

    Each is read from its newest capture. Identifiers stay, as do editors' judgements. Articles that the
    extractor of today has read are left out, unless you ask for `--all`.

    For example:

    - `cuttings reextract`
    - `cuttings reextract 7k3v9q2m --all`
    """
    from app.cli.ingesting import followed

    with told():
        chosen = settings(database)
        one_thread_each()
        with writing(chosen) as db:
            named = [ident_of(db, each) for each in articles or ()]
        from app.ingest import rereading
        from app.store import engine as engines

        engine = engines.reader(chosen.database)
        try:
            idents = rereading.chosen(engine, named, everything=everything)
        finally:
            engine.dispose()
        if not idents and not as_json:
            print("Every article was read by the extractor of today: --all reads them again all the same.")
            return
        most = workers or (1 if len(idents) <= _FEW else cores())
        code = followed(chosen, partial(_run, chosen, idents, most), as_json=as_json)
        if code:
            raise typer.Exit(code)


def _run(
    chosen: Settings,
    idents: list[str],
    workers: int,
    display: "Display",
    told: Callable[["Event"], None],
    _passed: object,
    *,
    whole: bool,  # noqa: ARG001 - their number is known
) -> "Summary":
    from app import ingest as ingestion
    from app.ingest import rereading
    from app.store import engine as engines

    display.open(len(idents))
    seen, engine = engines.reader(chosen.database), engines.writer(chosen.database)
    options = ingestion.Options(
        kind=rereading.KIND, asked=("stored articles",), workers=workers, seconds=chosen.article_seconds
    )
    try:
        return ingestion.run(
            rereading.origins(seen, idents), engine, options, partial(datetime.now, UTC), told
        )
    finally:
        seen.dispose()
        engine.dispose()
