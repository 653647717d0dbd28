"""Judgements between the database and what stands: read as decisions, and told how they fare."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.records import Span, Verdict
from app.store import identifiers
from app.store import tables as t
from app.store.saving import spans
from app.store.saving.decisions import Decision, Extent, Fares

ABOUT = frozenset(
    {
        *(Verdict.CONFIRMED, Verdict.DISPUTED, Verdict.REJECTED, Verdict.SPEAKER),
        *(Verdict.EXTENT, Verdict.KIND, Verdict.COUNTRIES, Verdict.TYPE),
    }
)
"""Verdicts about one statement or claim."""
APPLIED, WAITING, SUPERSEDED, WITHDRAWN = "applied", "waiting", "superseded", "withdrawn"
UNKNOWN_NOW = "Whoever was found to have said it is not in this archive any more."


def rows_of(db: Session, idents: Collection[str]) -> "dict[str, list[t.JudgementRow]]":
    """By statement or claim, the judgements about it that were not withdrawn, oldest first."""
    wanted = select(t.JudgementRow).where(
        col(t.JudgementRow.subject).in_(idents),
        col(t.JudgementRow.verdict).in_(sorted(ABOUT)),
        t.JudgementRow.state != WITHDRAWN,
    )
    found: defaultdict[str, list[t.JudgementRow]] = defaultdict(list)
    for row in db.exec(wanted.order_by(col(t.JudgementRow.id))):
        found[row.subject].append(row)
    return found


def applied(db: Session, ident: str, *, waiting: bool = False) -> frozenset[Verdict]:
    """The verdicts about a statement or claim that hold; with `waiting`, those that wait too."""
    states = {APPLIED, *([WAITING] if waiting else [])}
    own = rows_of(db, [ident]).get(ident, ())
    return frozenset(Verdict(row.verdict) for row in own if row.state in states)


def decisions(db: Session, rows: "Sequence[t.JudgementRow]") -> tuple[Decision, ...]:
    """Judgements about one subject, in their order."""
    return tuple(_decision(db, row) for row in rows)


def record(db: Session, rows: "Sequence[t.JudgementRow]", fares: Fares) -> None:
    """Put down how judgements fare; nothing is written where they fare as before."""
    for row in rows:
        why = fares.why.get(row.id)
        state = SUPERSEDED if row.id in fares.over else APPLIED if why is None else WAITING
        if (row.state, row.waits) != (state, why):
            row.state, row.waits = state, why
            db.add(row)


def of_pair(db: Session, subject: str, other: str | None, verdict: str) -> "list[t.JudgementRow]":
    """The judgements of two, decided so or otherwise, that were not withdrawn, oldest first."""
    pair = {subject, other}
    wanted = select(t.JudgementRow).where(
        col(t.JudgementRow.subject).in_(pair),
        col(t.JudgementRow.other).in_(pair),
        t.JudgementRow.state != WITHDRAWN,
    )
    of_two = (Verdict.APART,) if verdict == Verdict.APART else (Verdict.SAME, Verdict.DIFFERENT)
    wanted = wanted.where(col(t.JudgementRow.verdict).in_(of_two))
    return list(db.exec(wanted.order_by(col(t.JudgementRow.id))))


def speaker(db: Session, ident: str) -> "t.Speaker | None":
    """The speaker with this identifier, or whom it leads to; not the one that stands for them."""
    end = identifiers.led(db, ident)
    return db.exec(select(t.Speaker).where(t.Speaker.ident == end)).first()


def _decision(db: Session, row: "t.JudgementRow") -> Decision:
    verdict, decides, lacks = Verdict(row.verdict), dict[str, Any](), ""
    names_somebody = verdict is Verdict.SPEAKER or "speaker" in row.value
    if names_somebody and (ident := row.value.get("speaker")) is not None:
        named = speaker(db, ident)
        if named is None or named.state == t.ERASED:
            lacks = UNKNOWN_NOW
        else:
            decides["speaker"] = named.id
    elif names_somebody:
        decides["speaker"] = None
    if "spans" in row.value:
        decides["extent"] = _extent(db, row)
    # With a speaker's name comes that speaker's kind.
    own = () if verdict is Verdict.SPEAKER else ("kind", "type")
    decides |= {name: row.value[name] for name in own if name in row.value}
    if "codes" in row.value:
        decides["codes"] = tuple(row.value["codes"])
    words = tuple(each for each in (row.words, row.was.get("read")) if each)
    wrong = _wrong(db, row) if verdict is Verdict.SPEAKER else frozenset[int]()
    wrong -= {decides.get("speaker", 0)}
    return Decision(row.id, verdict, words, row.reason, decides, wrong, lacks)


def _extent(db: Session, row: "t.JudgementRow") -> Extent:
    """The words decided, in the text that they were chosen in."""
    wanted = (
        select(t.Capture)
        .join(t.Version)
        .join(t.Statement)
        .where(t.Statement.ident == row.subject, t.Version.number == row.was["version"])
    )
    capture = db.exec(wanted).one()
    at = tuple(Span(start, end) for start, end in row.value["spans"])
    pieces = tuple(span.of(capture.text) for span in at)
    return Extent(spans.joined(capture.text, at), pieces, capture.id, at)


def _wrong(db: Session, row: "t.JudgementRow") -> frozenset[int]:
    """Whom the statement was taken from: as shown, as found, and all that these are one with."""
    shown = (row.was.get("speaker") or {}).get("ident")
    taken = [named for ident in (shown, row.was.get("found")) if ident and (named := speaker(db, ident))]
    one = select(t.Speaker.id).where(col(t.Speaker.stands_for).in_({each.stands_for for each in taken}))
    return frozenset(db.exec(one)) if taken else frozenset()
