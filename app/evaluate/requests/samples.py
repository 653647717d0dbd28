"""What of an archive is asked for: the commonest of everything, and what is rare."""

# ruff: noqa: S608 - statements are put together from expressions of our own

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Samples:
    """What requests are made of; of pairs the first is the commonest, the second rare."""

    speakers: tuple[str, str]
    second: str
    """The second busiest speaker."""
    named: str
    """Who is named most in others' words."""
    about: tuple[str, str]
    bloc: str
    via: tuple[str, str]
    outlets: tuple[str, str]
    topics: tuple[str, str]
    day: str
    """On which most was published."""
    words: tuple[str, str, str]
    """The commonest word of all, the commonest that says something, and one of a single article."""
    statements: tuple[str, str]
    """One whose words stand in several articles, and one of an article with one statement."""
    claim: str
    articles: tuple[str, str]
    """The one with most statements, and one with few."""
    pair: tuple[str, str]
    """Two articles that print one report."""
    edited: str
    """An article that was captured twice."""
    corrected: str
    """A judgement."""
    quotation: str
    """The beginning of a statement's words."""


_SAID = "FROM statements AS s JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version"
_NAMED = "SELECT p.ident, count(*) AS n FROM {} GROUP BY p.id ORDER BY n {}, p.id LIMIT {}"
_SPEAKING = (
    "versions AS v JOIN speakers AS w ON w.id = v.speaker_id JOIN speakers AS p ON p.id = w.stands_for"
)
_TELLING = (
    "word NOT IN ('the', 'and', 'that', 'for', 'with', 'was', 'said', 'this', 'from', 'are', 'not', 'have')"
)


def of(database: Path) -> Samples:
    """What `database` has most and least of."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        busiest = _column(db, _NAMED.format(_SPEAKING, "DESC", 2))
        return Samples(
            speakers=(busiest[0], _one(db, _NAMED.format(_SPEAKING, "ASC", 1))),
            second=busiest[-1],
            named=_one(
                db,
                _NAMED.format("statement_mentions AS m JOIN speakers AS p ON p.id = m.speaker_id", "DESC", 1),
                busiest[0],
            ),
            about=_ends(
                db, "SELECT code FROM statement_places WHERE kind = 'country' GROUP BY code ORDER BY count(*)"
            ),
            bloc=_one(
                db,
                "SELECT code FROM statement_places WHERE kind = 'bloc' GROUP BY code ORDER BY -count(*)",
                "eu",
            ),
            via=_ends(
                db,
                "SELECT outlet_country FROM articles WHERE outlet_country > '' GROUP BY 1 ORDER BY count(*)",
            ),
            outlets=_ends(
                db,
                "SELECT o.name FROM articles AS a JOIN outlets AS o ON o.id = a.outlet_id "
                "GROUP BY 1 ORDER BY count(*)",
            ),
            topics=_ends(db, "SELECT topic FROM article_topics GROUP BY 1 ORDER BY count(*)"),
            day=_one(
                db,
                "SELECT published FROM articles WHERE published > '' GROUP BY 1 ORDER BY -count(*)",
                "2024-01-01",
            ),
            words=(
                _one(db, "SELECT word FROM words ORDER BY -articles"),
                _one(db, f"SELECT word FROM words WHERE length(word) > 5 AND {_TELLING} ORDER BY -articles"),
                _one(db, "SELECT word FROM words WHERE articles = 1 AND length(word) > 4"),
            ),
            statements=(
                _one(
                    db,
                    "SELECT s.ident FROM statement_matches AS m JOIN statements AS s ON s.id = m.a_id "
                    "WHERE s.state = 'live' AND m.certain ORDER BY s.id",
                    _one(db, "SELECT ident FROM statements WHERE state = 'live'"),
                ),
                _one(db, "SELECT ident FROM statements WHERE state = 'live' ORDER BY id DESC"),
            ),
            claim=_one(db, "SELECT ident FROM claims WHERE state = 'live' AND statement_id > 0"),
            articles=(
                _one(
                    db,
                    "SELECT a.ident FROM articles AS a JOIN (SELECT article_id FROM statements GROUP BY 1 "
                    "ORDER BY count(*) DESC LIMIT 1) AS s ON s.article_id = a.id",
                ),
                _one(db, "SELECT ident FROM articles ORDER BY id DESC"),
            ),
            pair=_pair(db),
            edited=_one(
                db, "SELECT ident FROM articles WHERE capture > 1", _one(db, "SELECT ident FROM articles")
            ),
            corrected=_one(db, "SELECT ident FROM judgements", "00000000"),
            quotation=_one(
                db,
                f"SELECT substr(v.words, 1, 60) {_SAID} WHERE s.state = 'live' AND length(v.words) > 80 "
                "ORDER BY s.id",
            ),
        )


def _pair(db: sqlite3.Connection) -> tuple[str, str]:
    found = db.execute(
        "SELECT a.ident, b.ident FROM article_matches AS m JOIN articles AS a ON a.id = m.a_id "
        "JOIN articles AS b ON b.id = m.b_id LIMIT 1"
    ).fetchone()
    return found or ("00000000", "00000001")


def _ends(db: sqlite3.Connection, sql: str) -> tuple[str, str]:
    """The last and the first of what a query finds: the commonest and the rarest."""
    found = _column(db, sql)
    return (found[-1], found[0]) if found else ("", "")


def _one(db: sqlite3.Connection, sql: str, missing: str = "") -> str:
    found = db.execute(f"SELECT * FROM ({sql}) LIMIT 1").fetchone()
    return missing if found is None else str(found[0])


def _column(db: sqlite3.Connection, sql: str) -> Sequence[str]:
    return [str(row[0]) for row in db.execute(sql)]
