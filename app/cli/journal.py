"""The journal in a terminal, or as JSON for machines: what the job read, and what became of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from app.cli.telling import in_json, printable
from app.settings import Settings, place

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.store.queries.views import OutcomeRow, RunRow

_HEADS = ("Run", "Began (UTC)", "Took", "Ended", "New", "Changed", "Unchanged", "Failed")


def listed(chosen: Settings, limit: int, *, as_json: bool) -> None:
    """Print the newest runs."""
    from app.store.queries import runs

    with _reading(chosen) as db:
        found = runs.runs(db, limit=limit)
    if as_json:
        _print_json(found.rows)
    elif not found.rows:
        print("Nothing was read into this database yet.")
    else:
        _print_runs(found.rows)
        if found.total > limit:
            print(f"There are {found.total:,}: --limit {found.total} shows them all.")


def one(chosen: Settings, number: int, outcome: str, limit: int, *, as_json: bool) -> None:
    """Print what became of the articles of one run."""
    from app.store.queries import runs

    with _reading(chosen) as db:
        run = runs.run(db, number)
        counts = runs.counts(db, number)
        found = runs.every_outcome(db, number, outcome)
        if as_json:
            _print_json(found)
            return
        _print_run(run)
        _print_outcomes(islice(found, limit))
        total = counts[outcome] if outcome else sum(counts.values())
        if total > limit:
            print(f"{total - limit:,} more: --limit {total} shows them all.")


@contextmanager
def _reading(chosen: Settings) -> Iterator["Session"]:
    from sqlmodel import Session

    from app.store.engine import reader, require_head

    require_head(chosen.database, place("migrations"))
    engine = reader(chosen.database)
    try:
        with Session(engine) as db:
            yield db
    finally:
        engine.dispose()


def _print_runs(found: Iterable["RunRow"]) -> None:
    table = Table(box=None, pad_edge=False)
    for number, head in enumerate(_HEADS):
        table.add_column(head, justify="right" if number > 3 or not number else "left", no_wrap=True)
    for row in found:
        counts = (f"{count:,}" for count in (row.new, row.changed, row.unchanged, row.failed))
        table.add_row(str(row.number), _moment(row.started), _took(row), _ended(row), *counts)
    Console().print(table)


def _print_run(row: "RunRow") -> None:
    took = f", took {_took(row)}" if row.finished else ""
    print(f"Run {row.number}, {_moment(row.started)} UTC{took}: {_ended(row)}.")
    print(f"Asked to read: {printable(', '.join(row.asked)) or 'not stated'}")
    became = f"{row.new:,} new, {row.changed:,} changed, {row.unchanged:,} unchanged, {row.failed:,} failed"
    print(f"{became}; {_held(row)}.")


def _print_outcomes(found: Iterable["OutcomeRow"]) -> None:
    for row in found:
        ident = f" ({row.ident})" if row.ident else ""
        told = row.error or f"{_held(row)}{ident}"
        print(printable(f"{row.outcome:<9}  {row.place}: {told}"))
        for note in row.notes:
            print(printable(f"{'':<9}  {note}"))


def _held(row: "RunRow | OutcomeRow") -> str:
    from app.web.wording import count

    return f"{count(row.statements, 'statement')}, {count(row.claims, 'claim')}"


def _print_json(found: "Iterable[RunRow | OutcomeRow]") -> None:
    for row in found:
        told: dict[str, Any] = {each.name: getattr(row, each.name) for each in fields(row)}
        print(in_json(told, datetime.isoformat))


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M}"


def _took(row: "RunRow") -> str:
    from app.web.wording import duration

    return duration((row.finished - row.started).total_seconds()) if row.finished else "–"


def _ended(row: "RunRow") -> str:
    return row.ended or "not finished"
