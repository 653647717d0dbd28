"""What editors decide: made and withdrawn, each in the caller's own transaction, and settled at once."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.errors import BadInput, Gone, NotFound
from app.records import Judgement, Verdict
from app.store import acts, identifiers, judged_values, verdicts
from app.store import tables as t
from app.store.saving import deciding, judged, judged_claims, judged_pairs, judged_speakers
from app.store.saving.comparing import Comparing

MOST_WORDS = 2_000
"""Characters of a reason: it is shown wherever what it is about is."""


def judge(db: Session, judgement: Judgement, editor: int, now: datetime, comparing: Comparing) -> str:
    """Write down a decision and let what stands follow from it; its identifier.

    Speakers are joined and words matched anew at once. Raises BadInput with what is wrong and what would be
    right, NotFound, and Gone for what was removed.
    """
    ident, kind = _thing(db, judgement.subject)
    verdicts.require(kind, judgement.verdict)
    reason = " ".join(judgement.reason.split())
    if len(reason) > MOST_WORDS:
        raise BadInput(f"The reason has {len(reason):,} characters; {MOST_WORDS:,} are enough.")
    told = _told(db, judgement, ident, kind, comparing, now)
    row = t.JudgementRow(
        ident=identifiers.mint(db, "judgement"),
        verdict=judgement.verdict.value,
        reason=reason,
        editor_id=editor,
        made=now,
        **told,
    )
    db.add(row)
    db.flush()
    _settle(db, row, comparing, now)
    _settle_reports(db, row, now)
    acts.record(db, now, editor, "judged", row.subject, f"{judgement.verdict}, {row.ident}")
    return row.ident


def withdraw(db: Session, ident: str, editor: int, reason: str, now: datetime, comparing: Comparing) -> None:
    """Take a judgement back: what stood without it stands again, and the judgement is shown as withdrawn.

    Raises NotFound for an unknown one, BadInput for one that was withdrawn before.
    """
    meant = identifiers.resolve(db, ident, "judgement").ident
    row = db.exec(select(t.JudgementRow).where(t.JudgementRow.ident == meant)).one()
    if row.state == deciding.WITHDRAWN:
        raise BadInput("This judgement was withdrawn before.")
    row.state, row.waits = deciding.WITHDRAWN, None
    row.withdrawn, row.withdrawn_by, row.withdrawn_reason = now, editor, " ".join(reason.split())
    db.add(row)
    db.flush()
    _settle(db, row, comparing, now)
    acts.record(db, now, editor, "withdrew", row.subject, row.ident)


def _told(
    db: Session, judgement: Judgement, ident: str, kind: str, comparing: Comparing, now: datetime
) -> dict[str, Any]:
    """What a judgement says is right and what was shown before it, by column."""
    if judgement.verdict in verdicts.OF_TWO:
        two = judged_pairs.checked(db, judgement, ident, kind)
        was = judged_values.was_of(db, ident, kind) | two["was"]
        return two | {"was": was, "words": judged_values.words_of(db, ident, kind)}
    _require_kept(db, ident, kind)
    if kind == "claim":
        claim = db.exec(select(t.ClaimRow).where(t.ClaimRow.ident == ident)).one()
        judged_claims.begin(db, claim)
        value = judged_values.of_claim(db, judgement, claim)
    else:
        statement = db.exec(select(t.Statement).where(t.Statement.ident == ident)).one()
        _require_open(db, judgement.verdict, ident)
        judged.begin(db, statement)
        value = judged_values.of_statement(db, judgement, statement, comparing, now)
    was, words = judged_values.was_of(db, ident, kind), judged_values.words_of(db, ident, kind)
    return {"subject": ident, "value": value, "was": was, "words": words}


def _settle(db: Session, row: "t.JudgementRow", comparing: Comparing, now: datetime) -> None:
    """Let what stands follow from a judgement that was just made or withdrawn."""
    if row.other is not None:
        # Others may have waited for it to be out of their way.
        for each in (row, *judged_pairs.record(db, row)):
            judged_speakers.settle(db, each, comparing, now)
        return
    claim = db.exec(select(t.ClaimRow).where(t.ClaimRow.ident == row.subject)).first()
    if claim is not None:
        judged_claims.settle(db, claim.article_id, now)
        article, moved = claim.article_id, frozenset[int]()
    else:
        statement = db.exec(select(t.Statement).where(t.Statement.ident == row.subject)).first()
        if statement is None:
            return  # it was erased
        article = statement.article_id
        moved = judged.settle(db, article, now, [statement.id], by=row.id)
        judged_claims.settle(db, article, now)
    judged_speakers.resettle(db, moved, comparing, now, article)
    db.flush()


def _thing(db: Session, ident: str) -> tuple[str, str]:
    """The identifier and the kind of what is judged, as it may be written."""
    known = db.get(t.Identifier, identifiers.meant(ident))
    if known is None:
        raise NotFound(f"There is nothing with the identifier {ident}.")
    return identifiers.led(db, known.ident), known.kind


def _require_kept(db: Session, ident: str, kind: str) -> None:
    """Raise Gone for what was removed or erased: nobody is shown it, so nobody can judge it."""
    row = (
        db.exec(select(t.ClaimRow).where(t.ClaimRow.ident == ident)).first()
        if kind == "claim"
        else db.exec(select(t.Statement).where(t.Statement.ident == ident)).first()
    )
    hidden = {t.REMOVED, t.ERASED}
    if row is None or {row.state, db.get_one(t.Article, row.article_id).state} & hidden:
        stone = identifiers.standing_tombstone(db, ident)
        raise Gone(stone.reason if stone else "It was removed.")


def _require_open(db: Session, verdict: Verdict, ident: str) -> None:
    """Raise BadInput where something is corrected that was found to be no statement."""
    rejected = Verdict.REJECTED in deciding.applied(db, ident, waiting=True)
    if rejected and verdict in (Verdict.SPEAKER, Verdict.EXTENT, Verdict.KIND, Verdict.COUNTRIES):
        raise BadInput("It was found to be no statement: confirm it, or withdraw that judgement, first.")


def _settle_reports(db: Session, row: "t.JudgementRow", now: datetime) -> None:
    """Whoever reported something of what is judged has been heard."""
    open_ = select(t.Report).where(
        col(t.Report.subject).in_([row.subject, row.other]), t.Report.state == "open"
    )
    for report in db.exec(open_):
        report.state, report.settled = "settled", now
        report.judgement_id, report.editor_id = row.id, row.editor_id
        db.add(report)
    db.flush()
