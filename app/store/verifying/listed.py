"""What lists are answered from, in memory, beside what the tables hold."""

from pathlib import Path

import numpy as np
from pyroaring import BitMap
from sqlmodel import Session

from app.store import engine
from app.store.catalogue import keeping
from app.store.catalogue.bitmaps import numbers_of
from app.store.verifying.fault import Fault, Findings

_ROWS = {
    "statements": """
        SELECT v.id FROM versions AS v JOIN statements AS s ON s.id = v.statement_id AND s.version = v.number
        JOIN articles AS a ON a.id = s.article_id WHERE s.state = 'live' AND a.state = 'live'
    """,
    "claims": """
        SELECT c.id FROM claims AS c JOIN articles AS a ON a.id = c.article_id
        WHERE c.state = 'live' AND a.state = 'live'
    """,
    "articles": "SELECT id FROM articles WHERE state = 'live'",
}
_SPOKEN = """
    SELECT coalesce(p.stands_for, p.id), count(*) FROM versions AS v
    JOIN statements AS s ON s.id = v.statement_id AND s.version = v.number
    JOIN articles AS a ON a.id = s.article_id JOIN speakers AS p ON p.id = v.speaker_id
    WHERE s.state = 'live' AND a.state = 'live' GROUP BY 1
"""


def lists(path: Path) -> Findings:
    """Each list has exactly the rows that are to be listed, and each speaker as many as are theirs."""
    made = engine.reader(path)
    try:
        with Session(made) as db:
            holdings, sql = keeping.current(db), db.connection().exec_driver_sql
            for name, query in _ROWS.items():
                listed, held = getattr(holdings, name).live, BitMap(sql(query).scalars())
                fault = Fault(f"/{name}", f"{len(listed)} are listed, and {len(held)} are there")
                yield None if listed == held else fault
            shelf = holdings.statements
            speakers = shelf.columns["speaker"][numbers_of(shelf.live)]
            counted = np.bincount(holdings.people.standing[speakers], minlength=1)
            for speaker, many in sql(_SPOKEN):
                shown = int(counted[speaker]) if speaker < len(counted) else 0
                fault = Fault(f"speaker {speaker}", f"{shown} are listed, and {many} are there")
                yield None if shown == many else fault
    finally:
        made.dispose()
