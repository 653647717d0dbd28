"""What rows of statements, claims and articles come FROM, and what a reader chose by facet.

Which rows a filter finds is the catalogue's to say. The aliases are those of all queries:

`s` statement, `v` its current version, `c` claim, `a` article, `k` the capture read, `o` outlet,
`w` the speaker as linked, `p` the one that stands for it: both only where readers are shown who speaks.
"""

from app.store.queries import conditions
from app.store.queries.filters import Filter

STATEMENTS = f"""
    FROM statements AS s
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    JOIN articles AS a ON a.id = s.article_id
    JOIN captures AS k ON k.id = v.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    {conditions.SPEAKER}
"""
VERSIONS = f"""
    FROM versions AS v
    JOIN statements AS s ON s.id = v.statement_id
    {conditions.SPEAKER_THEN}
"""
"""Every version, whether it stands or not."""
CLAIMS = f"""
    FROM claims AS c
    LEFT JOIN statements AS s ON s.id = c.statement_id
    LEFT JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    {conditions.SPEAKER}
"""
ARTICLES = """
    FROM articles AS a
    JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
"""
NEWEST, OLDEST = "coalesce(a.published, '')", "coalesce(a.published, '9999-12-31')"
"""What newest (falling) and oldest (rising) go by: an article whose date nobody stated comes last in both, as
the day it was captured says nothing of when it was news."""


def chosen(wanted: Filter) -> dict[str, tuple[str, ...]]:
    """The filter's choices by facet."""
    return {
        "p": wanted.speakers,
        "named": wanted.named,
        "about": wanted.about,
        "bloc": wanted.blocs,
        "from": wanted.came_from,
        "via": wanted.via,
        "outlet": wanted.outlets,
        "topic": wanted.topics,
        "language": wanted.languages,
        "lacking": wanted.lacking,
        "kind": wanted.kinds,
        "type": wanted.types,
        "review": wanted.review,
        "article": wanted.articles,
    }


def excluded(wanted: Filter, facet: str) -> tuple[str, ...]:
    """The values of a facet that are left out."""
    return tuple(value for name, value in wanted.without if name == facet)
