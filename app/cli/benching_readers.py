"""What readers notice of an ingestion: how long they wait alone, and beside one worker at low priority."""

import json
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from app.cli.benching_pages import archive
from app.cli.benching_site import SERVE, free_port

if TYPE_CHECKING:
    from app.evaluate.requests.readers import Waited

SECONDS = 30.0
"""Of reading, alone and beside an ingestion."""
_NEWS = 2000
"""Articles, more than are read in that time."""
_INGEST = """
import os, runpy
os.nice(19)
runpy.run_module("app", run_name="__main__", alter_sys=True)
"""


def readers_benched(sizes: Sequence[int], archives: Path | None, report: Path | None) -> None:
    """Measure at each size, in a copy of the archive; print, and write all figures to `report`."""
    console, screen = Console(), Console(stderr=True)
    found: dict[str, object] = {}
    with screen.status("Beginning") as status:
        for size in sizes:
            with TemporaryDirectory() as folder:
                made, path = archive(archives or Path(folder), size, status.update), Path(folder) / "read.db"
                shutil.copyfile(made, path)
                status.update(f"{size:,}: reading")
                alone, beside, came = _waited(path)
            found[str(size)] = {"alone": asdict(alone), "beside": asdict(beside), "articles": came}
            console.print(_table(size, alone, beside))
            console.print(
                f"{came} articles came meanwhile. Readers wait {beside.p95 / alone.p95:.2f} times as long "
                f"(p95), {beside.p50 / alone.p50:.2f} times in the median."
            )
    if report is not None:
        report.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _waited(path: Path) -> "tuple[Waited, Waited, int]":
    """What readers wait alone, what they do beside an ingestion, and how many articles that brings."""
    from app.evaluate.ingesting_load import write
    from app.evaluate.requests import readers, samples, serving

    news = path.with_name("news.jsonl")
    write(news, _NEWS)
    asked, port = readers.targets(samples.of(path)), free_port()
    ingest = [sys.executable, "-c", _INGEST, "ingest", str(news), "--database", str(path), "--workers", "1"]
    # Answers are made each time, or those who read alone would be given what was made before.
    command = [sys.executable, "-c", SERVE, str(path), str(port)]
    with serving.running(command, port, CUTTINGS_KEPT_ANSWERS="0"):
        # Once for all that a server which has been running keeps.
        readers.waited(port, asked, lambda: True)
        alone = readers.waited(port, asked, _over())
        with readers.beside(ingest, path):
            before = readers.articles(path)
            beside = readers.waited(port, asked, _over())
            return alone, beside, readers.articles(path) - before


def _over() -> Callable[[], bool]:
    """Whether the seconds that are read are over, counted from now."""
    end = time.monotonic() + SECONDS
    return lambda: time.monotonic() > end


def _table(size: int, alone: "Waited", beside: "Waited") -> Table:
    columns = ("readers", "answers", "errors", "p50 ms", "p95 ms", "longest ms")
    table = Table(*columns, title=f"waiting for pages of {size:,} statements, by the clock")
    for name, each in (("alone", alone), ("beside one worker at low priority", beside)):
        times = (f"{each.p50:.1f}", f"{each.p95:.1f}", f"{each.longest:.1f}")
        table.add_row(name, f"{each.answers:,}", f"{each.errors}", *times)
    return table
