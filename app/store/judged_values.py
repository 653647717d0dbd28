"""What a judgement says is right, as it is kept, and what was shown when it was made."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.errors import BadInput
from app.records import ClaimType, Entity, Judgement, Kind, Span, SpeakerKind, Verdict
from app.store import identifiers, verdicts
from app.store import tables as t
from app.store.saving import deciding, named, versions
from app.store.saving.comparing import Comparing

_MOST_NAME = 200


def of_statement(
    db: Session, judgement: Judgement, statement: "t.Statement", comparing: Comparing, now: datetime
) -> dict[str, Any]:
    """What is right of a statement. Raises BadInput with what is wrong and what would be right."""
    version = versions.standing(db, statement)
    match judgement.verdict:
        case Verdict.SPEAKER:
            article = db.get_one(t.Article, statement.article_id).ident
            return _speaker(db, judgement.value, article, comparing, now)
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


def of_claim(db: Session, judgement: Judgement, claim: "t.ClaimRow") -> dict[str, Any]:
    """What is right of a claim. Raises BadInput with what is wrong and what would be right."""
    match judgement.verdict:
        case Verdict.TYPE:
            return verdicts.one_of(ClaimType, "type", judgement.value)
        case Verdict.COUNTRIES:
            return verdicts.countries(judgement.value)
        case Verdict.CONFIRMED:
            decided = deciding.applied(db, claim.ident)
            return {} if Verdict.TYPE in decided else {"type": claim.type}
        case _:
            return {}


def _as_it_stands(db: Session, statement: "t.Statement", version: "t.Version") -> dict[str, Any]:
    """What a confirmation says is right: all that no judgement decides by itself."""
    decided = deciding.applied(db, statement.ident)
    value: dict[str, Any] = {}
    if Verdict.SPEAKER not in decided:
        speaker = version.speaker_id and db.get_one(t.Speaker, version.speaker_id)
        value["speaker"] = speaker.ident if speaker else None
    if Verdict.KIND not in decided:
        value["kind"] = version.kind
    if Verdict.EXTENT not in decided:
        value["spans"] = _ends(versions.shapes(db, [version])[version.id].content)
    return value


def _speaker(
    db: Session, value: Mapping[str, Any], article: str, comparing: Comparing, now: datetime
) -> dict[str, Any]:
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
    entity = Entity(name, SpeakerKind(kind))
    shared = comparing.link([entity])[0].shared
    made = named.speaker(db, entity, None if shared else article, now)
    return {"speaker": made.ident, "name": name, "kind": str(kind)}


def _known(db: Session, ident: str, now: datetime) -> "t.Speaker":
    """A speaker who may be named. Raises BadInput for one whom nobody may name."""
    meant = identifiers.meant(ident.strip())
    row = deciding.speaker(db, meant)
    if row is None:
        raise BadInput(f"There is no speaker {ident}: choose one by name, or give the name of a new one.")
    if row.state in (t.REMOVED, t.ERASED):
        raise BadInput("That speaker was erased from this archive and cannot be named in it.")
    named.revive(db, row, now)
    return row


def words_of(db: Session, ident: str, kind: str) -> str | None:
    """The words that are judged; a speaker has none."""
    if kind == "claim":
        return db.exec(select(t.ClaimRow.words).where(t.ClaimRow.ident == ident)).one()
    if kind == "statement":
        statement = db.exec(select(t.Statement).where(t.Statement.ident == ident)).one()
        return versions.standing(db, statement).words
    return None


def was_of(db: Session, ident: str, kind: str) -> dict[str, Any]:
    """What is shown of a statement, a claim or a speaker as it is judged."""
    if kind == "claim":
        return _was_of_claim(db, db.exec(select(t.ClaimRow).where(t.ClaimRow.ident == ident)).one())
    if kind == "statement":
        return _was_of_statement(db, db.exec(select(t.Statement).where(t.Statement.ident == ident)).one())
    speaker = db.exec(select(t.Speaker).where(t.Speaker.ident == ident)).one()
    return {"speaker": {"ident": speaker.ident, "name": speaker.name}}


def _was_of_statement(db: Session, statement: "t.Statement") -> dict[str, Any]:
    """Whom the machine found to have said it is kept too: nobody is to name them again."""
    version = versions.standing(db, statement)
    speaker = version.speaker_id and db.get_one(t.Speaker, version.speaker_id)
    shown = speaker and (db.get(t.Speaker, speaker.stands_for) or speaker)
    reading = db.get(t.Reading, statement.id)
    found = reading.speaker_id if reading else version.speaker_id
    about = select(t.StatementPlace.code).where(t.StatementPlace.statement_id == statement.id)
    countries = about.where(t.StatementPlace.kind == t.COUNTRY).order_by(col(t.StatementPlace.code))
    told = {
        "version": version.number,
        "speaker": {"ident": speaker.ident, "name": shown.name} if speaker and shown else None,
        "found": db.get_one(t.Speaker, found).ident if found else None,
        "kind": version.kind,
        "countries": [*db.exec(countries)],
        "confidence": statement.confidence,
    }
    # Where other words are shown than the machine found, those too tell it again what is meant.
    return told | ({"read": reading.words} if reading and reading.words != version.words else {})


def _was_of_claim(db: Session, claim: "t.ClaimRow") -> dict[str, Any]:
    about = select(t.ClaimPlace.code).where(t.ClaimPlace.claim_id == claim.id)
    countries = about.where(t.ClaimPlace.kind == t.COUNTRY).order_by(col(t.ClaimPlace.code))
    return {"type": claim.type, "countries": [*db.exec(countries)], "confidence": claim.confidence}


def _ends(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
