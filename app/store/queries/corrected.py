"""What people decided of the statements and claims on a page, beside what stands because of it."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import SpeakerKind, Verdict
from app.store.queries.views import Correction, ReadingView, SpeakerRef

JUDGED_AT = """(SELECT max(max(j.made, coalesce(j.withdrawn, ''))) FROM judgements AS j
    WHERE j.subject IN ({of}))"""
"""When a judgement about one `of` these identifiers was last made or withdrawn."""
TOLD = """
    j.ident, j.subject, j.verdict, j.made, j.reason, j.was, j.words AS about,
    j.state, j.waits, j.withdrawn, j.withdrawn_reason, e.name AS editor,
    b.ident AS was_ident, iif(f.state = 'erased', '', j.was ->> '$.speaker.name') AS was_name,
    coalesce(j.was ->> '$.confidence', iif(n.speaker_id = f.id, n.confidence, NULL), 1.0)
        >= (SELECT shown_from()) AS sure
"""
JUDGED = """
    FROM judgements AS j JOIN editors AS e ON e.id = j.editor_id
    LEFT JOIN speakers AS f ON f.ident = j.was ->> '$.speaker.ident'
    LEFT JOIN speakers AS b ON b.id = f.stands_for
    LEFT JOIN statements AS g ON g.ident = j.subject
    LEFT JOIN readings AS n ON n.statement_id = g.id
"""
"""With who was named before, `f` as linked and `b` as shown, unless that was too unsure to be told."""
_ABOUT = ("confirmed", "disputed", "speaker", "extent", "kind", "countries", "type")
_STANDING = text(f"""
    SELECT {TOLD} {JUDGED}
    WHERE j.subject IN (SELECT value FROM json_each(:idents)) AND j.state IN ('applied', 'waiting')
        AND j.verdict IN {_ABOUT} ORDER BY j.id
""")
_THESE = text(f"SELECT j.id, {TOLD} {JUDGED} WHERE j.id IN (SELECT value FROM json_each(:ids))")
_READING = text("""
    SELECT n.rule, n.confidence, p.ident, p.name, p.kind, p.country FROM readings AS n
    LEFT JOIN speakers AS w ON w.id = n.speaker_id AND n.confidence >= (SELECT shown_from())
    LEFT JOIN speakers AS p ON p.id = w.stands_for
    WHERE n.statement_id = :id
""")


def standing(db: Session, idents: Iterable[str]) -> Mapping[str, tuple[Correction, ...]]:
    """By statement or claim, the judgements that hold or wait, oldest first: one query for a page of rows."""
    asked = sorted(set(idents))
    found: defaultdict[str, tuple[Correction, ...]] = defaultdict(tuple)
    if asked:
        for row in db.connection().execute(_STANDING, {"idents": json.dumps(asked)}):
            found[row.subject] += (correction(row),)
    return found


def behind(db: Session, ids: Iterable[int]) -> Mapping[int, Correction]:
    """Judgements by their row ids, whether they hold or not."""
    found = db.connection().execute(_THESE, {"ids": json.dumps(sorted(set(ids)))})
    return {row.id: correction(row) for row in found}


def reading(db: Session, statement: int) -> ReadingView | None:
    """What the machine found of a statement, by its row id, that a person decided about."""
    row = db.connection().execute(_READING, {"id": statement}).first()
    if row is None:
        return None
    named = None
    if row.ident is not None:
        named = SpeakerRef(row.ident, row.name, SpeakerKind(row.kind), row.country)
    return ReadingView(named, row.rule, row.confidence)


def correction(row: Row[Any]) -> Correction:
    """The judgement in a row that selects `TOLD`."""
    verdict, was = Verdict(row.verdict), json.loads(row.was)
    named = verdict is Verdict.SPEAKER and bool(row.sure) and row.was_name is not None
    before = {
        Verdict.SPEAKER: row.was_name if named else "",
        Verdict.EXTENT: row.about,
        Verdict.KIND: was.get("kind"),
        Verdict.COUNTRIES: ", ".join(was.get("countries") or ()),
        Verdict.TYPE: was.get("type"),
    }
    return Correction(
        id=row.ident,
        made=datetime.fromisoformat(row.made),
        verdict=verdict,
        was=before.get(verdict) or "",
        was_speaker=row.was_ident if named else None,
        reason=row.reason,
        editor=row.editor,
        withdrawn=datetime.fromisoformat(row.withdrawn) if row.withdrawn else None,
        withdrawn_reason=row.withdrawn_reason or "",
        waits=(row.waits or "it could not be carried over") if row.state == "waiting" else "",
    )
