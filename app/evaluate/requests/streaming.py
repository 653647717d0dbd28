"""A whole list taken away from a real server, beside what the same rows cost by SQL alone."""

import csv
import http.client
import io
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from app.evaluate.memory import anonymous
from app.evaluate.requests.serving import Running

LINES = "lines by the second of processor time"
"""What `taken` calls them."""
_PIECE = 1 << 20
_SEEN = 32
"""Pieces between two looks at the server's memory."""
_DUMP = """
    SELECT s.ident, v.number, v.kind, v.words, p.ident, p.name, p.country,
        (SELECT group_concat(substr(k.text, x.start + 1, x.end - x.start)) FROM version_spans AS x
            WHERE x.version_id = v.id AND x.part = 'source'),
        (SELECT f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id
            WHERE e.article_id = a.id AND e.speaker_id = w.id ORDER BY e.number, f.position LIMIT 1),
        (SELECT group_concat(t.code) FROM statement_places AS t
            WHERE t.statement_id = s.id AND t.kind = 'country'),
        s.said_first, s.said_last, a.outlet_country, o.name, a.title, a.ident, a.url, a.author, a.published,
        k.captured, s.confidence, s.review
    FROM articles AS a CROSS JOIN statements AS s ON s.article_id = a.id AND s.state = 'live'
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    JOIN captures AS k ON k.id = v.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN speakers AS w ON w.id = v.speaker_id LEFT JOIN speakers AS p ON p.id = w.stands_for
    ORDER BY a.published DESC, a.id DESC
"""
"""What the columns of statements are made of, in their order, without any address that is made up."""


def taken(server: Running, target: str) -> dict[str, float]:
    """What the CSV at `target` costs a server: by the second of its processor time, and in memory."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    before, begun, held = anonymous(server.process), _spent(server.process), [0.0]
    waited = time.monotonic()
    connection.request("GET", target)
    answer = connection.getresponse()
    size = rows = pieces = 0
    first = 0.0
    while piece := answer.read(_PIECE if size else 1):
        first = first or time.monotonic() - waited
        size, rows, pieces = size + len(piece), rows + piece.count(b"\r\n"), pieces + 1
        if pieces % _SEEN == 1:
            held.append(anonymous(server.process) - before)
    spent = max(_spent(server.process) - begun, 0.01)
    connection.close()
    return {
        f"{target}, MB": size / 1e6,
        f"{target}, first bytes after ms": first * 1000,
        f"{target}, MB by the second of processor time": size / 1e6 / spent,
        f"{target}, {LINES}": rows / spent,
        f"{target}, memory MB, at most more than before": max(held),
    }


def dumped(database: Path) -> tuple[int, float]:
    """Statements that SQLite gives and the standard library writes, and how many a second of its work."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        db.execute("PRAGMA mmap_size=2147418112")
        begun, rows, buffer = time.process_time(), 0, io.StringIO()
        writer = csv.writer(buffer)
        for row in db.execute(_DUMP):
            writer.writerow(row)
            rows += 1
            if buffer.tell() > _PIECE:
                buffer.seek(0)
                buffer.truncate()
        return rows, rows / max(time.process_time() - begun, 0.01)


def _spent(process: int) -> float:
    """Seconds of processor time that a process has had; 0 where nobody tells."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    # Its name, which may have any character, ends at the last bracket.
    of = told.read_text("utf-8").rpartition(")")[2].split()
    return (int(of[11]) + int(of[12])) / os.sysconf("SC_CLK_TCK")
