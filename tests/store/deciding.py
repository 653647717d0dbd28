"""Editors' decisions as rows, as far as pages read them: what stands is set by hand beside them."""

import json
from datetime import UTC, datetime

from app.store import identifiers

MADE = datetime(2026, 11, 21, 9, tzinfo=UTC)


def editor(db, name="Edda"):
    """The row id of an editor's account."""
    sql = db.connection().exec_driver_sql
    sql(
        "INSERT OR IGNORE INTO editors (name, role, password, added, failures) "
        "VALUES (?, 'editor', '-', ?, 0)",
        (name, MADE.isoformat()),
    )
    return sql("SELECT id FROM editors WHERE name = ?", (name,)).scalar_one()


def decided(db, subject, verdict, *, was=None, value=None, words=None, reason="It says so.", state="applied",
            waits=None, made=MADE):  # fmt: skip
    """A judgement's identifier; of one that is applied or waits, the subject's review says so."""
    ident = identifiers.mint(db, "judgement", made)
    sql = db.connection().exec_driver_sql
    sql(
        "INSERT INTO judgements (ident, subject, verdict, value, was, words, reason, editor_id, made, state, "
        "waits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (ident, subject, verdict, json.dumps(value or {}), json.dumps(was or {}), words, reason, editor(db),
         made.isoformat(), state, waits),
    )  # fmt: skip
    review = "disputed" if verdict == "disputed" or state == "waiting" else "checked"
    for table in ("statements", "claims"):
        sql(f"UPDATE {table} SET review = ? WHERE ident = ?", (review, subject))
    return ident


def another_version(db, statement, judgement, *, speaker=None, words=None, kind=None):
    """A new version of a statement that a judgement gave it; a speaker by their identifier."""
    sql = db.connection().exec_driver_sql
    old = sql(
        "SELECT v.*, s.confidence, s.rule FROM versions AS v JOIN statements AS s ON s.id = v.statement_id "
        "AND s.version = v.number WHERE s.ident = ?", (statement,),
    ).one()  # fmt: skip
    who = sql("SELECT id FROM speakers WHERE ident = ?", (speaker,)).scalar() if speaker else old.speaker_id
    by = sql("SELECT id FROM judgements WHERE ident = ?", (judgement,)).scalar_one()
    sql(
        "INSERT INTO versions (statement_id, number, capture_id, kind, speaker_id, words, digest, created, "
        "judgement_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (old.statement_id, old.number + 1, old.capture_id, kind or old.kind, who, words or old.words,
         f"d{by}", MADE.isoformat(), by),
    )  # fmt: skip
    new = sql("SELECT max(id) FROM versions").scalar_one()
    spans = sql("SELECT * FROM version_spans WHERE version_id = ?", (old.id,)).all()
    for span in spans:
        end = span.end - (len(old.words) - len(words or old.words)) * (span.part == "content")
        sql(
            "INSERT INTO version_spans (version_id, part, position, start, end, paragraph) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (new, span.part, span.position, span.start, end, span.paragraph),
        )
    sql(
        "INSERT OR IGNORE INTO readings (statement_id, found, capture_id, kind, speaker_id, words, spans, "
        "rule, confidence, reasons, places) VALUES (?, 1, ?, ?, ?, ?, '[]', ?, ?, '[]', '[]')",
        (old.statement_id, old.capture_id, old.kind, old.speaker_id, old.words, old.rule, old.confidence),
    )
    sql("UPDATE statements SET version = version + 1 WHERE id = ?", (old.statement_id,))
    if speaker:
        sql("UPDATE statements SET confidence = 1.0, rule = 'judged' WHERE id = ?", (old.statement_id,))
