"""The same report in other articles, and two such articles side by side."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from typing import Any

import numpy as np
from sqlalchemy import Row
from sqlmodel import Session, text

from app.errors import NotFound
from app.store import identifiers
from app.store.catalogue.bitmaps import numbers_of, of_numbers
from app.store.catalogue.choosing import Chosen
from app.store.queries import captures, choices, rows
from app.store.queries.views import BesideView, Copied

# One half a side: SQLite uses an index for each, and none for an OR.
_PAIRS = """
    SELECT b_id AS other, certain, score FROM article_matches WHERE a_id = {of}
    UNION ALL SELECT a_id, certain, score FROM article_matches WHERE b_id = {of}
"""
COUNT = f"(SELECT count(*) FROM ({_PAIRS.format(of='a.id')}) WHERE certain) AS copies"
"""How many articles are surely copies of the article `a`."""
_COPIES = text(f"""
    SELECT a.id, pairs.certain, pairs.score, {rows.ARTICLE} {choices.ARTICLES}
    JOIN ({_PAIRS.format(of=":id")}) AS pairs ON pairs.other = a.id
    ORDER BY pairs.certain DESC, pairs.score DESC, a.published, a.id
""")
# As one string: ten times faster than as rows.
_CERTAIN = text("SELECT group_concat(a_id || ',' || b_id) FROM article_matches WHERE certain")
_ID = text("SELECT id FROM articles WHERE ident = :ident")
_ONE = text(f"SELECT {rows.ARTICLE} {choices.ARTICLES} WHERE a.id = :id")


def of_article(db: Session, article: int) -> tuple[Copied, ...]:
    """The articles that print the same report, the surest first."""
    return tuple(_copied(row) for row in db.connection().execute(_COPIES, {"id": article}))


def beside(db: Session, ident: str, other: str) -> BesideView:
    """Two articles that print the same report.

    Raises NotFound for an identifier there never was, and for articles that are no copies of one another.
    """
    connection = db.connection()
    found = [identifiers.resolve(db, each, "article").ident for each in (ident, other)]
    one, beside_it = (connection.execute(_ID, {"ident": each}).scalar_one() for each in found)
    pairs = connection.execute(_COPIES, {"id": one})
    pair = next((row for row in pairs if row.id == beside_it), None)
    if pair is None:
        raise NotFound(f"The articles {found[0]} and {found[1]} have too few words in common.")
    return BesideView(
        one=rows.article_ref(connection.execute(_ONE, {"id": one}).one()),
        other=_copied(pair),
        texts=(captures.newest(db, one), captures.newest(db, beside_it)),
    )


def once_each(db: Session, found: Chosen) -> Chosen:
    """The articles that were `found`, without those of which there is a copy among them printed earlier.

    Every one left out is a copy of one printed before it, so the first of them is always listed.
    """
    certain = db.connection().scalar(_CERTAIN) or ""
    pairs = np.fromstring(certain, dtype=np.int64, sep=",").reshape(-1, 2)
    rows = found.rows()
    listed = np.zeros(max(int(pairs.max(initial=0)), rows.max() if rows else 0) + 1, dtype=bool)
    listed[numbers_of(rows)] = True
    pairs = pairs[listed[pairs].all(axis=1)]
    printed = found.shelf.keys("oldest", pairs.ravel()).reshape(-1, 2)
    later = np.where(printed[:, 0] < printed[:, 1], pairs[:, 1], pairs[:, 0])
    first = rows - of_numbers(np.sort(later))
    return Chosen(found.holdings, found.shelf, found.base, {**found.held, "report": first}, found.ranks)


def _copied(row: Row[Any]) -> Copied:
    return Copied(rows.article_ref(row), bool(row.certain), row.score)
