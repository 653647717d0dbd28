"""Speakers: whom pages show in whose place."""

import sqlite3

from app.store.verifying.fault import Fault, Findings

_JOINED = """
    SELECT p.ident, p.state, p.stands_for, w.stands_for AS onward, w.state AS shown
    FROM speakers AS p LEFT JOIN speakers AS w ON w.id = p.stands_for
"""


def joined(db: sqlite3.Connection) -> Findings:
    """Each is shown as itself or as one who is: who is shown in another's place is in sight."""
    for row in db.execute(_JOINED):
        where = f"/p/{row['ident']}"
        if row["stands_for"] is None or row["onward"] != row["stands_for"]:
            yield Fault(where, "nobody stands for this speaker who stands for themselves")
        elif row["state"] == "live" and row["shown"] != "live":
            yield Fault(where, f"shown in the place of this speaker is one who is {row['shown']}")
        else:
            yield None
