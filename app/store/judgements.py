"""What editors decide: made and withdrawn, each in the caller's own transaction, and settled at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.errors import BadInput, Gone, NotFound
from app.records import Judgement, Kind, Span, SpeakerKind, Verdict
from app.store import acts, identifiers, verdicts
from app.store import tables as t
from app.store.saving import deciding, judged, named, versions

_MISREAD = str.maketrans("ilo", "110")
MOST_WORDS = 2_000
"""Characters of a reason: it is shown wherever the statement is."""
_MOST_NAME = 200


def judge(db: Session, judgement: Judgement, editor: int, now: datetime) -> str:
    """Write down a decision and let what stands follow from it; its identifier.

    Raises BadInput with what is wrong and what would be right, NotFound, and Gone for what was removed.
    """
    ident, kind = _subject(db, judgement.subject)
    verdicts.require(kind, judgement.verdict)
    reason = " ".join(judgement.reason.split())
    if len(reason) > MOST_WORDS:
        raise BadInput(f"The reason has {len(reason):,} characters; {MOST_WORDS:,} are enough.")
    if judgement.other is not None or kind != "statement":
        raise BadInput(f"“{judgement.verdict}” about a {kind} cannot be written down yet.")
    statement = db.exec(select(t.Statement).where(t.Statement.ident == ident)).one()
    _require_shown(db, statement)
    judged.begin(db, statement)
    version = versions.standing(db, statement)
    row = t.JudgementRow(
        ident=identifiers.mint(db, "judgement", now),
        subject=ident,
        verdict=judgement.verdict.value,
        value=_value(db, judgement, statement, version, now),
        was=_was(db, statement, version),
        words=version.words,
        reason=reason,
        editor_id=editor,
        made=now,
    )
    db.add(row)
    db.flush()
    judged.settle(db, statement.article_id, now, [statement.id], by=row.id)
    _settle_reports(db, row, now)
    acts.record(db, now, editor, "judged", ident, f"{judgement.verdict}, {row.ident}")
    return row.ident


def withdraw(db: Session, ident: str, editor: int, reason: str, now: datetime) -> None:
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
    statement = db.exec(select(t.Statement).where(t.Statement.ident == row.subject)).first()
    if statement is not None:
        judged.settle(db, statement.article_id, now, [statement.id], by=row.id)
    acts.record(db, now, editor, "withdrew", row.subject, row.ident)


def _subject(db: Session, ident: str) -> tuple[str, str]:
    """The identifier and the kind of what is judged, as it may be written."""
    known = db.get(t.Identifier, ident.lower().translate(_MISREAD))
    if known is None:
        raise NotFound(f"There is no statement, claim or speaker {ident}.")
    meant = known.ident
    while (onward := db.get(t.Redirect, meant)) is not None:
        meant = onward.new
    return meant, known.kind


def _require_shown(db: Session, row: t.Statement | t.ClaimRow) -> None:
    """Raise Gone for what was removed: nobody is shown it, so nobody can judge it."""
    if row.state in (t.REMOVED, t.ERASED):
        stone = identifiers.standing_tombstone(db, row.ident)
        raise Gone(stone.reason if stone else "It was removed.")


def _value(
    db: Session, judgement: Judgement, statement: t.Statement, version: t.Version, now: datetime
) -> dict[str, Any]:
    """What is right, as it is kept."""
    match judgement.verdict:
        case Verdict.SPEAKER:
            return _speaker(db, judgement.value, now)
        case Verdict.EXTENT:
            text = db.get_one(t.Capture, version.capture_id).text
            return {"spans": _ends(verdicts.extent(judgement.value, text))}
        case Verdict.KIND:
            return verdicts.one_of(Kind, "kind", judgement.value)
        case Verdict.COUNTRIES:
            return verdicts.countries(judgement.value)
        case Verdict.CONFIRMED:
            return _as_it_stands(db, statement, version)
        case _:
            return {}


def _as_it_stands(db: Session, statement: t.Statement, version: t.Version) -> dict[str, Any]:
    """What a confirmation says is right: all that no judgement decides by itself."""
    decided = {
        row.verdict
        for row in deciding.rows_of(db, [statement.ident]).get(statement.ident, ())
        if row.state == deciding.APPLIED
    }
    value: dict[str, Any] = {}
    if Verdict.SPEAKER not in decided:
        speaker = version.speaker_id and db.get_one(t.Speaker, version.speaker_id)
        value["speaker"] = speaker.ident if speaker else None
    if Verdict.KIND not in decided:
        value["kind"] = version.kind
    if Verdict.EXTENT not in decided:
        value["spans"] = _ends(versions.shapes(db, [version])[version.id].content)
    return value


def _speaker(db: Session, value: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Who said it, as it is kept: by identifier, or {} for nobody who could be named."""
    if not value:
        return {}
    if given := value.get("speaker"):
        return {"speaker": _known(db, str(given), now).ident}
    name = " ".join(str(value.get("name") or "").split())
    kind = value.get("kind") or SpeakerKind.PERSON.value
    if not any(c.isalpha() for c in name) or len(name) > _MOST_NAME:
        raise BadInput(f"A speaker has to have a name, of at most {_MOST_NAME} characters.")
    if kind not in set(SpeakerKind):
        raise BadInput(f"“{kind}” is no kind of speaker: it is one of {', '.join(SpeakerKind)}.")
    made = named.speaker(db, name, SpeakerKind(kind), now)
    return {"speaker": made.ident, "name": name, "kind": str(kind)}


def _known(db: Session, ident: str, now: datetime) -> t.Speaker:
    """A speaker who may be named. Raises BadInput for one whom nobody may name."""
    meant = ident.strip().lower().translate(_MISREAD)
    row = deciding.speaker(db, meant)
    if row is None:
        raise BadInput(f"There is no speaker {ident}: choose one by name, or give the name of a new one.")
    if row.state in (t.REMOVED, t.ERASED):
        raise BadInput("That speaker was erased from this archive and cannot be named in it.")
    named.revive(db, row, now)
    return row


def _was(db: Session, statement: t.Statement, version: t.Version) -> dict[str, Any]:
    """What is shown of a statement as it is judged, and whom the machine found to have said it."""
    speaker = version.speaker_id and db.get_one(t.Speaker, version.speaker_id)
    shown = speaker and (db.get(t.Speaker, speaker.stands_for) or speaker)
    found = db.get_one(t.Reading, statement.id).speaker_id
    places = select(t.StatementPlace.code).where(t.StatementPlace.statement_id == statement.id)
    countries = places.where(t.StatementPlace.kind == t.COUNTRY).order_by(col(t.StatementPlace.code))
    return {
        "version": version.number,
        "speaker": {"ident": speaker.ident, "name": shown.name} if speaker and shown else None,
        "found": db.get_one(t.Speaker, found).ident if found else None,
        "kind": version.kind,
        "countries": [*db.exec(countries)],
        "confidence": statement.confidence,
    }


def _ends(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _settle_reports(db: Session, row: t.JudgementRow, now: datetime) -> None:
    """Whoever reported something of what is judged has been heard."""
    open_ = select(t.Report).where(t.Report.subject == row.subject, t.Report.state == "open")
    for report in db.exec(open_):
        report.state, report.settled = "settled", now
        report.judgement_id, report.editor_id = row.id, row.editor_id
        db.add(report)
    db.flush()
