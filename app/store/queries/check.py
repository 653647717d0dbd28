"""What may hold a quotation: statements, articles and speakers, found through the indexes of full text."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import Span
from app.store import search
from app.store.queries import conditions, reading, rows
from app.store.queries.views import Called, ParagraphView, Spoken, StatementRow, Text

STATEMENTS, ARTICLES = 60, 8
"""Most statements and articles that one quotation is compared with."""
_OF_ONE = 5_000
"""Statements among which those of one speaker are looked for."""
_MANY = 5_000
"""Rows beyond which a word is counted as common, however many more there are."""

_SPOKEN = text(f"""
    SELECT v.id AS version, v.words, p.ident AS speaker
    FROM (SELECT rowid AS hit, rank FROM versions_fts WHERE versions_fts MATCH :q
        ORDER BY rank LIMIT :most) AS h
    JOIN versions AS v ON v.id = h.hit
    JOIN statements AS s ON s.id = v.statement_id AND s.version = v.number
    {conditions.SPEAKER}
    WHERE s.state = 'live' AND (NOT json_array_length(:by) OR p.ident IN (SELECT value FROM json_each(:by)))
    ORDER BY h.rank, v.id LIMIT {STATEMENTS}
""")
_TEXTS = text(f"""
    SELECT k.id AS capture, k.text, {rows.ARTICLE}
    FROM (SELECT rowid AS hit, rank FROM articles_fts WHERE articles_fts MATCH :q
        ORDER BY rank LIMIT :most) AS h
    JOIN articles AS a ON a.id = h.hit
    JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    LEFT JOIN outlets AS o ON o.id = a.outlet_id WHERE a.state = 'live' ORDER BY h.rank, a.id
""")
_COUNTED = text(
    "SELECT count(*) FROM (SELECT 1 FROM versions_fts JOIN versions AS v ON v.id = versions_fts.rowid "
    "JOIN statements AS s ON s.id = v.statement_id AND s.state <> 'removed' "
    f"WHERE versions_fts MATCH :q LIMIT {_MANY})"
)
_TOTAL = text("SELECT count(*) FROM statements WHERE state = 'live'")
_CALLED = f"""
    SELECT p.id, {rows.SPEAKER}, n.name
    FROM speakers AS w JOIN speakers AS p ON p.id = w.stands_for
    JOIN speakers AS j ON j.stands_for = p.id JOIN speaker_aliases AS n ON n.speaker_id = j.id
    WHERE p.state = 'live' AND w.id IN ({{chosen}})
    ORDER BY p.id, n.name
"""
_BY_NAME = text(
    _CALLED.format(
        chosen="SELECT x.speaker_id FROM speaker_aliases AS x JOIN ("
        "SELECT rowid AS hit FROM speaker_aliases_fts WHERE speaker_aliases_fts MATCH :q LIMIT 500"
        ") AS h ON h.hit = x.id"
    )
)
_BY_BLOCK = text(
    _CALLED.format(
        chosen="SELECT b.speaker_id FROM speaker_blocks AS b "
        "WHERE b.block IN (SELECT value FROM json_each(:blocks))"
    )
)
_BY_IDENT = text(
    _CALLED.format(chosen=f"SELECT r.id FROM speakers AS r WHERE r.stands_for IN {conditions.shown(':p')}")
)


def spoken(
    db: Session, phrases: Sequence[str], terms: Sequence[str], by: Collection[str] = ()
) -> tuple[Spoken, ...]:
    """Statements that hold every one of `phrases` as it stands, then those that hold most of `terms`.

    Those of the speakers `by` come first: where many say the same, theirs must not be among those left out.
    """
    found: dict[int, Spoken] = {}
    for wanted in (_match(phrases, " AND "), _match(terms, " OR ")):
        for of, most in ((by, _OF_ONE), ((), 2 * STATEMENTS)) if by else (((), 2 * STATEMENTS),):
            asked = {"q": wanted, "most": most, "by": json.dumps(sorted(of))}
            for row in db.connection().execute(_SPOKEN, asked) if wanted else ():
                found.setdefault(row.version, Spoken(row.version, row.words, row.speaker))
    return tuple(found.values())


def texts(db: Session, phrases: Sequence[str], terms: Sequence[str]) -> tuple[Text, ...]:
    """Articles that hold every one of `phrases`, else those that hold all of `terms`."""
    for wanted in (_match(phrases, " AND "), _match(terms, " AND ")):
        found = list(db.connection().execute(_TEXTS, {"q": wanted, "most": ARTICLES})) if wanted else []
        if found:
            return tuple(Text(rows.article_ref(row), row.capture, row.text) for row in found)
    return ()


def holding(db: Session, capture: int, span: Span) -> ParagraphView:
    """The paragraph of an article's capture in which words begin, as far as readers may see it."""
    return reading.holding(db, capture, span)


def counted(db: Session, terms: Collection[str]) -> dict[str, int]:
    """By term, the statements that hold it, and under "" all there are; what is common is not counted out."""
    found = {term: int(db.connection().scalar(_COUNTED, {"q": _match([term], "")}) or 0) for term in terms}
    return {**found, "": int(db.connection().scalar(_TOTAL) or 0)}


def statements(db: Session, versions: Sequence[int]) -> tuple[StatementRow, ...]:
    """The statements whose versions have these row ids, in that order."""
    return rows.statement_rows(db, versions)


def called(db: Session, name: str, blocks: Collection[str]) -> tuple[Called, ...]:
    """Speakers with a name that holds all words of `name`, or that share a block of its spellings."""
    asked = search.query(name, "all")
    found = list(db.connection().execute(_BY_NAME, {"q": asked.match})) if asked else []
    if blocks:
        found += db.connection().execute(_BY_BLOCK, {"blocks": json.dumps(sorted(blocks))})
    return _called(found)


def identified(db: Session, idents: Collection[str]) -> tuple[Called, ...]:
    """The speakers that stand today for those with these identifiers."""
    return _called(db.connection().execute(_BY_IDENT, {"p": json.dumps(sorted(idents))}).all())


def _called(found: Sequence[Row[Any]]) -> tuple[Called, ...]:
    by_id: dict[int, list[Row[Any]]] = {}
    for row in found:
        by_id.setdefault(row.id, []).append(row)
    return tuple(
        Called(rows.speaker_of(of[0]), tuple(sorted({of[0].speaker_name, *(row.name for row in of)})))
        for of in by_id.values()
    )


def _match(terms: Sequence[str], joined: str) -> str:
    """The MATCH expression of some words or phrases, each quoted; "" where none of them can be looked for."""
    asked = [search.query(term, "exact") for term in terms]
    return joined.join(each.match for each in asked if each is not None)
