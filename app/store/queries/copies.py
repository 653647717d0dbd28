"""The same report in other articles, and two such articles side by side."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.errors import NotFound
from app.store import identifiers
from app.store.queries import captures, choices, rows
from app.store.queries.choices import Where
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


def once_each(where: Where) -> str:
    """The articles that `where` lists, without those of which it lists a copy that was printed earlier.

    Every one left out is a copy of one printed before it, so the first of them is always listed.
    """
    everything = where.sql()
    among = f"AND z.id IN (SELECT a.id {everything})" if where.ranked or where.by_facet else ""
    return f"""{everything} AND NOT EXISTS (
        SELECT 1 FROM ({_PAIRS.format(of="a.id")}) AS pairs JOIN articles AS z ON z.id = pairs.other
        WHERE pairs.certain
        AND (coalesce(z.published, '9999-12-31'), z.id) < (coalesce(a.published, '9999-12-31'), a.id) {among}
    )"""


def _copied(row: Row[Any]) -> Copied:
    return Copied(rows.article_ref(row), bool(row.certain), row.score)
