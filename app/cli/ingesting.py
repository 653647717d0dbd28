"""Reading articles into the database before somebody's eyes."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from app.cli.telling import complain
from app.settings import Settings

if TYPE_CHECKING:
    from app.ingest import Event, Summary


def ingested(settings: Settings, paths: Sequence[Path]) -> int:
    """Read `paths` into the database and print what became of them; how many articles failed."""
    from app import ingest as ingestion
    from app.reading.files import origins
    from app.reading.given import Choices
    from app.store.engine import writer

    failures: list[str] = []
    notes: list[str] = []
    choices = Choices(settings.article_limit)
    begun = time.monotonic()
    screen = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Reading", total=sum(origin.count() for origin in origins(paths, choices)))

        def told(outcome: "Event") -> None:
            if not isinstance(outcome, ingestion.Outcome):
                return
            if outcome.error is not None:
                failures.append(f"{outcome.place}: {outcome.error}")
            notes.extend(f"{outcome.place}: {note}." for note in outcome.notes)
            bar.advance(task)

        engine = writer(settings.database)
        try:
            asked = ingestion.Options(asked=tuple(map(str, paths)))
            summary = ingestion.run(origins(paths, choices), engine, asked, partial(datetime.now, UTC), told)
        finally:
            engine.dispose()
    _print_summary(settings, summary, time.monotonic() - begun)
    for line in (*notes, *failures):
        complain(line)
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
