"""Articles: lists, and one as it is read with everything marked in it."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.store import identifiers, search
from app.store.catalogue import choosing, walking
from app.store.queries import captures, choices, copies, reading, rows, spans
from app.store.queries.filters import Filter
from app.store.queries.views import ArticleRef, ArticleRow, ArticleView, Page

_ROWS = f"""
    SELECT a.id, {rows.ARTICLE},
        (SELECT count(*) FROM statements AS s WHERE s.article_id = a.id AND s.state = 'live') AS statements,
        (SELECT count(*) FROM claims AS c WHERE c.article_id = a.id AND c.state = 'live') AS claims,
        {copies.COUNT}
    {choices.ARTICLES} WHERE a.id IN (SELECT value FROM json_each(:ids))
"""
_ONE = text(f"""
    SELECT a.id, k.id AS capture_id, k.text, {rows.ARTICLE}, {captures.OF_ARTICLE.format(article="a.id")}
    {choices.ARTICLES} WHERE a.ident = :ident
""")
_STATEMENTS = text(f"""
    SELECT {rows.STATEMENT}, {spans.LISTED} {choices.VERSIONS}
    WHERE s.article_id = :id AND s.state = 'live' AND v.number = s.version ORDER BY s.position
""")
_CLAIMS = text(f"""
    SELECT {rows.CLAIM} {choices.CLAIMS} WHERE c.article_id = :id AND c.state = 'live' ORDER BY c.position
""")
_CAPTURES = text("SELECT captured, text FROM captures WHERE article_id = :id ORDER BY number")
_BESIDE = {
    dated: text(
        " UNION ALL ".join(
            f"SELECT * FROM (SELECT '{side}' AS side, {rows.ARTICLE} {choices.ARTICLES} "
            f"WHERE a.state = 'live' AND {where.format(sign)} "
            f"ORDER BY a.published {order}, a.id {order} LIMIT 1)"
            for side, sign, order in (("newer", ">", "ASC"), ("older", "<", "DESC"))
        )
    )
    for dated, where in (
        (True, "(a.published, a.id) {} (:day, :id)"),
        (False, "a.published IS NULL AND a.id {} :id"),
    )
}
"""Neighbours by date of publication, found in its index; undated articles have undated neighbours."""
_TEXT = 0
"""Which column of the full-text index holds the text; the second holds the title."""


def articles(
    db: Session, wanted: Filter, *, after: str = "", before: str = "", limit: int = 25
) -> Page[ArticleRow]:
    """One page of the articles `wanted` asks for; what it asks of statements, one statement has to meet.

    Raises BadInput for a damaged cursor.
    """
    found = choosing.articles(db, wanted)
    if wanted.group == "report":
        found = copies.once_each(db, found)
    page = walking.walk(found, wanted, after=after, before=before, limit=limit)
    # A snippet may come from any paragraph.
    words = wanted.q if reading.shows_everything(db) else ""
    snippets = search.snippets(db, "articles", page.ids, words, wanted.match, wanted.spellings)
    return Page(article_rows(db, page.ids, snippets), page.total, page.after, page.before)


def article_ids(db: Session, wanted: Filter) -> Sequence[int]:
    """The row ids of all the articles `wanted` asks for, in order, for `article_rows`."""
    return walking.ids(choosing.articles(db, wanted), wanted)


def article_rows(
    db: Session, ids: Sequence[int], snippets: Mapping[int, str] | None = None
) -> tuple[ArticleRow, ...]:
    """The articles with these row ids, in that order."""
    by_id = {
        row.id: ArticleRow(
            rows.article_ref(row), row.statements, row.claims, (snippets or {}).get(row.id), row.copies
        )
        for row in rows.fetch(db, _ROWS, ids)
    }
    return tuple(by_id[id_] for id_ in ids)


def article(db: Session, ident: str, q: str = "", match: str = "any") -> ArticleView:
    """An article as last read, and where the words `q` stand in it.

    Raises NotFound for an identifier there never was, Gone for one withdrawn.
    """
    ident = identifiers.resolve(db, ident, "article").ident
    connection = db.connection()
    one = connection.execute(_ONE, {"ident": ident}).one()
    ref = rows.article_ref(one)
    read = {one.capture_id: rows.Capture(ref, one.text)}
    paragraphs = reading.paragraphs(db, one.capture_id, one.text)
    taken = connection.execute(_CAPTURES, {"id": one.id}).all() if one.captures > 1 else [one]
    beside = _beside(db, one)
    return ArticleView(
        article=ref,
        paragraphs=paragraphs,
        hidden=reading.hidden(db, one.capture_id, paragraphs),
        statements=rows.statements(db, connection.execute(_STATEMENTS, {"id": one.id}).all(), known=read),
        claims=rows.claims(db, connection.execute(_CLAIMS, {"id": one.id}).all(), known=read),
        newer=beside.get("newer"),
        older=beside.get("older"),
        found=search.highlighted(db, "articles", _TEXT, one.id, q, match),
        captured=tuple(rows.moment(row.captured) for row in taken),
        edited=any(a.text.split() != b.text.split() for a, b in pairwise(taken)),
        checked=rows.moment(one.checked),
        copies=copies.of_article(db, one.id),
    )


def _beside(db: Session, one: Row[Any]) -> Mapping[str, ArticleRef]:
    """By side, "newer" or "older", the neighbour that an article has there."""
    dated = one.published is not None
    values = {"id": one.id} | ({"day": one.published} if dated else {})
    return {row.side: rows.article_ref(row) for row in db.connection().execute(_BESIDE[dated], values)}
