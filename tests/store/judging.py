"""Judgements as plain rows, for tests of what is read of them."""

import json

from app.store import identifiers
from store.building import NOW


def editor(db, name="Ada Reed", role="editor"):
    """The row id of an account that nobody can log in to."""
    sql = db.connection().exec_driver_sql
    known = sql("SELECT id FROM editors WHERE name = ?", (name,)).scalar()
    if known is not None:
        return known
    sql(
        "INSERT INTO editors (name, role, password, added, failures) VALUES (?, ?, '', ?, 0)",
        (name, role, NOW.isoformat()),
    )
    return sql("SELECT max(id) FROM editors").scalar_one()


def judged(db, verdict, subject, *, value=None, was=None, made=NOW, ident=None, **more):
    """The identifier of a judgement that is recorded, and that nothing came of."""
    ident = identifiers.mint(db, "judgement", *((lambda: ident,) if ident else ()))
    row = {
        "ident": ident, "subject": subject, "verdict": verdict, "value": json.dumps(value or {}),
        "was": json.dumps(was or {}), "reason": "Read again.", "editor_id": editor(db),
        "made": made.isoformat(), "state": "applied", **more,
    }  # fmt: skip
    columns = ", ".join(row)
    marks = ", ".join("?" * len(row))
    db.connection().exec_driver_sql(
        f"INSERT INTO judgements ({columns}) VALUES ({marks})",
        tuple(row.values()),
    )
    return ident
