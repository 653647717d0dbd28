"""Expressions that several queries share, over the aliases of `choices`."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

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
REVIEW_OF_CLAIM = "iif(s.review = 'disputed', s.review, c.review)"
"""How far people have looked at a claim: doubt of a statement is doubt of all that is claimed in it."""
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


def shown(chosen: str = "{chosen}") -> str:
    """The speakers that stand for those chosen: one joined or merged is still asked for by its identifier."""
    return (
        f"(WITH RECURSIVE led (ident) AS (SELECT lower(value) FROM json_each({chosen}) "
        "UNION SELECT r.new FROM redirects AS r JOIN led ON r.old = led.ident) "
        "SELECT j.stands_for FROM speakers AS j JOIN led ON led.ident = j.ident)"
    )
