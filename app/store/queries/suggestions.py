"""What a reader may be about to type: names, outlets, topics and words that are in the archive.

Every statement looks at a bounded number of rows, whatever is typed.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Iterable, Sequence

from sqlmodel import Session, text

from app.store import search
from app.store.catalogue import hits, keeping
from app.store.queries import conditions, rows
from app.store.queries.speakers import NEWEST_ROLE
from app.store.queries.views import Counted, NamedSpeaker
from app.store.words import FUNCTION_WORDS

CANDIDATES = 150
"""Names looked at where more begin so, those met first in the archive."""
NAMES = 20_000
"""Outlets or topics looked at."""

_SPEAKERS = f"""
    WITH begun AS (
        SELECT w.stands_for AS id, min(n.name) AS alias
        FROM (SELECT rowid AS hit FROM speaker_names_fts WHERE speaker_names_fts MATCH :q LIMIT {CANDIDATES})
        JOIN speaker_aliases AS n ON n.id = hit JOIN speakers AS w ON w.id = n.speaker_id
        GROUP BY w.stands_for
    ), counted AS (
        SELECT g.id, g.alias, (
            SELECT count(*) FROM speakers AS w JOIN versions AS v ON v.speaker_id = w.id
            JOIN statements AS s ON s.id = v.statement_id AND s.version = v.number AND s.state = 'live'
            WHERE {conditions.SURE} AND w.stands_for = g.id
        ) AS statements FROM begun AS g
    ), shown AS (
        SELECT * FROM counted WHERE statements ORDER BY statements DESC, id LIMIT :limit
    )
    SELECT g.alias, g.statements, {rows.SPEAKER}, ({NEWEST_ROLE}) AS role
    FROM shown AS g JOIN speakers AS p ON p.id = g.id ORDER BY g.statements DESC, p.id
"""
_OUTLETS = text(f"SELECT name FROM outlets LIMIT {NAMES}")
_OUTLETS_COUNTED = text("""
    SELECT o.name AS value, count(s.id) AS found FROM outlets AS o JOIN articles AS a ON a.outlet_id = o.id
    LEFT JOIN statements AS s ON s.article_id = a.id AND s.state = 'live'
    WHERE o.name IN (SELECT value FROM json_each(:names)) GROUP BY o.name ORDER BY found DESC, value
""")
_TOPICS = text(f"SELECT DISTINCT topic FROM article_topics LIMIT {NAMES}")
_TOPICS_COUNTED = text("""
    SELECT x.topic AS value, count(s.id) AS found FROM article_topics AS x
    LEFT JOIN statements AS s ON s.article_id = x.article_id AND s.state = 'live'
    WHERE x.topic IN (SELECT value FROM json_each(:names)) GROUP BY x.topic ORDER BY found DESC, value
""")
_COUNTRIES = text("""
    SELECT x.code AS value, count(*) AS found FROM claim_places AS x
    JOIN claims AS c ON c.id = x.claim_id AND c.state = 'live'
    WHERE x.kind = 'country' AND x.code IN (SELECT value FROM json_each(:names))
    GROUP BY x.code ORDER BY found DESC, value
""")
_WORDS = text("""
    SELECT word FROM words WHERE word >= :begun AND word < :end ORDER BY articles DESC, word LIMIT :limit
""")


def speakers(db: Session, q: str, limit: int) -> tuple[NamedSpeaker, ...]:
    """Speakers with a name in which every word of `q` begins a word; who says most comes first."""
    begun = search.beginnings(q)
    if not begun:
        return ()
    found = db.connection().execute(text(_SPEAKERS), {"q": begun, "limit": limit})
    return tuple(NamedSpeaker(rows.speaker_of(row), row.alias, row.role, row.statements) for row in found)


def outlets(db: Session, q: str, limit: int) -> tuple[Counted, ...]:
    """Outlets with such a name, and their statements."""
    names = begun_by(q, db.connection().scalars(_OUTLETS))
    return _counted(db, _OUTLETS_COUNTED, names)[:limit]


def topics(db: Session, q: str, limit: int) -> tuple[Counted, ...]:
    """Topics of articles with such a name, and the statements in those articles."""
    names = begun_by(q, db.connection().scalars(_TOPICS))
    return _counted(db, _TOPICS_COUNTED, names)[:limit]


def countries(db: Session, codes: Sequence[str]) -> tuple[Counted, ...]:
    """Those of the countries that claims are about, and how many."""
    return _counted(db, _COUNTRIES, codes)


def words(db: Session, begun: str, limit: int) -> tuple[str, ...]:
    """The most printed words of the archive that begin with these letters, folded."""
    folded = search.tokens(begun)
    if not folded:
        return ()
    last = folded[-1]
    span = {"begun": last, "end": last + "\U0010ffff", "limit": limit + len(FUNCTION_WORDS)}
    found = db.connection().scalars(_WORDS, span)
    return tuple(word for word in found if word not in FUNCTION_WORDS)[:limit]


def articles_holding(db: Session, q: str) -> int:
    """In how many articles all words of `q` stand."""
    articles = keeping.current(db).articles
    return hits.holding(db, articles, q).intersection_cardinality(articles.live)


def begun_by(q: str, names: Iterable[str]) -> list[str]:
    """The names in which every word of `q` begins a word, case and diacritics folded."""
    typed = search.tokens(q)
    return [
        name
        for name in names
        if typed and all(any(word.startswith(part) for word in search.tokens(name)) for part in typed)
    ]


def _counted(db: Session, statement: object, names: Sequence[str]) -> tuple[Counted, ...]:
    if not names:
        return ()
    found = db.connection().execute(statement, {"names": json.dumps(list(names))})  # type: ignore[call-overload]
    return tuple(Counted(row.value, row.found) for row in found if row.found)
