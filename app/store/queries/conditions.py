"""The condition that each choice of a reader's puts on a list, over the aliases of `choices`.

Every `{chosen}` stands for the parameter that holds the choice as a JSON array.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Mapping, Sequence

from app.store.queries.filters import NOBODY

# SQLite calls a function for every row, and a SELECT of it once.
SURE = "s.confidence >= (SELECT shown_from())"
"""Whether it is sure enough who speaks to say so; each connection knows from where on."""
SPEAKER = f"""LEFT JOIN speakers AS w ON w.id = v.speaker_id AND {SURE}
    LEFT JOIN speakers AS p ON p.id = w.stands_for"""
"""The one place where a version gets its speaker: who is in doubt is nobody, in lists as in counts."""
SPEAKER_THEN = f"""LEFT JOIN speakers AS w ON w.id = v.speaker_id AND {SURE}
    AND (v.number = s.version
        OR EXISTS (SELECT 1 FROM judgements AS j JOIN speakers AS x ON x.ident = j.value ->> '$.speaker'
            WHERE j.subject = s.ident AND x.id = v.speaker_id)
        OR NOT EXISTS (
            SELECT 1 FROM readings AS n WHERE n.statement_id = s.id AND n.confidence < (SELECT shown_from())
            UNION ALL SELECT 1 FROM judgements AS j
            WHERE j.subject = s.ident AND j.was ->> '$.version' = v.number
                AND coalesce(j.was ->> '$.confidence', 1.0) < (SELECT shown_from())))
    LEFT JOIN speakers AS p ON p.id = w.stands_for"""
"""Of any version: since a person decided who speaks, how sure that is says nothing of what the machine found
before. A name that was too unsure to be shown then is not shown now, unless a person gave it."""
REVIEW = "s.review"
"""How far people have looked at a statement."""
REVIEW_OF_CLAIM = "iif(s.review = 'disputed', s.review, c.review)"
"""The same of a claim: what is in doubt of a statement is so of all that is claimed in it."""
EXCLUDED = "not."
"""Stands before a facet's name where its values are to be left out."""
LACKING = {
    "address": "a.url",
    "country": "a.outlet_country",
    "date": "a.published",
    "language": "a.language",
    "outlet": "a.outlet_id",
}
"""What an article may not state, and the column that is then empty."""
VALUES = "(SELECT value FROM json_each({chosen}))"
_LACKS = [f"({column} IS NULL AND '{what}' IN {VALUES})" for what, column in LACKING.items()]
_CODES = "(SELECT upper(value) FROM json_each({chosen}))"
_SLUGS = "(SELECT lower(value) FROM json_each({chosen}))"


def shown(chosen: str = "{chosen}") -> str:
    """The speakers that stand for those chosen: one joined or merged is still asked for by its identifier."""
    return (
        f"(WITH RECURSIVE led (ident) AS (SELECT lower(value) FROM json_each({chosen}) "
        "UNION SELECT r.new FROM redirects AS r JOIN led ON r.old = led.ident) "
        "SELECT j.stands_for FROM speakers AS j JOIN led ON led.ident = j.ident)"
    )


SHARED = {
    "p": f"p.id IN {shown()}",
    # What somebody says of oneself is not said about one.
    "named": "EXISTS (SELECT 1 FROM statement_mentions AS m JOIN speakers AS n ON n.id = m.speaker_id "
    f"WHERE m.statement_id = s.id AND n.stands_for IN {shown()} AND n.stands_for IS NOT p.id)",
    "from": f"p.country IN {_CODES}",
    "via": f"a.outlet_country IN {_CODES}",
    "outlet": f"o.name IN {VALUES}",
    "topic": f"a.id IN (SELECT article_id FROM article_topics WHERE topic IN {VALUES})",
    "language": f"a.language IN {VALUES}",
    "lacking": "("
    + " OR ".join(f"({column} IS NULL AND '{what}' IN {VALUES})" for what, column in LACKING.items())
    + ")",
    "kind": f"v.kind IN {VALUES}",
    "review": f"{REVIEW} IN {VALUES}",
    "article": f"a.ident IN {VALUES}",
}
OF_STATEMENTS = {
    "about": "s.id IN (SELECT statement_id FROM statement_places "
    f"WHERE kind = 'country' AND code IN {_CODES})",
    "bloc": f"s.id IN (SELECT statement_id FROM statement_places WHERE kind = 'bloc' AND code IN {_SLUGS})",
    "type": f"s.id IN (SELECT statement_id FROM claims WHERE state = 'live' AND type IN {VALUES})",
}
DATES = {
    "published": {"since": "a.published >= :since", "until": "a.published <= :until"},
    # On one of several days: those that may be meant overlap with those asked for.
    "said": {"since": "s.said_last >= :since", "until": "s.said_first <= :until"},
}


def of(facets: Mapping[str, str], facet: str, values: Sequence[str]) -> str:
    """The condition that one of `values` holds, given in the parameter named like the facet."""
    return _any_of(facets, facet, values, facet)


def without(facets: Mapping[str, str], facet: str, values: Sequence[str]) -> str:
    """The condition that none of `values` holds, given in the parameter `not_` and the facet's name.

    A condition that is neither true nor false is one on something not stated: that stays in.
    """
    return f"({_any_of(facets, facet, values, f'not_{facet}')}) IS NOT TRUE"


def _any_of(facets: Mapping[str, str], facet: str, values: Sequence[str], parameter: str) -> str:
    sql = facets[facet].format(chosen=f":{parameter}")
    # Asked for only where it is meant: it keeps the index on speakers from being used.
    return f"({sql} OR p.id IS NULL)" if facet == "p" and NOBODY in values else sql
