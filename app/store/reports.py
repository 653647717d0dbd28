"""Readers' reports that something is wrong: taken in, counted, and told to editors.

A report changes nothing that readers see, and nothing of whoever sent it is kept. Each function is a part of
one short transaction of the caller's.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, func, select, text

from app.errors import BadInput, NotFound, Refused
from app.store import acts, identifiers
from app.store import tables as t
from app.store.queries.views import ReportView

MOST_OPEN = 50
"""Open reports on one statement or claim: more would tell nobody anything new."""
MOST_WAITING = 20_000
"""Open reports on everything."""
LONGEST_NOTE = 1_000
"""Characters."""
OPEN, DISMISSED = "open", "dismissed"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_OPEN_COUNTS = text("""
    SELECT subject, count(*) AS n FROM reports
    WHERE state = 'open' AND subject IN (SELECT value FROM json_each(:idents)) GROUP BY subject
""")
# A reader is told: no table is loaded for it.
_WAITING = text("SELECT count(DISTINCT subject) FROM reports WHERE state = 'open'")


class Problem(StrEnum):
    """What a reader finds wrong."""

    SPEAKER = "speaker"
    WORDS = "words"
    """They are not the article's, or begin or end in the wrong place."""
    NO_STATEMENT = "not-a-statement"
    KIND = "kind"
    COUNTRIES = "countries"
    CLAIM = "claim"
    """It is no claim, or one of another type."""
    OTHER = "other"


OF_STATEMENTS = tuple(each for each in Problem if each is not Problem.CLAIM)
OF_CLAIMS = (Problem.CLAIM, Problem.SPEAKER, Problem.WORDS, Problem.COUNTRIES, Problem.OTHER)


def report(db: Session, subject: str, version: int | None, problem: str, note: str, now: datetime) -> bool:
    """Take in that there is a `problem` with a statement or claim; whether it was kept.

    It is not where so many are open on it that one more tells nothing new. Raises BadInput for a problem
    that it cannot have or a note that is too long, NotFound and Gone for what is not shown, Refused where too
    much waits already or the database is being written to for too long.
    """
    kind = _kind(db, subject)
    ident = identifiers.resolve(db, subject, kind).ident
    if problem not in (OF_STATEMENTS if kind == "statement" else OF_CLAIMS):
        raise BadInput(f"A {kind} has no problem of the kind “{problem}”.")
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"A note has at most {LONGEST_NOTE:,} characters; this one has {len(note):,}.")
    if problem == Problem.OTHER and not note.strip():
        raise BadInput("Of another problem a note has to say what it is.")
    waiting = db.exec(select(func.count()).where(col(t.Report.state) == OPEN)).one()
    if waiting >= MOST_WAITING:
        raise Refused("So many reports wait to be read that no more can be taken in now.")
    if counts(db, [ident]).get(ident, 0) >= MOST_OPEN:
        return False
    db.add(t.Report(subject=ident, version=version, problem=problem, note=_plain(note), sent=now))
    db.flush()
    return True


def of(db: Session, subject: str) -> tuple[ReportView, ...]:
    """The open reports on a statement or claim, the oldest first."""
    wanted = select(t.Report).where(t.Report.subject == subject, t.Report.state == OPEN)
    return tuple(
        ReportView(row.id, row.subject, row.version, row.problem, row.note, row.sent)
        for row in db.exec(wanted.order_by(col(t.Report.id)))
    )


def counts(db: Session, subjects: Iterable[str]) -> dict[str, int]:
    """By statement or claim, how many reports are open on it, where any is."""
    found = db.connection().execute(_OPEN_COUNTS, {"idents": json.dumps(sorted(set(subjects)))})
    return {row.subject: row.n for row in found}


def waiting(db: Session) -> int:
    """How many statements and claims have open reports."""
    found: int = db.connection().scalar(_WAITING)
    return found


def dismiss(db: Session, id_: int, editor: int, now: datetime) -> None:
    """Nothing is wrong, as an editor found: close one report. Raises NotFound where there is none open."""
    row = db.get(t.Report, id_)
    if row is None or row.state != OPEN:
        raise NotFound("There is no such open report.")
    row.state, row.settled, row.editor_id = DISMISSED, now, editor
    db.flush()
    acts.record(db, now, editor, "dismissed", row.subject)


def _kind(db: Session, subject: str) -> str:
    known = db.get(t.Identifier, subject)
    if known is None or known.kind not in ("statement", "claim"):
        raise NotFound(f"There is no statement or claim {subject}.")
    return known.kind


def _plain(note: str) -> str:
    """The note as plain lines: without what turns text around or does not show."""
    lines = (" ".join(_UNSEEN.sub(" ", line).split()) for line in note.splitlines())
    return "\n".join(line for line in lines if line)
