"""What an editor needs to judge a record: what the machine found, who it may be, what a decision rests on."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json

from sqlmodel import Session, text

from app.errors import Gone
from app.records import Kind
from app.store import identifiers
from app.store.queries import rows
from app.store.queries.views import Candidate, Found

_CANDIDATES = text(f"""
    SELECT e.name AS printed, {rows.SPEAKER},
        (SELECT f.words FROM entity_roles AS f WHERE f.entity_id = e.id ORDER BY f.position LIMIT 1) AS role,
        (SELECT json_group_array(n.name) FROM entity_aliases AS n WHERE n.entity_id = e.id) AS aliases
    FROM entities AS e JOIN speakers AS w ON w.id = e.speaker_id JOIN speakers AS p ON p.id = w.stands_for
    WHERE e.article_id = (SELECT article_id FROM statements WHERE ident = :ident) ORDER BY e.number
""")
_FOUND = text(f"""
    SELECT r.found, r.kind, r.words, r.rule, r.confidence, r.reasons, {rows.SPEAKER}
    FROM statements AS s JOIN readings AS r ON r.statement_id = s.id
    LEFT JOIN speakers AS w ON w.id = r.speaker_id LEFT JOIN speakers AS p ON p.id = w.stands_for
    WHERE s.ident = :ident
""")
_JUDGED = """
    coalesce((SELECT j.ident FROM judgements AS j WHERE j.subject = x.ident ORDER BY j.id DESC LIMIT 1), '')
    || '.' || (SELECT count(*) FROM judgements AS j WHERE j.subject = x.ident AND j.withdrawn IS NOT NULL)
"""
_BASIS = {
    "statement": text(f"SELECT x.version || '.' || {_JUDGED} FROM statements AS x WHERE x.ident = :ident"),
    "claim": text(f"SELECT x.capture_id || '.' || {_JUDGED} FROM claims AS x WHERE x.ident = :ident"),
}


def meant(db: Session, kind: str, ident: str) -> tuple[str, str]:
    """The statement or claim that an identifier leads to, and why it was withdrawn, "" where it was not.

    Raises NotFound.
    """
    try:
        return identifiers.resolve(db, ident, kind).ident, ""
    except Gone as gone:
        return identifiers.led(db, identifiers.meant(ident)), str(gone)


def candidates(db: Session, ident: str, passage: str) -> tuple[Candidate, ...]:
    """Whom the article of a statement names, those first whom `passage`, the words around it, names too."""
    found: dict[str, Candidate] = {}
    for row in db.connection().execute(_CANDIDATES, {"ident": ident}):
        near = any(name in passage for name in (row.printed, *json.loads(row.aliases)))
        made = Candidate(rows.speaker_of(row), row.printed, row.role or "", near)
        # One whom the article names in two ways is one; whichever of these is near counts.
        if near or made.speaker.ident not in found:
            found[made.speaker.ident] = made
    return tuple(sorted(found.values(), key=lambda each: not each.near))


def found(db: Session, ident: str) -> Found | None:
    """What the machine found of a statement that people judged; None where what stands is the machine's."""
    row = db.connection().execute(_FOUND, {"ident": ident}).first()
    if row is None:
        return None
    return Found(
        found=bool(row.found),
        kind=Kind(row.kind),
        speaker=rows.speaker_ref(row),
        words=row.words,
        rule=row.rule,
        confidence=row.confidence,
        reasons=tuple(json.loads(row.reasons)),
    )


def basis(db: Session, kind: str, ident: str) -> str:
    """What a decision about a statement or claim is made on: version, newest judgement, how many are undone.

    Any of these is another one once somebody else decided, or the article was read anew.
    """
    return str(db.connection().execute(_BASIS[kind], {"ident": ident}).scalar_one())
