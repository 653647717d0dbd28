"""A site over a made-up archive as a whole: start, memory, throughput beside Datasette, weight by table.

"First" answers are made each time, "kept" ones are given again because nothing was written since.
"""

import json
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from app.cli.benching_pages import archive

_WHOLE = "/quotes.csv"
SERVE = """
import gc, sys
gc.disable()
from pathlib import Path
from app.cli.serving import serve_pages
from app.settings import Settings
serve_pages(Settings(database=Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]), open_browser=False)
"""
"""What `cuttings serve` does, but for the public copy of the database."""
BARE = """
import sys
from pathlib import Path
from app.cli.serving import listening
from app.evaluate.requests import bare
from app.settings import Settings
from app.web.app import create_app
from app.web.connections import server
from app.web.turns import by_turns
settings = Settings(database=Path(sys.argv[1]), kept_answers=0)
web = create_app(settings)
routes = bare.routes(web, sys.argv[3], by_turns)
routes.state.measures = web.state.measures
server(routes, settings).run(sockets=[listening("127.0.0.1", int(sys.argv[2]))])
"""
"""A server of the two bare routes for one page."""
DUMPING = """
import sys
from pathlib import Path
from app.cli.serving import listening
from app.evaluate.requests import streaming
from app.settings import Settings
from app.web.app import create_app
from app.web.connections import server
from app.web.turns import pieces
settings = Settings(database=Path(sys.argv[1]))
routes = streaming.routes(settings.database, pieces)
routes.state.measures = create_app(settings).state.measures
server(routes, settings).run(sockets=[listening("127.0.0.1", int(sys.argv[2]))])
"""
"""A server of what SQL alone makes of a whole list: sent as ours is, so that what differs is the making."""


def site_benched(sizes: Sequence[int], archives: Path | None, report: Path | None) -> None:
    """Measure at each size, print, and write all figures to `report`."""
    console, screen = Console(), Console(stderr=True)
    found: dict[str, Any] = {}
    with TemporaryDirectory() as folder, screen.status("Beginning") as status:
        for size in sizes:
            path = archive(archives or Path(folder), size, status.update)
            status.update(f"{size:,}: serving")
            served = _served(path)
            status.update(f"{size:,}: weighing")
            weighed = _weighed(path)
            found[str(size)] = {"served": served, "weighed": weighed}
            console.print(_table(size, served), _weights(weighed))
    if report is not None:
        report.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _served(path: Path) -> dict[str, Any]:
    from app.evaluate.memory import anonymous
    from app.evaluate.requests import samples, serving, streaming

    known, port = samples.of(path), free_port()
    ours = {"speaker": f"/p/{known.speakers[0]}", "statement": f"/s/{known.statements[0]}", "list": "/quotes"}
    command = [sys.executable, "-c", SERVE, str(path), str(port)]
    found: dict[str, Any] = {}
    # The first to start has Python compile what it loads: it is the second whose start is told.
    for answers, kept in (("first", "0"), ("kept", "")):
        around = {"CUTTINGS_KEPT_ANSWERS": kept} if kept else {}
        with serving.running(command, port, **around) as server:
            found["start s"] = server.seconds
            found["memory MB, just started"] = anonymous(server.process)
            for name, target in ours.items():
                ours[name] = page = serving.led(port, target)
                found[f"{name} page, {answers} answers/s"] = serving.throughput(port, page)
            found[f"memory MB, at work on {answers} answers"] = anonymous(server.process)
            if answers == "first":
                found |= streaming.taken(server, _WHOLE)
    for name, target in ours.items():
        found |= _bare(path, name, target, found)
    port = free_port()
    with serving.running([sys.executable, "-c", DUMPING, str(path), str(port)], port) as server:
        found |= streaming.taken(server, streaming.DUMPED)
    for what in (streaming.LINES, streaming.BYTES):
        found[f"{_WHOLE}, % of {streaming.DUMPED}, {what}"] = (
            100 * found[f"{_WHOLE}, {what}"] / found[f"{streaming.DUMPED}, {what}"]
        )
    datasette = which("datasette", path=str(Path(sys.executable).parent))
    if datasette:
        speaker, statement = _datasette_targets(path, known)
        port = free_port()
        with serving.running([datasette, str(path), "-p", str(port)], port, "/-/versions.json"):
            found["Datasette, the speaker's rows, answers/s"] = serving.throughput(port, speaker)
            found["Datasette, the statement's row, answers/s"] = serving.throughput(port, statement)
    return found


def _bare(path: Path, name: str, target: str, ours: dict[str, Any]) -> dict[str, float]:
    """What a page's bare routes give to eight clients, and how much of that our answers are."""
    from app.evaluate.requests import bare, serving

    found: dict[str, float] = {}
    port = free_port()
    with serving.running([sys.executable, "-c", BARE, str(path), str(port), target], port, bare.EMPTY):
        for what, at in (("rendered alone", bare.RENDERED), ("an empty route", bare.EMPTY)):
            found[f"{name} page, {what}, answers/s"] = most = serving.throughput(port, at)
            for answers in ("first", "kept"):
                found[f"{name} page, {answers}, % of {what}"] = (
                    100 * ours[f"{name} page, {answers} answers/s"] / most
                )
    return found


def _datasette_targets(path: Path, known: Any) -> tuple[str, str]:  # noqa: ANN401 - samples load late
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        speaker = db.execute("SELECT id FROM speakers WHERE ident = ?", (known.speakers[0],)).fetchone()[0]
        row = db.execute("SELECT id FROM statements WHERE ident = ?", (known.statements[0],)).fetchone()[0]
    return f"/{path.stem}/versions?speaker_id={speaker}", f"/{path.stem}/statements/{row}"


def _weighed(path: Path) -> dict[str, Any]:
    from app.evaluate.requests import weights

    return {"text": weights.text(path), "tables": dict(weights.by_table(path).most_common())}


def _table(size: int, served: dict[str, float]) -> Table:
    table = Table("what", "how much", title=f"a server over {size:,} statements")
    for what, much in served.items():
        table.add_row(what, f"{much:,.1f}")
    return table


def _weights(weighed: dict[str, Any]) -> Table:
    text, tables = max(1, weighed["text"]), weighed["tables"]
    table = Table("table", "MB", "times the text", title=f"{text / 1e6:,.0f} MB of text")
    for name, size in (*list(tables.items())[:20], ("everything", sum(tables.values()))):
        table.add_row(name, f"{size / 1e6:,.1f}", f"{size / text:.2f}")
    return table


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
