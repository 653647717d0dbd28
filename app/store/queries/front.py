"""What is newest: the articles last published, each with the first of what people say in it."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections import defaultdict

from sqlmodel import Session, text

from app.store.queries import articles, choices, rows
from app.store.queries.filters import Filter
from app.store.queries.views import Fresh, StatementRow

_LOOKED_THROUGH = 4
"""Times as many articles as are wanted: some hold no statement."""
_FIRST = text(f"""
    SELECT ident, version FROM (
        SELECT a.ident, v.id AS version, s.position, row_number() OVER (
            PARTITION BY a.id
            ORDER BY v.kind = 'direct' AND p.id IS NOT NULL DESC, p.id IS NOT NULL DESC, s.position
        ) AS place
        {choices.STATEMENTS} WHERE s.state = 'live' AND a.ident IN (SELECT value FROM json_each(:idents))
    ) WHERE place <= :each ORDER BY position
""")
"""Those quoted by name before those reported, and all of them before those for which nobody is named."""


def newest(db: Session, wanted: int, each: int) -> tuple[Fresh, ...]:
    """The newest `wanted` articles that hold statements, with at most `each` of them in reading order."""
    page = articles.articles(db, Filter(), limit=wanted * _LOOKED_THROUGH)
    held = [row for row in page.rows if row.statements][:wanted]
    values = {"idents": json.dumps([row.article.ident for row in held]), "each": each}
    found = db.connection().execute(_FIRST, values).all()
    by_article: dict[str, list[StatementRow]] = defaultdict(list)
    for ident, row in zip(
        [one.ident for one in found], rows.statement_rows(db, [one.version for one in found]), strict=True
    ):
        by_article[ident].append(row)
    return tuple(Fresh(row, tuple(by_article[row.article.ident])) for row in held)
