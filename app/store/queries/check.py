"""What may hold a quotation: statements, articles and speakers, found through the indexes of full text."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
import math
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from pyroaring import BitMap
from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import Span
from app.store import search
from app.store.catalogue import bitmaps, choosing, hits, keeping
from app.store.queries import conditions, reading, rows
from app.store.queries.filters import Filter
from app.store.queries.views import Called, ParagraphView, Spoken, StatementRow, Text

STATEMENTS, ARTICLES = 60, 8
"""Most statements and articles that one quotation is compared with."""
_LOOKED_AT = 500
"""Statements that seem nearest, whose words are looked at to tell."""
_MANY = 5_000
"""Rows beyond which a word is counted as common, however many more there are."""

_SPOKEN = text(f"""
    SELECT v.id AS version, v.words, p.ident AS speaker
    FROM versions AS v JOIN statements AS s ON s.id = v.statement_id AND s.version = v.number
    {conditions.SPEAKER}
    WHERE v.id IN (SELECT value FROM json_each(:ids)) ORDER BY length(v.words), v.id DESC
""")
_TEXTS = text(f"""
    SELECT k.id AS capture, k.text, {rows.ARTICLE}
    FROM articles AS a JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    WHERE a.id IN (SELECT value FROM json_each(:ids)) ORDER BY a.id DESC
""")
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
    shelf = keeping.current(db).statements
    theirs = choosing.statements(db, Filter(speakers=tuple(sorted(by)))).rows()
    found: dict[int, Spoken] = {}
    for wanted, either in ((phrases, False), (terms, True)):
        holding = [hits.holding(db, shelf, term, match="exact") for term in wanted]
        for among in (theirs, shelf.live) if by else (shelf.live,):
            for one in _nearest(db, [held & among for held in holding], either=either):
                found.setdefault(one.version, one)
    return tuple(found.values())


def _nearest(db: Session, holding: Sequence[BitMap], *, either: bool) -> list[Spoken]:
    """Statements that are in all of these sets or, of `either`, in the most: the rarer, the more it says."""
    if not holding:
        return []
    if not either:
        numbers = bitmaps.numbers_of(BitMap.intersection(*holding))
        scores = np.zeros(len(numbers))
    else:
        numbers = bitmaps.numbers_of(BitMap.union(*holding))
        scores = np.zeros(len(numbers))
        for rows in holding:
            scores[np.searchsorted(numbers, bitmaps.numbers_of(rows))] += math.log(
                1 + len(numbers) / (1 + len(rows))
            )
    best = np.lexsort((numbers, scores))[::-1][:_LOOKED_AT]
    score = dict(zip(numbers[best].tolist(), scores[best].tolist(), strict=True))
    found = db.connection().execute(_SPOKEN, {"ids": json.dumps(list(score))})
    # Of those that hold as much, the shortest say least else.
    read = sorted(found, key=lambda row: -score[row.version])
    return [Spoken(row.version, row.words, row.speaker) for row in read[:STATEMENTS]]


def texts(db: Session, phrases: Sequence[str], terms: Sequence[str]) -> tuple[Text, ...]:
    """The newest articles that hold every one of `phrases`, else those that hold all of `terms`."""
    shelf = keeping.current(db).articles
    for wanted in (phrases, terms):
        holding = [hits.holding(db, shelf, term, match="exact") for term in wanted]
        found = BitMap.intersection(shelf.live, *holding)[-ARTICLES:] if holding else BitMap()
        if found:
            read = db.connection().execute(_TEXTS, {"ids": json.dumps(list(found))})
            return tuple(Text(rows.article_ref(row), row.capture, row.text) for row in read)
    return ()


def holding(db: Session, capture: int, span: Span) -> ParagraphView:
    """The paragraph of an article's capture in which words begin, as far as readers may see it."""
    return reading.holding(db, capture, reading.words(db, capture), span)


def counted(db: Session, terms: Collection[str]) -> dict[str, int]:
    """By term, the statements that hold it, and under "" all there are; what is common is not counted out."""
    shelf = keeping.current(db).statements
    held = {term: hits.some(db, shelf, _match([term], ""), _MANY) for term in terms}
    counts = {term: rows.intersection_cardinality(shelf.live) for term, rows in held.items()}
    return {**counts, "": len(shelf.live)}


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
