"""Reading articles into the database before somebody's eyes, or a machine's."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from app.cli import progress
from app.cli.asking import Asked
from app.cli.extracting import one_thread_each
from app.cli.telling import FAILED, INTERRUPTED, complain, printable
from app.cli.wanting import expected, failures, looked_at, wanted, workers, written
from app.reading.passing import Passed
from app.settings import Settings

if TYPE_CHECKING:
    from app.ingest import Event, Summary

_LINES = 20
"""Failures that are told one by one, and notes; the journal has them all."""
_KINDS = 5
"""Kinds of files that are told of those passed over, the most frequent ones."""


@dataclass(slots=True)
class _Told:
    """Lines for the end, as many as somebody reads."""

    lines: list[str] = field(default_factory=list)
    more: int = 0

    def add(self, line: str) -> None:
        if len(self.lines) < _LINES:
            self.lines.append(line)
        else:
            self.more += 1


def ingested(settings: Settings, asked: Asked) -> int:
    """Read what is asked for into the database and tell what became of it: the exit code."""
    one_thread_each()
    if asked.retry and not asked.as_json and not failures(settings):
        print("Nothing failed when it was last read.")
        return 0
    return followed(settings, partial(_run, settings, asked), as_json=asked.as_json, dry=asked.dry)


def followed(settings: Settings, run: Callable[..., "Summary"], *, as_json: bool, dry: bool = False) -> int:
    """Show what a run does while it works, and tell what it came to: the exit code.

    `run` is handed who displays it, who hears its events, what is passed over, and whether the whole number
    of articles is wanted.
    """
    from app import ingest as ingestion

    screen = Console(stderr=True)
    display = progress.display(screen, as_json=as_json)
    failed, notes = _Told(), _Told()

    def told(event: "Event") -> None:
        match event:
            case ingestion.Waiting(holder):
                display.waits(holder)
            case ingestion.Begun(run):
                display.begins(run)
            case ingestion.Outcome():
                display.tell(event)
                if event.error is not None:
                    failed.add(f"{event.place}: {event.error}")
                for note in event.notes:
                    notes.add(f"{event.place}: {note}.")

    passed = Passed()
    begun, stopped = time.monotonic(), False
    try:
        summary = run(display, told, passed, whole=screen.is_terminal)
    except ingestion.Stopped as stop:
        summary, stopped = stop.summary, True
    finally:
        display.close()
    seconds = time.monotonic() - begun
    if as_json:
        ended = "interrupted" if stopped else "done"
        took = {"ended": ended, "seconds": round(seconds, 2), "passed_over": passed.kinds}
        progress.say("summary", {**asdict(summary), **took})
    else:
        _print_summary(settings, summary, passed, seconds, dry=dry)
        _print_told(settings, summary, notes, failed)
    return _code(summary, stopped=stopped)


def _run(
    settings: Settings,
    asked: Asked,
    display: progress.Display,
    told: Callable[["Event"], None],
    passed: Passed,
    *,
    whole: bool,
) -> "Summary":
    from app import ingest as ingestion
    from app.ingest.addresses import Addresses

    remembered = Addresses(settings.database)
    origins = wanted(settings, asked, remembered.memory, passed)
    total = expected(asked, origins, whole=whole)
    display.open(total)
    if asked.dry:
        with looked_at(settings) as seen:
            return ingestion.plan(origins(), seen, told)
    named = asked.names or ("what had failed",)
    options = ingestion.Options(asked=named, workers=workers(asked, total), seconds=settings.article_seconds)
    with written(settings) as engine:
        try:
            return ingestion.run(origins(), engine, options, partial(datetime.now, UTC), told)
        finally:
            remembered.keep(engine)


def _code(summary: "Summary", *, stopped: bool) -> int:
    if stopped:
        complain("Stopped. What was read is kept: the same command goes on from there.")
        return INTERRUPTED
    return FAILED if summary.failures else 0


def _print_summary(
    settings: Settings, summary: "Summary", passed: Passed, seconds: float, *, dry: bool
) -> None:
    became = {"new": summary.new, "changed": summary.changed, "unchanged": summary.unchanged}
    title = f"Would be read into {settings.database}" if dry else f"Read into {settings.database}"
    table = Table(title=title, show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    table.add_row(
        "Articles", f"{summary.articles:,}", ", ".join(f"{n:,} {how}" for how, n in became.items() if n)
    )
    if not dry:
        table.add_row("Statements", f"{summary.statements:,}", "in these articles")
        table.add_row("Claims", f"{summary.claims:,}", "in these articles")
        table.add_row("Speakers", f"{summary.speakers:,}", "in the whole database")
    table.add_row("Failures", f"{summary.failures:,}", "listed below" if summary.failures else "")
    if kinds := passed.kinds:
        few = ", ".join(f"{number:,} {printable(kind)}" for kind, number in list(kinds.items())[:_KINDS])
        more = ", …" if len(kinds) > _KINDS else ""
        table.add_row("Passed over", f"{sum(kinds.values()):,}", few + more)
    table.add_row("Seconds", f"{seconds:.1f}", "")
    Console(markup=False).print(table)


def _print_told(settings: Settings, summary: "Summary", notes: _Told, failed: _Told) -> None:
    chosen = "" if settings.database == Settings().database else f" --database {settings.database}"
    for told, noun, option in ((notes, "notes", ""), (failed, "failures", " --failed")):
        for line in told.lines:
            complain(line)
        if told.more:
            where = f": cuttings runs {summary.run}{option}{chosen}" if summary.run else ""
            complain(f"{told.more:,} more {noun}{where}")
