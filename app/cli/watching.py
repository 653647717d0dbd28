"""Watching feeds: what goes on, told line by line; and how they stand, as a table."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.telling import in_json, printable
from app.settings import Settings

if TYPE_CHECKING:
    from app.ingest import Outcome
    from app.watch.events import Came, Event, Polled


def watch(settings: Settings, path: Path, *, once: bool, as_json: bool) -> None:
    """Watch what the list at `path` names until the process is ended; or, with `once`, make one round."""
    from app.cli.fetching import fetcher
    from app.cli.queueing import process
    from app.ingest.stopping import stopping
    from app.reading.given import Choices
    from app.reading.network.pacing import Clock
    from app.store import attendance
    from app.store.engine import writer
    from app.watch import loop
    from app.watch.rounds import Rounds

    tell = _in_json if as_json else _in_words
    file = loop.ListFile(path, tell)
    engine = writer(settings.database)
    rounds = Rounds(engine, fetcher(settings), Choices(settings.article_limit), Clock(), tell)
    try:
        with (
            stopping() as stop,
            loop.alone(settings.database),
            attendance.attending(settings.database) as attends,
        ):

            def between() -> None:
                stop.heed()
                if attends:  # else another process reads what is added in the browser
                    process(settings, engine, tell, wait=True)

            loop.watch(file, rounds, between, once=once)
    except KeyboardInterrupt:
        # Ending is how watching is meant to end.
        if not as_json:
            print("Stopped. What was read is stored; the next start goes on from here.", flush=True)
    finally:
        engine.dispose()


def show(settings: Settings, path: Path, *, as_json: bool) -> None:
    """Print how the feeds of the list at `path` stand."""
    from rich.console import Console
    from rich.table import Table
    from sqlmodel import Session

    from app.store.engine import reader
    from app.store.queries import watched
    from app.watch.loop import ListFile

    feeds = ListFile(path, lambda _event: None).feeds()
    engine = reader(settings.database)
    with Session(engine) as db:
        states, told = watched.feeds(db), watched.told(db)
    engine.dispose()
    if as_json:
        for feed in feeds:
            state, came = states.get(feed.url), told.get(feed.url)
            _print({"url": feed.url, **(asdict(state) if state else {}), **(asdict(came) if came else {})})
        return
    now = datetime.now(UTC)
    table = Table(title=f"Watched into {settings.database}", title_justify="left")
    for name, to in (("feed", "left"), ("looked at", "right"), ("next", "right"), ("read", "right")):
        table.add_column(name, justify="right" if to == "right" else "left", overflow="fold")
    table.add_column("waiting", justify="right")
    table.add_column("failures", overflow="fold")
    for feed in feeds:
        state, came = states.get(feed.url), told.get(feed.url)
        cells = ("never", "now") if state is None else (_ago(now - state.polled), _ahead(state.due - now))
        numbers = (f"{came.read:,}", f"{came.waiting:,}") if came else ("0", "0")
        failed = printable(f"{state.failures:,}: {state.error}") if state and state.failures else ""
        table.add_row(feed.url, *cells, *numbers, failed)
    Console(markup=False).print(table)


def _in_words(event: "Event") -> None:
    """One line for what is new or wrong; nothing for what is as it was."""
    for words in _lines(event):
        line = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {words}"
        print(printable(line), flush=True)


def _lines(event: "Event") -> list[str]:
    from app.ingest import Begun, Outcome, Waiting
    from app.watch.events import Came, Failed, Listed, Mistaken, Polled

    match event:
        case Polled():
            lines = _polled(event)
        case Outcome():
            lines = _became(event)
        case Came():
            summary = event.summary
            lines = [_came(event)] if summary.new or summary.changed or summary.failures else []
        case Listed():
            lines = [f"{_count(event.feeds, 'address', 'addresses')} watched"]
        case Mistaken():
            lines = [f"{event.why} - what was watched before still is"]
        case Failed():
            lines = [f"{event.why} Tried again in a minute."]
        case Waiting():
            lines = [f"{event.holder}: waiting for its end"]
        case Begun():
            lines = []
    return lines


def _polled(event: "Polled") -> list[str]:
    if event.error is not None:
        often = "" if event.failures == 1 else f" ({event.failures:,} times running)"
        return [f"failed {event.url}: {event.error}{often}; asked again {event.due:%Y-%m-%d %H:%M} UTC"]
    told = [f"{event.new:,} new"] if event.new else []
    told += [f"{event.changed:,} to look at again"] if event.changed else []
    notes = [f"{event.url}: {note}" for note in event.notes]
    return [*notes, *([f"{event.url}: {', '.join(told)}"] if told else [])]


def _became(event: "Outcome") -> list[str]:
    if event.outcome == "failed":
        return [f"failed {event.place}: {event.error}"]
    if event.outcome == "unchanged":
        return []
    held = f"{_count(event.statements, 'statement')}, {_count(event.claims, 'claim')}"
    return [f"{event.outcome} {event.place}: {held}"]


def _came(event: "Came") -> str:
    summary = event.summary
    counts = {
        "new": summary.new,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "failed": summary.failures,
    }
    came = ", ".join(f"{number:,} {how}" for how, number in counts.items() if number)
    return f"run {summary.run}: {came or 'nothing to read'}"


def _count(number: int, one: str, several: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _in_json(event: "Event") -> None:
    _print({"at": datetime.now(UTC), "event": type(event).__name__.lower(), **asdict(event)})


def _print(told: dict[str, object]) -> None:
    print(in_json(told, _plain), flush=True)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _ago(time: timedelta) -> str:
    return f"{_rough(time)} ago"


def _ahead(time: timedelta) -> str:
    return f"in {_rough(time)}" if time > timedelta() else "now"


def _rough(time: timedelta) -> str:
    seconds = max(0, int(time.total_seconds()))
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
