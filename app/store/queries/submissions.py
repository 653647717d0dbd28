"""What was added in the browser: the newest, and one with what became of it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.errors import NotFound
from app.store.queries.views import OPENING, Became, SubmissionView

# The body is never among the columns: it may be as large as an archive.
_COLUMNS = """
    s.ident, s.kind, s.name, s.state, s.received, s.finished, s.outcomes,
    (SELECT count(*) FROM submissions AS o WHERE o.id < s.id AND o.state IN ('queued', 'running')) AS ahead
    FROM submissions AS s
"""
_RECENT = text(f"SELECT {_COLUMNS} ORDER BY s.id DESC LIMIT :limit")
_ONE = text(f"SELECT {_COLUMNS} WHERE s.ident = :ident")
_TITLES = text("""
    SELECT a.ident, coalesce(a.title, (
        SELECT substr(c.text, 1, :opening) FROM captures AS c WHERE c.article_id = a.id
        ORDER BY c.id DESC LIMIT 1
    )) AS title FROM articles AS a
    WHERE a.state = 'live' AND a.ident IN (SELECT value FROM json_each(:idents))
""")


def recent(db: Session, limit: int) -> tuple[SubmissionView, ...]:
    """The newest, the last one received first."""
    found = db.connection().execute(_RECENT, {"limit": limit}).all()
    titles = _titles(db, *(row.outcomes for row in found))
    return tuple(_view(row, titles) for row in found)


def submission(db: Session, ident: str) -> SubmissionView:
    """The one with this identifier. Raises NotFound."""
    row = db.connection().execute(_ONE, {"ident": ident}).one_or_none()
    if row is None:
        raise NotFound("Nothing that was added has this address.")
    return _view(row, _titles(db, row.outcomes))


def _view(row: Row[Any], titles: Mapping[str, str]) -> SubmissionView:
    return SubmissionView(
        ident=row.ident,
        kind=row.kind,
        name=row.name,
        state=row.state,
        received=datetime.fromisoformat(row.received),
        finished=datetime.fromisoformat(row.finished) if row.finished else None,
        ahead=row.ahead if row.state == "queued" else 0,
        became=tuple(
            Became(**{**each, "notes": tuple(each["notes"]), "title": titles.get(each["article"])})
            for each in json.loads(row.outcomes)
        ),
    )


def _titles(db: Session, *outcomes: str) -> Mapping[str, str]:
    """Of all articles that lists of outcomes lead to."""
    idents = {each["article"] for listed in outcomes for each in json.loads(listed) if each["article"]}
    values = {"idents": json.dumps(sorted(idents)), "opening": OPENING}
    return {row.ident: row.title for row in db.connection().execute(_TITLES, values)}
