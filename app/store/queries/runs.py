"""The job's journal: its runs, what became of every article, and what could not be read."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.errors import NotFound
from app.store.queries import keyset, rows, views
from app.store.queries.views import Checked, OutcomeRow, Page, Reason, RunRow

OUTCOMES = ("new", "changed", "unchanged", "failed")
"""What can become of an article."""
_LARGEST = 2**63 - 1
_BATCH = 500

_RUNS = "SELECT r.* FROM runs AS r WHERE r.id IN (SELECT value FROM json_each(:ids))"
_OUTCOMES = f"""
    SELECT x.*, a.ident, a.title, a.state <> 'live' AS hidden,
        (SELECT substr(k.text, 1, {views.OPENING}) FROM captures AS k WHERE k.article_id = a.id
            ORDER BY k.id DESC LIMIT 1) AS opening
    FROM outcomes AS x LEFT JOIN articles AS a ON a.id = x.article_id
"""
HIDDEN = "(an article that was removed)"
"""Stands for the place of one: addresses and names of files hold words."""
_OF_IDS = f"{_OUTCOMES} WHERE x.id IN (SELECT value FROM json_each(:ids))"
_COUNTS = text("SELECT outcome, count(*) AS articles FROM outcomes WHERE run_id = :run GROUP BY outcome")
# The index begins with the outcome: naming them all finds a place's later ones in it.
_LATER = f"""
    EXISTS (SELECT 1 FROM outcomes AS n WHERE n.outcome IN {OUTCOMES} AND n.place = x.place AND n.id > x.id)
"""
_REASONS = text(f"""
    SELECT substr(x.error, 1, instr(x.error || ':', ':') - 1) AS words, count(*) AS places,
        max(x.run_id) AS run
    FROM outcomes AS x WHERE x.outcome = 'failed' AND NOT {_LATER} GROUP BY words
""")
_PLACES_HIDDEN = text("""
    SELECT x.place FROM articles AS a CROSS JOIN outcomes AS x
    WHERE x.article_id = a.id AND a.state <> 'live'
    UNION SELECT url FROM articles WHERE state <> 'live' AND url IS NOT NULL
""")
# Each alone, so that an index has the first and the last.
_CHECKED = text("""
    SELECT (SELECT count(*) FROM origins) AS origins, (SELECT max(checked) FROM origins) AS last,
        (SELECT min(checked) FROM origins) AS first
""")
_ASIDE = re.compile(r"\s*[;(].*", re.DOTALL)


def runs(db: Session, *, after: str = "", before: str = "", limit: int = 25) -> Page[RunRow]:
    """One page of the runs, the newest first. Raises BadInput for a damaged cursor."""
    listing = keyset.Listing(
        "FROM runs AS r", "r.id", (keyset.Key("r.id", int, descending=True),), {}, "runs"
    )
    walked = keyset.walk(db, listing, after=after, before=before, limit=limit)
    hidden = _hidden(db)
    found = {row.id: _run(row, hidden) for row in rows.fetch(db, _RUNS, walked.ids)}
    return Page(tuple(found[id_] for id_ in walked.ids), walked.total, walked.after, walked.before)


def run(db: Session, number: int) -> RunRow:
    """The run of a number; NotFound where there was none."""
    found = rows.fetch(db, _RUNS, [number]) if 0 < number <= _LARGEST else ()
    if not found:
        raise NotFound(f"There is no run {number} in this archive’s journal.")
    return _run(found[0], _hidden(db))


def counts(db: Session, number: int) -> dict[str, int]:
    """How many outcomes of each kind are written down for a run; 0 where none is."""
    found = {row.outcome: row.articles for row in db.connection().execute(_COUNTS, {"run": number})}
    return {outcome: found.get(outcome, 0) for outcome in OUTCOMES}


def outcomes(
    db: Session, number: int, outcome: str = "", *, after: str = "", before: str = "", limit: int = 25
) -> Page[OutcomeRow]:
    """One page of what became of a run's articles, in its order; of one `outcome` where one is named."""
    where = "FROM outcomes AS x WHERE x.run_id = :run" + (" AND x.outcome = :outcome" if outcome else "")
    listing = keyset.Listing(
        where, "x.id", (keyset.Key("x.id", int),), {"run": number, "outcome": outcome}, f"run {number}"
    )
    walked = keyset.walk(db, listing, after=after, before=before, limit=limit)
    found = {row.id: _outcome(row) for row in rows.fetch(db, _OF_IDS, walked.ids)}
    return Page(tuple(found[id_] for id_ in walked.ids), walked.total, walked.after, walked.before)


def every_outcome(db: Session, number: int, outcome: str = "") -> Iterator[OutcomeRow]:
    """All that became of a run's articles, a few hundred held at a time."""
    after: str | None = ""
    while after is not None:
        page = outcomes(db, number, outcome, after=after, limit=_BATCH)
        yield from page.rows
        after = page.after


def reasons(db: Session) -> tuple[Reason, ...]:
    """Why places failed that have not been read since, the most frequent first.

    A reason is told without what is particular to one place: positions, lists, what a library said.
    """
    places: Counter[str] = Counter()
    latest: dict[str, int] = {}
    for row in db.connection().execute(_REASONS):
        words = _ASIDE.sub("", row.words or "").strip()
        places[words] += row.places
        latest[words] = max(latest.get(words, 0), row.run)
    return tuple(Reason(words, count, latest[words]) for words, count in places.most_common())


def checked(db: Session) -> Checked:
    """How many origins are known, and when they were looked at."""
    row = db.connection().execute(_CHECKED).one()
    return Checked(row.origins, _moment(row.last), _moment(row.first))


def _hidden(db: Session) -> frozenset[str]:
    """Where articles stand that were removed."""
    return frozenset(db.connection().scalars(_PLACES_HIDDEN))


def _run(row: Row[Any], hidden: frozenset[str]) -> RunRow:
    return RunRow(
        number=row.id,
        kind=row.kind,
        started=rows.moment(row.started),
        finished=_moment(row.finished),
        ended=row.ended,
        asked=tuple(HIDDEN if place in hidden else place for place in json.loads(row.asked)),
        new=row.new,
        changed=row.changed,
        unchanged=row.unchanged,
        failed=row.failed,
        statements=row.statements,
        claims=row.claims,
    )


def _outcome(row: Row[Any]) -> OutcomeRow:
    return OutcomeRow(
        number=row.id,
        place=HIDDEN if row.hidden else row.place,
        outcome=row.outcome,
        ident=row.ident,
        label=rows.label(row.title, row.opening or "") if row.ident and not row.hidden else None,
        statements=row.statements,
        claims=row.claims,
        error=row.error,
        notes=() if row.hidden else tuple(json.loads(row.notes)),
        finished=rows.moment(row.finished),
    )


def _moment(value: str | None) -> datetime | None:
    return None if value is None else rows.moment(value)
