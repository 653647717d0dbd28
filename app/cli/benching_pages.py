"""What pages cost at growing sizes of the archive, as a table and as JSON."""

import gc
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from app.evaluate.requests.measuring import Cost

_SHOWN = 30


def pages_benched(
    sizes: Sequence[int], rounds: int, only: str, archives: Path | None, report: Path | None
) -> None:
    """Measure at each size; archives are made, or taken from and left in the folder `archives`."""
    console, screen = Console(), Console(stderr=True)
    found: dict[int, list[Cost]] = {}
    with TemporaryDirectory() as folder, screen.status("Beginning") as status:
        for size in sorted(sizes):
            path = archive(archives or Path(folder), size, status.update)
            found[size] = costs(path, rounds, only, partial(_tell, status.update, size))
            console.print(_table(size, found[size]))
    growth = _growth(found)
    for (small, large), ratios in growth.items():
        told = sorted(ratios.values())
        console.print(
            f"From {small:,} to {large:,} statements a request grows {median(told):.2f} times in the median, "
            f"at most {told[-1]:.1f} times; {sum(each > 1.5 for each in told)} of {len(told)} over 1.5 times."
        )
    if report is not None:
        report.write_text(json.dumps(_plain(found, growth), indent=1, ensure_ascii=False) + "\n", "utf-8")


def archive(folder: Path, size: int, say: Callable[[str], object]) -> Path:
    """The archive of a size in a folder, made where it is not there yet."""
    from app.evaluate.archive.filling import fill

    path = folder / f"{size}.db"
    if not path.exists():
        fill(path, size, lambda count: say(f"{count:,} of {size:,} statements are written"))
    return path


def costs(path: Path, rounds: int, only: str, say: Callable[[str], object] = lambda _: None) -> "list[Cost]":
    """What each request costs whose address holds `only`, over the database at `path`."""
    from app.evaluate.requests import asked, calling, measuring, samples
    from app.settings import Settings
    from app.store import engine
    from app.web.app import create_app

    calling.heard()
    settings = Settings(database=path, kept_answers=0)
    web = create_app(settings)
    # As where it is served: else looking through what is loaded for garbage is told as a page's own time.
    gc.freeze()

    def reading() -> sqlite3.Connection:
        opened = engine.reader(path, shown_from=settings.display_threshold).raw_connection()
        connection = opened.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        opened.detach()
        return connection

    wanted = [each for each in asked.every(samples.of(path)) if only in each.name]
    return measuring.costs(web, reading, wanted, rounds, lambda cost: say(cost.asked.name))


def _tell(say: Callable[[str], object], size: int, name: str) -> None:
    say(f"{size:,}: {name}")


def _table(size: int, costs: "Sequence[Cost]") -> Table:
    columns = ("request", "status", "kB", "p50 ms", "p95 ms", "queries", "SQL ms", "template ms", "empty ms")
    table = Table(*columns, title=f"the slowest of {len(costs)} requests at {size:,} statements")
    for cost in sorted(costs, key=lambda cost: -cost.p50)[:_SHOWN]:
        table.add_row(
            cost.asked.name, str(cost.status), f"{cost.size / 1000:.0f}", f"{cost.p50:.1f}",
            f"{cost.p95:.1f}",
            str(cost.queries), f"{cost.sql:.1f}", f"{cost.template:.1f}", f"{cost.empty:.1f}",
        )  # fmt: skip
    read = [cost for cost in costs if cost.asked.kind in ("page", "block")]
    table.caption = (
        f"{sum(cost.p95 <= 25 for cost in read)} of {len(read)} pages and blocks are within 25 ms, "
        f"{sum(cost.p95 > 100 for cost in read)} over 100 ms"
    )
    return table


def _growth(found: "dict[int, list[Cost]]") -> dict[tuple[int, int], dict[str, float]]:
    """From one size to the next, how many times as long each request takes; exports have to."""
    sizes = sorted(found)
    return {
        (small, large): {
            f"{number} {b.asked.name}": b.p50 / max(a.p50, 1e-6)
            for number, (a, b) in enumerate(zip(found[small], found[large], strict=True))
            if a.asked.kind != "export"
        }
        for small, large in pairwise(sizes)
    }


def _plain(found: "dict[int, list[Cost]]", growth: dict[tuple[int, int], dict[str, float]]) -> dict[str, Any]:
    return {
        "requests": {str(size): [asdict(cost) for cost in costs] for size, costs in found.items()},
        "growth": {f"{small}-{large}": ratios for (small, large), ratios in growth.items()},
    }
