"""The job's journal as readers may see it: what was read, when, and why some of it could not be."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from app.store.queries.views import OutcomeRow, RunRow
from app.web import links, wording
from app.web.pages import Link
from app.web.wording import Day

OUTCOMES = {"new": "New", "changed": "Changed", "unchanged": "Unchanged", "failed": "Failed"}
_KINDS = {"ingest": "Asked for", "watch": "Watching", "queue": "Added in the browser"}
_ENDED = {"done": "Done", "interrupted": "Interrupted"}
UNFINISHED = "Not finished"
_ADDRESS = re.compile(r"https?://(?:[^/@\s]*@)?")
_PATH = re.compile(r"(?:(?<=^)|(?<=[\s'\"“‘(=]))(?:[A-Za-z]:)?(?:[/\\][^/\\\s'\"”’):;,]+){2,}[/\\]?")


@dataclass(frozen=True, slots=True)
class Counted:
    """Something, and how much of it there is; without an address where there is none."""

    words: str
    count: str
    href: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run in a list."""

    run: Link
    kind: str
    began: Day
    took: str
    state: str
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What became of one article."""

    place: str
    outcome: str
    failed: bool
    article: Link | None
    reasons: tuple[str, ...]
    """Why it failed, and what was noted while it was read."""
    statements: str
    claims: str


def whereabouts(place: str) -> str:
    """A place as a public page may tell it: an address whole, of a path on the server only its last part."""
    address = _ADDRESS.search(place)
    path, rest = (place[: address.start()], place[address.start() :]) if address else (place, "")
    # A member of an archive stands after a colon and a blank, with the folders it has in there.
    parts = (re.split(r"[/\\]", part.rstrip("/\\"))[-1] for part in path.split(": "))
    return ": ".join(parts) + _ADDRESS.sub(lambda found: found[0].partition("://")[0] + "://", rest)


def reason(words: str) -> str:
    """Why something failed, without any path of the server."""
    return _PATH.sub(lambda found: whereabouts(found[0]), words)


def run_line(row: RunRow) -> RunLine:
    """A run as a line of a table."""
    href = f"/coverage/runs/{row.number}"
    numbers = {name: getattr(row, name) for name in OUTCOMES}
    return RunLine(
        run=Link(f"Run {row.number:,}", href),
        kind=_KINDS.get(row.kind, row.kind),
        began=moment(row.started),
        took=took(row),
        state=state(row),
        counts=tuple(
            Counted(OUTCOMES[name], f"{number:,}", f"{href}?outcome={name}" if number else "")
            for name, number in numbers.items()
        ),
    )


def outcome_line(row: OutcomeRow) -> OutcomeLine:
    """What became of an article as a line of a table."""
    article = None
    if row.ident:
        label = wording.clipped(row.label or row.ident, 90)
        article = Link(label, links.record("a", row.ident, row.label or ""))
    told = (*((row.error or "nobody knows why",) if row.outcome == "failed" else ()), *row.notes)
    return OutcomeLine(
        place=whereabouts(row.place),
        outcome=OUTCOMES[row.outcome],
        failed=row.outcome == "failed",
        article=article,
        reasons=tuple(reason(each) for each in told),
        statements=f"{row.statements:,}" if row.ident else "",
        claims=f"{row.claims:,}" if row.ident else "",
    )


def moment(when: datetime) -> Day:
    """A moment as “19 May 2021, 14:05 UTC”."""
    there = when.astimezone(UTC)
    return Day(f"{wording.day(there).words}, {there:%H:%M} UTC", there.isoformat(timespec="seconds"))


def took(row: RunRow) -> str:
    """How long a run took: “4 min 12 s”; "" where nobody knows."""
    return wording.duration((row.finished - row.started).total_seconds()) if row.finished else ""


def state(row: RunRow) -> str:
    """How a run ended, in words."""
    return _ENDED.get(row.ended or "", UNFINISHED)
