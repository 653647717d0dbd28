"""Which rows of a list hold a reader's words."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Mapping

from pyroaring import BitMap
from sqlmodel import Session, text

from app.store import search
from app.store.catalogue.shelf import Shelf
from app.store.queries.filters import Filter

_WORDS = {
    "statements": ("versions", "FROM versions AS v", "v.id", "v.words"),
    "claims": ("claims", "FROM claims AS c", "c.id", "c.words"),
    "articles": (
        "articles",
        "FROM articles AS a JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture",
        "a.id",
        "coalesce(a.title || char(10), '') || k.text",
    ),
}
"""By list: the table whose full-text index is asked, and where the words of a row are."""


def rows(db: Session, shelf: Shelf, wanted: Filter) -> BitMap | None:
    """The rows that hold the words of `wanted`, listed or not; None where it asks for none."""
    found = ranks(db, shelf, wanted)
    return None if found is None else BitMap(found)


def ranks(db: Session, shelf: Shelf, wanted: Filter) -> Mapping[int, float] | None:
    """How well each row holds the words of `wanted`, the smaller the better; None where it asks for none."""
    table, source, row, words = _WORDS[shelf.name]
    found = search.found_in(table, row, words, wanted.q, wanted.match, wanted.spellings)
    if found is None:
        return None
    sql = text(f"SELECT h.hit, h.rank {source} {found.join} WHERE {found.holds}")
    return {row.hit: row.rank for row in db.connection().execute(sql, dict(found.params))}


def people(db: Session, wanted: Filter) -> BitMap | None:
    """The speakers one of whose names holds the words of `wanted`; None where it asks for none."""
    found = search.found_in("speaker_aliases", "n.id", "n.name", wanted.q, wanted.match, wanted.spellings)
    if found is None:
        return None
    sql = text(f"SELECT n.speaker_id FROM speaker_aliases AS n {found.join} WHERE {found.holds}")
    return BitMap(db.connection().scalars(sql, dict(found.params)).all())
