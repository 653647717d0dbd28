"""The command that watches feeds."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import watching
from app.cli.options import Database, commands, settings
from app.cli.telling import told
from app.settings import place

_LIST = "Show how each feed stands, and stop."
_LOCAL = "Let addresses of this machine and of its own network be read."


@commands.command()
def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="The list of what is watched.")],
    *,
    database: Database = None,
    once: Annotated[bool, typer.Option("--once", help="Read what is due now, and stop: for cron.")] = False,
    listed: Annotated[bool, typer.Option("--list", help=_LIST)] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    allow_local: Annotated[bool, typer.Option("--allow-local", help=_LOCAL)] = False,
) -> None:
    """Read what is new in feeds and on sitemaps, again and again, until Ctrl-C.

    The list says what is watched; it is read again whenever it is edited:

    ```toml
    every = "30m"          # how often each is looked at, unless it says otherwise

    [[feed]]
    url = "https://harbour.example/feed.xml"
    every = "15m"
    outlet = "Harbour News"        # stated for pages that do not state it themselves;
    outlet_country = "NO"          # so are language, translated_from, topics and author

    [[feed]]
    url = "https://hill.example/sitemap.xml"
    most = 20              # new articles each time, else 50; the others wait for the next
    since = "30d"          # nothing older, or a date such as 2026-05-04
    again = ["1h", "1d"]   # how long after it was first seen an article is looked at for edits,
                           # else 1h, 6h, 1d and 7d

    [[feed]]
    url = "https://hill.example/statement"
    kind = "page"          # feed, sitemap or page; else the first look tells
    ```

    No article is read twice, by whichever feed and address it comes, unless it was changed. What fails is
    asked again after twice as long each time, up to a day. What is due next is kept in the database: ended
    and started again, watching goes on where it was.

    For example:

    - `cuttings watch FEEDS.toml`
    - `cuttings watch FEEDS.toml --once --json`
    - `cuttings watch FEEDS.toml --list`
    """
    from app.store.engine import ready, require_head

    with told():
        chosen = settings(database)
        if allow_local:
            chosen = chosen.model_copy(update={"allow_local": True})
        if listed:
            require_head(chosen.database, place("migrations"))
            watching.show(chosen, feeds, as_json=as_json)
            return
        ready(chosen.database, place("migrations"))
        watching.watch(chosen, feeds, once=once, as_json=as_json)
