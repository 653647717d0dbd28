"""Words: all that is shown as somebody's is exactly what the article's text has there."""

import hashlib
import sqlite3
from collections.abc import Iterator
from itertools import groupby

from app.records import Span
from app.store.saving.spans import joined
from app.store.verifying.fault import Fault, Findings

_CAPTURES = """
    SELECT c.id, c.number, c.digest, a.ident FROM captures AS c
    JOIN articles AS a ON a.id = c.article_id ORDER BY c.id
"""
_TEXT = "SELECT text FROM captures WHERE id = ?"
_PARAGRAPHS = "SELECT number, start, end FROM paragraphs WHERE capture_id = ? ORDER BY number"
_SPANS = """
    SELECT v.capture_id, v.id, s.ident, v.number, v.words, p.part, p.start, p.end
    FROM versions AS v JOIN statements AS s ON s.id = v.statement_id
    LEFT JOIN version_spans AS p ON p.version_id = v.id
    ORDER BY v.capture_id, v.id, p.part, p.position
"""
_CLAIMS = "SELECT capture_id, ident, words, start, end FROM claims ORDER BY article_id, capture_id"
_ROLES = """
    SELECT c.id AS capture_id, e.name, a.ident, r.words, r.start, r.end
    FROM entity_roles AS r JOIN entities AS e ON e.id = r.entity_id JOIN articles AS a ON a.id = e.article_id
    JOIN captures AS c ON c.article_id = a.id AND c.number = a.capture ORDER BY c.id
"""
_STANDING = """
    SELECT s.ident, s.version, count(v.id) AS held, max(v.number) AS last, c.number AS capture,
        a.capture AS current, s.state
    FROM statements AS s JOIN articles AS a ON a.id = s.article_id
    LEFT JOIN versions AS v ON v.statement_id = s.id
    LEFT JOIN versions AS w ON w.statement_id = s.id AND w.number = s.version
    LEFT JOIN captures AS c ON c.id = w.capture_id AND c.article_id = s.article_id
    GROUP BY s.id
"""


def captures(db: sqlite3.Connection) -> Findings:
    """Every text has its digest, and paragraphs in order that lie in it."""
    for row in db.execute(_CAPTURES):
        text, page = _text(db, row["id"]), f"/a/{row['ident']}/captures/{row['number']}"
        if hashlib.sha256(text.encode()).hexdigest() != row["digest"]:
            yield Fault(page, "its text is not the one its digest is of")
            continue
        end, found = 0, None
        for paragraph in db.execute(_PARAGRAPHS, (row["id"],)):
            if not end <= paragraph["start"] <= paragraph["end"] <= len(text):
                found = Fault(page, f"paragraph {paragraph['number']} is not in its place in the text")
            end = paragraph["end"]
        yield found


def versions(db: sqlite3.Connection) -> Findings:
    """The words of every version are those between its ends in the article, and all its spans lie in it."""
    for text, rows in _by_capture(db, _SPANS):
        for _, spans in groupby(rows, key=lambda row: row["id"]):
            yield _version(text, list(spans))


def claims(db: sqlite3.Connection) -> Findings:
    """The words of every claim are those between its ends in the article."""
    for text, rows in _by_capture(db, _CLAIMS):
        for row in rows:
            yield _slice(text, row, f"/c/{row['ident']}")


def roles(db: sqlite3.Connection) -> Findings:
    """Every role is as the article prints it."""
    for text, rows in _by_capture(db, _ROLES):
        for row in rows:
            yield _slice(text, row, f"/a/{row['ident']}, {row['name']}")


def standing(db: sqlite3.Connection) -> Findings:
    """Of every statement the newest version stands, of its own article; a live one's is of its text today."""
    for row in db.execute(_STANDING):
        page = f"/s/{row['ident']}"
        if row["version"] != row["last"] or row["held"] != row["last"]:
            yield Fault(page, f"version {row['version']} stands, of {row['held']} up to {row['last']}")
        elif row["capture"] is None:
            yield Fault(page, "its words are of another article")
        elif row["state"] == "live" and row["capture"] != row["current"]:
            yield Fault(page, f"it stands in capture {row['capture']}, and the article in {row['current']}")
        else:
            yield None


def _version(text: str, rows: list[sqlite3.Row]) -> Fault | None:
    first = rows[0]
    page, words = f"/s/{first['ident']}/v{first['number']}", first["words"]
    if any(not _lies(text, row) for row in rows):
        return Fault(page, "it has words that do not lie in the article")
    content = [Span(row["start"], row["end"]) for row in rows if row["part"] == "content"]
    if not content or joined(text, content) != words:
        return Fault(page, "its words are not those that the article has there")
    return None


def _slice(text: str, row: sqlite3.Row, where: str) -> Fault | None:
    if _lies(text, row) and text[row["start"] : row["end"]] == row["words"]:
        return None
    return Fault(where, "its words are not those that the article has there")


def _lies(text: str, row: sqlite3.Row) -> bool:
    return row["start"] is not None and 0 <= row["start"] < row["end"] <= len(text)


def _by_capture(db: sqlite3.Connection, query: str) -> Iterator[tuple[str, Iterator[sqlite3.Row]]]:
    """Rows by the text that they are of, one text at a time."""
    for capture, rows in groupby(db.execute(query), key=lambda row: row["capture_id"]):
        yield _text(db, capture), rows


def _text(db: sqlite3.Connection, capture: int) -> str:
    found = db.execute(_TEXT, (capture,)).fetchone()
    return "" if found is None else str(found[0])
