"""How a run shows itself while it works: a bar on a terminal, lines in a log, JSON to machines."""

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from app.cli.telling import complain, in_json, printable

if TYPE_CHECKING:
    from app.ingest import Outcome

_EVERY = 30.0
"""Seconds between two lines in a log."""
_PLACE = 40
"""Characters of the current place on the screen."""


class Display(Protocol):
    """Whoever is told what a run does."""

    def open(self, total: int | None) -> None:
        """Begin; `total` articles are expected, or nobody knows how many."""

    def waits(self, holder: str) -> None:
        """Another run is at work, and this one waits."""

    def begins(self, run: int) -> None:
        """The run has its number."""

    def tell(self, outcome: "Outcome") -> None:
        """An article was dealt with."""

    def close(self) -> None:
        """End, whatever happened."""


@dataclass(slots=True)
class _Counts:
    articles: int = 0
    statements: int = 0
    failures: int = 0

    def add(self, outcome: "Outcome") -> None:
        self.articles += 1
        self.statements += outcome.statements if outcome.outcome in ("new", "changed") else 0
        self.failures += outcome.outcome == "failed"


def display(screen: Console, *, as_json: bool) -> Display:
    """What suits who is watching: a machine, a person at a terminal, or a log."""
    return Lines() if as_json else Bar(screen) if screen.is_terminal else Log()


class Bar:
    """A bar with the rate, the time left and where the run is, gone when it ends."""

    def __init__(self, screen: Console) -> None:
        columns = (
            *(TextColumn("{task.description}"), BarColumn(bar_width=24)),
            TextColumn("{task.fields[told]}"),
            *(TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn()),
            TextColumn("{task.fields[place]}", style="dim"),
        )
        self._progress = Progress(*columns, console=screen, transient=True)
        self._counts, self._began = _Counts(), 0.0

    def open(self, total: int | None) -> None:
        """Show the bar."""
        self._began = time.monotonic()
        self._task = self._progress.add_task("Reading", total=total, told="getting ready", place="")
        self._progress.start()

    def waits(self, holder: str) -> None:
        """Say for whom."""
        self._progress.console.print(f"{printable(holder)}: waiting for its end.", markup=False)

    def begins(self, run: int) -> None:
        """Say which run it is."""
        self._progress.update(self._task, description=f"Run {run}")

    def tell(self, outcome: "Outcome") -> None:
        """Move the bar."""
        self._counts.add(outcome)
        done, rate = self._counts, self._counts.articles / max(0.001, time.monotonic() - self._began)
        total = self._progress.tasks[self._task].total
        of = f" of {total:,.0f}" if total is not None and done.articles <= total else ""
        told = f"{done.articles:,}{of} articles, {rate:,.1f} a second, {done.statements:,} statements"
        if done.failures:
            told += f", [red]{done.failures:,} failed[/]"
        place = printable(outcome.place)[-_PLACE:].replace("[", r"\[")
        self._progress.update(self._task, advance=1, told=told, place=place)

    def close(self) -> None:
        """Take the bar away."""
        self._progress.stop()


class Log:
    """A line now and then, where nobody watches."""

    def __init__(self) -> None:
        self._counts, self._last = _Counts(), time.monotonic()

    def open(self, total: int | None) -> None:
        """Nothing to show yet."""

    def waits(self, holder: str) -> None:
        """Say for whom."""
        complain(f"{holder}: waiting for its end.")

    def begins(self, run: int) -> None:
        """Nothing worth a line."""

    def tell(self, outcome: "Outcome") -> None:
        """Count, and say so every half minute."""
        done = self._counts
        done.add(outcome)
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            counts = f"{done.articles:,} articles, {done.statements:,} statements, {done.failures:,} failed"
            complain(f"{counts}; at {outcome.place}")

    def close(self) -> None:
        """Nothing to take away."""


class Lines:
    """Everything as JSON, one object a line; the fields of each event are told in the command's help."""

    def open(self, total: int | None) -> None:
        """Nothing is an event yet."""

    def waits(self, holder: str) -> None:
        """Say for whom."""
        say("waiting", {"holder": holder})

    def begins(self, run: int) -> None:
        """Say which run it is."""
        say("begun", {"run": run})

    def tell(self, outcome: "Outcome") -> None:
        """What became of an article."""
        say("outcome", asdict(outcome))

    def close(self) -> None:
        """Nothing to take away."""


def say(event: str, told: dict[str, Any]) -> None:
    """Print an event on a line of its own, at once."""
    print(in_json({"event": event, **told}), flush=True)
