"""What every permalink is made of, for the map of the site: identifiers and the words of their slugs."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Iterator
from typing import Literal

from pyroaring import BitMap
from sqlmodel import Session, text

from app.store.catalogue import bitmaps, keeping, speaking
from app.store.catalogue.holdings import Holdings
from app.store.queries import rows, views

Listed = Literal["statements", "claims", "speakers", "articles"]
_LISTED: tuple[Listed, ...] = ("statements", "claims", "speakers", "articles")
PART = 2_500
"""Addresses in one part of a map of the site: it may hold twenty times as many, which nobody gets as soon."""

_IDS = "(SELECT value FROM json_each(:ids))"
# A range of row ids, so that a part costs the same wherever it stands.
_PAIRS = {
    "statements": """
        SELECT s.ident, v.words, '' FROM versions AS v
        JOIN statements AS s ON s.id = v.statement_id AND s.version = v.number AND s.state = 'live'
        WHERE v.id BETWEEN :first AND :last ORDER BY v.id
    """,
    "claims": """
        SELECT ident, words, '' FROM claims
        WHERE state = 'live' AND id BETWEEN :first AND :last ORDER BY id
    """,
    "speakers": f"SELECT p.ident, p.name, '' FROM speakers AS p WHERE p.id IN {_IDS}",
    "articles": f"""
        SELECT a.ident, a.title, iif(coalesce(a.title, '') = '', substr(k.text, 1, {views.OPENING}), '')
        FROM articles AS a
        JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
        WHERE a.state = 'live' AND a.id BETWEEN :first AND :last ORDER BY a.id
    """,
}


def parts(db: Session) -> dict[str, int]:
    """By kind of record, how many parts of a map its permalinks fill."""
    holdings = keeping.current(db)
    return {name: -(-len(_listed(holdings, name)) // PART) for name in _LISTED}


def permalinks(db: Session, listed: Listed, part: int) -> Iterator[tuple[str, str]]:
    """Identifiers of the records in a part, counted from 0, each with the words of its slug."""
    numbers = _listed(keeping.current(db), listed)[PART * part : PART * (part + 1)]
    if not len(numbers):
        return
    ids = json.dumps(list(numbers)) if listed == "speakers" else ""
    values = {"first": numbers.min(), "last": numbers.max(), "ids": ids}
    for ident, title, opening in db.connection().execute(text(_PAIRS[listed]), values):
        yield ident, rows.label(title, opening)


def countries(db: Session) -> tuple[str, ...]:
    """The codes of all countries that anything is about or anybody speaks from."""
    holdings = keeping.current(db)
    said, claimed = (map(str, each.bits.get("about", ())) for each in (holdings.statements, holdings.claims))
    return tuple(sorted({*said, *claimed, *filter(None, holdings.people.countries)}))


def _listed(holdings: Holdings, listed: Listed) -> BitMap:
    """The numbers of all of a kind that has a page; not to be changed."""
    if listed == "speakers":
        speaks = speaking.statements(holdings) > 0
        speaks[0] = False
        return bitmaps.of_mask(speaks)
    shelves = {
        "statements": holdings.statements,
        "claims": holdings.claims,
        "articles": holdings.articles,
    }
    return shelves[listed].live
