"""Which rows of a list hold a reader's words, and how well.

A full-text index tells rows as quickly as they can be read, and a common word has hundreds of thousands. So
what was found of each term is kept, and only what came or changed since is asked for again.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from pyroaring import BitMap
from sqlmodel import Session, text

from app.store import search
from app.store.catalogue import bitmaps, keeping
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.relevance import RANKED, Ranks
from app.store.catalogue.remembered import Hits
from app.store.catalogue.shelf import Shelf
from app.store.queries.filters import Filter
from app.store.words import SHORT_WORDS

MANY = 12
"""Terms of a query above which the index is asked for all of them at once."""
AGAIN = 500
"""Rows that are looked at again where their articles changed; with more, all are."""
COMMON = 12
"""Words of the archive whose rows are found before anybody asks: at a million rows each takes a quarter of a
megabyte, and to look for the next takes the index less than ten milliseconds."""

_CHANGED = "IN (SELECT id FROM changes WHERE kind = 'article' AND seq > :seq)"
_COMMONEST = text("SELECT word FROM words ORDER BY articles DESC, word LIMIT :most")


@dataclass(frozen=True, slots=True)
class Index:
    """A full-text index, and what it is of."""

    table: str
    source: str
    """Of the words of a row, as `x`."""
    words: str
    changed: str
    """The rows of articles that changed after `:seq`."""

    def hits(self, bound: str, *, phrases: bool) -> str:
        """The rows that match `:match`, within a `bound`: as one string, ten times faster than as rows."""
        fts = f"{self.table}_fts"
        if not phrases:
            return f"SELECT group_concat(rowid) FROM {fts} WHERE {fts} MATCH :match {bound}"
        return (
            f"SELECT group_concat(x.id) FROM {fts} JOIN {self.source} AS x ON x.id = {fts}.rowid "
            f"WHERE {fts} MATCH :match {bound} AND holds_phrases({self.words}, :phrases)"
        )

    def ranks(self) -> str:
        """The rows from `:oldest` on that match `:match`, and their ranks."""
        fts = f"{self.table}_fts"
        # The limit keeps SQLite from dissolving the subquery into a plan in which bm25 cannot be computed.
        return (
            "SELECT group_concat(hit) AS hits, group_concat(rank) AS ranks "
            f"FROM (SELECT rowid AS hit, bm25({fts}) AS rank FROM {fts} "
            f"WHERE {fts} MATCH :match AND rowid >= :oldest LIMIT -1)"
        )


INDEXES: Mapping[str, Index] = {
    "statements": Index(
        "versions",
        "versions",
        "x.words",
        "SELECT v.id FROM statements AS s JOIN versions AS v ON v.statement_id = s.id "
        f"WHERE s.article_id {_CHANGED}",
    ),
    "claims": Index("claims", "claims", "x.words", f"SELECT id FROM claims WHERE article_id {_CHANGED}"),
    "articles": Index(
        "articles",
        "article_texts",
        "coalesce(x.title || char(10), '') || x.text",
        f"SELECT id FROM articles WHERE id {_CHANGED}",
    ),
}
"""By list."""


def rows(db: Session, shelf: Shelf, wanted: Filter) -> BitMap | None:
    """The rows that hold the words of `wanted`, listed or not; None where it asks for none."""
    if not wanted.q.strip():
        return None
    asked = search.query(wanted.q, wanted.match, wanted.spellings)
    return BitMap() if asked is None else of_query(db, INDEXES[shelf.name], asked)


def of_query(db: Session, index: Index, asked: search.Query) -> BitMap:
    """The rows that an index finds; not to be changed."""
    if asked.phrases or len(asked.terms) > MANY:
        # What stands together is for the index to see: it goes by the rarest part of the whole query.
        return _found(db, index, asked.match, asked.phrases)
    each = [_found(db, index, term) for term in asked.terms]
    return BitMap.union(*each) if asked.either else BitMap.intersection(*sorted(each, key=len))


def holding(db: Session, shelf: Shelf, words: str, match: str = "all") -> BitMap:
    """The rows that hold these words, in any form of theirs, listed or not; not to be changed."""
    asked = search.query(words, match)
    return BitMap() if asked is None else of_query(db, INDEXES[shelf.name], replace(asked, phrases=""))


def some(db: Session, shelf: Shelf, match: str, most: int) -> BitMap:
    """Rows that match: all of them where that is known, else at most so many."""
    index, remembered = INDEXES[shelf.name], keeping.catalogue(db).remembered
    known = remembered.get((index.table, _key(match), "")) if remembered else None
    if isinstance(known, Hits) and known.seq == keeping.current(db).seq:
        return known.rows
    fts = f"{index.table}_fts"
    sql = (
        f"SELECT group_concat(hit) FROM (SELECT rowid AS hit FROM {fts} WHERE {fts} MATCH :match LIMIT :most)"
    )
    found = db.connection().scalar(text(sql), {"match": match, "most": most})
    return bitmaps.of_numbers(_parsed(found, np.uint32))


def ranks(db: Session, shelf: Shelf, wanted: Filter) -> Ranks | None:
    """How well rows hold the words of `wanted`: the newest that do; None where it asks for none.

    Where more do than are ranked, words that stand in most rows anyway rank nothing.
    """
    if not wanted.q.strip():
        return None
    remembered, seq = keeping.catalogue(db).remembered, keeping.current(db).seq
    asked = search.query(wanted.q, wanted.match, wanted.spellings)
    nothing = np.zeros(0, np.uint32), np.zeros(0)
    if asked is None:
        return Ranks(seq, *nothing)
    index = INDEXES[shelf.name]
    key = index.table, "ranks", _key(asked.match), asked.phrases
    known = remembered.get(key) if remembered else None
    if isinstance(known, Ranks) and known.seq == seq:
        return known
    found = of_query(db, index, asked)
    if len(found) > RANKED and not asked.phrases and len(asked.terms) <= MANY:
        asked = _telling(db, index, asked, len(shelf.live))
        found = found & of_query(db, index, asked) if asked.terms else BitMap()
    made = Ranks(seq, *(_ranks(db, index, asked.match, found) if found else nothing))
    if remembered:
        remembered.keep(key, made)
    return made


def people(db: Session, wanted: Filter) -> BitMap | None:
    """The speakers one of whose names holds the words of `wanted`; None where it asks for none."""
    found = search.found_in("speaker_aliases", "n.id", "n.name", wanted.q, wanted.match, wanted.spellings)
    if found is None:
        return None
    sql = text(f"SELECT n.speaker_id FROM speaker_aliases AS n {found.join} WHERE {found.holds}")
    return BitMap(db.connection().scalars(sql, dict(found.params)).all())


def warm(db: Session) -> None:
    """Find what the commonest words stand in, so that nobody waits for it."""
    words = db.connection().scalars(_COMMONEST, {"most": COMMON}).all()
    for word in dict.fromkeys((*SHORT_WORDS, *words)):
        for index in INDEXES.values():
            _found(db, index, f'"{word}"')


def _found(db: Session, index: Index, match: str, phrases: str = "") -> BitMap:
    """The rows that match, from memory as far as they are kept there."""
    remembered, seq = keeping.catalogue(db).remembered, keeping.current(db).seq
    if remembered is None:
        return _asked(db, index, match, phrases)
    key = index.table, _key(match), phrases
    known = remembered.get(key)
    if isinstance(known, Hits) and known.seq == seq:
        return known.rows
    # The same for every word of a page: what is related to words looks for a dozen.
    newest = keeping.once(db, ("newest", index.table), lambda: _newest(db, index))
    found = None
    if isinstance(known, Hits) and known.seq < seq:
        found = _brought_up(db, index, match, phrases, known)
    if found is None:
        found = _asked(db, index, match, phrases)
    remembered.keep(key, Hits(seq, newest, found))
    return found


def _brought_up(db: Session, index: Index, match: str, phrases: str, known: Hits) -> BitMap | None:
    """What was found, with what came or changed since; None where that is a lot."""
    since = known.seq, known.newest
    changed = keeping.once(db, ("changed", index.table, since), lambda: _changed(db, index, *since))
    if len(changed) > AGAIN:
        return None
    found = _asked(db, index, match, phrases, "AND rowid > :newest", newest=known.newest)
    if changed:
        among = "AND rowid IN (SELECT value FROM json_each(:rows))"
        found |= _asked(db, index, match, phrases, among, rows=json.dumps(changed))
    return (known.rows - BitMap(changed)) | found


def _newest(db: Session, index: Index) -> int:
    return db.connection().scalar(text(f"SELECT max(id) FROM {index.table}")) or 0


def _changed(db: Session, index: Index, seq: int, newest: int) -> list[int]:
    """The rows up to the `newest` then known whose articles changed since: one more than are looked at."""
    sql = text(f"SELECT id FROM ({index.changed}) WHERE id <= :newest LIMIT {AGAIN + 1}")
    return list(db.connection().scalars(sql, {"seq": seq, "newest": newest}))


def _asked(
    db: Session, index: Index, match: str, phrases: str, bound: str = "", **params: int | str
) -> BitMap:
    """The rows that the index itself tells."""
    sql = text(index.hits(bound.replace("rowid", f"{index.table}_fts.rowid"), phrases=bool(phrases)))
    found = db.connection().scalar(sql, {"match": match, "phrases": phrases, **params})
    return bitmaps.of_numbers(_parsed(found, np.uint32))


def _ranks(db: Session, index: Index, match: str, found: BitMap) -> tuple[Numbers, Numbers]:
    oldest = found[max(0, len(found) - RANKED)]
    row = db.connection().execute(text(index.ranks()), {"match": match, "oldest": oldest}).one()
    numbers, values = _parsed(row.hits, np.uint32), _parsed(row.ranks, np.float64)
    return numbers, values


def _telling(db: Session, index: Index, asked: search.Query, total: int) -> search.Query:
    """The query without the words that stand in most rows."""
    terms = [term for term in asked.terms if 2 * len(_found(db, index, term)) <= total]
    return search.joined(terms, asked.phrases, either=asked.either)


def _parsed(numbers: str | None, kind: type) -> Numbers:
    return np.fromstring(numbers or "", dtype=kind, sep=",")


def _key(match: str) -> str:
    # The index folds more than this; what it does to plain letters is sure.
    return match.lower() if match.isascii() else match
