"""A whole list taken away from a real server, beside what the same rows cost by SQL alone."""

import csv
import http.client
import io
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.responses import StreamingResponse

from app.evaluate.memory import anonymous
from app.evaluate.requests.serving import Running

LINES, BYTES = "lines by the second of processor time", "MB by the second of processor time"
"""What `taken` calls them."""
DUMPED = "/dump.csv"
_ROWS = 100
"""Of the dump, sent at once: as many as of a list."""
_PIECE = 1 << 20
_SEEN = 32
"""Pieces between two looks at the server's memory."""
_DUMP = """
    SELECT :origin || '/s/' || s.ident, s.ident, v.number, v.kind, v.words,
        p.name, :origin || '/p/' || p.ident, p.country,
        (SELECT group_concat(substr(k.text, x.start + 1, x.end - x.start)) FROM version_spans AS x
            WHERE x.version_id = v.id AND x.part = 'source'),
        (SELECT f.words FROM entities AS e JOIN entity_roles AS f ON f.entity_id = e.id
            WHERE e.article_id = a.id AND e.speaker_id = w.id ORDER BY e.number, f.position LIMIT 1),
        iif(v.kind = 'indirect', 'Reported, not verbatim', ''),
        (SELECT group_concat(t.code) FROM statement_places AS t
            WHERE t.statement_id = s.id AND t.kind = 'country'),
        s.said_first, s.said_last, substr(k.text, s.said_start + 1, s.said_end - s.said_start),
        a.outlet_country, o.name, a.title,
        :origin || '/a/' || a.ident || '#p' || (SELECT x.paragraph + 1 FROM version_spans AS x
            WHERE x.version_id = v.id AND x.part = 'content' AND x.position = 0),
        a.url, a.url || '#:~:text=' || substr(v.words, 1, 30), a.author, a.published,
        substr(k.captured, 1, 10), round(s.confidence, 2), 'Likely right', s.review, ''
    FROM articles AS a CROSS JOIN statements AS s ON s.article_id = a.id AND s.state = 'live'
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    JOIN captures AS k ON k.id = v.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN speakers AS w ON w.id = v.speaker_id LEFT JOIN speakers AS p ON p.id = w.stands_for
    ORDER BY a.published DESC, a.id DESC
"""
"""The columns of statements in their order, as far as SQL makes them: an address has no words of what it is
of, words at an outlet are not looked for there, and nobody is left out for being in doubt."""


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
        f"{target}, {BYTES}": size / 1e6 / spent,
        f"{target}, {LINES}": rows / spent,
        f"{target}, memory MB, at most more than before": max(held),
    }


def dump(database: Path, origin: str = "http://127.0.0.1:8000") -> Iterator[bytes]:
    """The same rows as CSV, as SQLite gives them and the standard library writes them."""
    address = f"{database.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, check_same_thread=False)) as db:
        db.execute("PRAGMA mmap_size=2147418112")
        buffer = io.StringIO()
        found = db.execute(_DUMP, {"origin": origin})
        while some := found.fetchmany(_ROWS):
            csv.writer(buffer).writerows(some)
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()


def routes(database: Path, sent: Callable[[Iterator[bytes]], Any]) -> FastAPI:
    """An app of one route that gives the dump; `sent` is how long answers are sent there."""
    bare = FastAPI(openapi_url=None)

    def dumped() -> StreamingResponse:
        return StreamingResponse(sent(dump(database)), media_type="text/csv")

    bare.get(DUMPED, response_model=None)(dumped)
    return bare


def _spent(process: int) -> float:
    """Seconds of processor time that a process has had; 0 where nobody tells."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    # Its name, which may have any character, ends at the last bracket.
    of = told.read_text("utf-8").rpartition(")")[2].split()
    return (int(of[11]) + int(of[12])) / os.sysconf("SC_CLK_TCK")
