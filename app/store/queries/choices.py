"""A reader's filter as SQL conditions, one a facet, over the aliases that every list's FROM shares.

`s` statement, `v` its current version, `c` claim, `a` article, `k` the capture read, `o` outlet,
`w` the speaker as linked, `p` the one that stands for it.
Every choice travels as one JSON parameter: the SQL is the same whatever is chosen.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.store import search
from app.store.queries import keyset
from app.store.queries.filters import Filter

STATEMENTS = """
    FROM statements AS s
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    JOIN articles AS a ON a.id = s.article_id
    JOIN captures AS k ON k.id = v.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN speakers AS w ON w.id = v.speaker_id
    LEFT JOIN speakers AS p ON p.id = w.stands_for
"""
VERSIONS = """
    FROM versions AS v
    JOIN statements AS s ON s.id = v.statement_id
    JOIN articles AS a ON a.id = s.article_id
    JOIN captures AS k ON k.id = v.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN speakers AS w ON w.id = v.speaker_id
    LEFT JOIN speakers AS p ON p.id = w.stands_for
"""
"""Every version, whether it stands or not."""
CLAIMS = """
    FROM claims AS c
    JOIN articles AS a ON a.id = c.article_id
    JOIN captures AS k ON k.id = c.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN statements AS s ON s.id = c.statement_id
    LEFT JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    LEFT JOIN speakers AS w ON w.id = v.speaker_id
    LEFT JOIN speakers AS p ON p.id = w.stands_for
"""
ARTICLES = """
    FROM articles AS a
    JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
"""
DAY = "coalesce(a.published, substr(k.captured, 1, 10))"
"""Published, or else captured: what newest and oldest go by."""


def shown(facet: str) -> str:
    """The speakers that stand for those chosen: one joined or merged is still asked for by its identifier."""
    return (
        f"(WITH RECURSIVE led (ident) AS (SELECT lower(value) FROM json_each(:{facet}) "
        "UNION SELECT r.new FROM redirects AS r JOIN led ON r.old = led.ident) "
        "SELECT j.stands_for FROM speakers AS j JOIN led ON led.ident = j.ident)"
    )


_SHARED = {
    "p": f"p.id IN {shown('p')}",
    # What somebody says of oneself is not said about one.
    "named": "EXISTS (SELECT 1 FROM statement_mentions AS m JOIN speakers AS n ON n.id = m.speaker_id "
    f"WHERE m.statement_id = s.id AND n.stands_for IN {shown('named')} AND n.stands_for IS NOT p.id)",
    "from": "p.country IN (SELECT upper(value) FROM json_each(:from))",
    "via": "a.outlet_country IN (SELECT upper(value) FROM json_each(:via))",
    "outlet": "o.name IN (SELECT value FROM json_each(:outlet))",
    "kind": "v.kind IN (SELECT value FROM json_each(:kind))",
    "article": "a.ident IN (SELECT value FROM json_each(:article))",
}
_OF_ARTICLES = {"via", "outlet", "article"}
_OF_STATEMENTS = {
    "about": "s.id IN (SELECT statement_id FROM statement_places "
    "WHERE kind = 'country' AND code IN (SELECT upper(value) FROM json_each(:about)))",
    "bloc": "s.id IN (SELECT statement_id FROM statement_places "
    "WHERE kind = 'bloc' AND code IN (SELECT lower(value) FROM json_each(:bloc)))",
    "type": "s.id IN (SELECT statement_id FROM claims "
    "WHERE state = 'live' AND type IN (SELECT value FROM json_each(:type)))",
}
_OF_CLAIMS = {
    "about": "c.id IN (SELECT claim_id FROM claim_places "
    "WHERE kind = 'country' AND code IN (SELECT upper(value) FROM json_each(:about)))",
    "bloc": "c.id IN (SELECT claim_id FROM claim_places "
    "WHERE kind = 'bloc' AND code IN (SELECT lower(value) FROM json_each(:bloc)))",
    "type": "c.type IN (SELECT value FROM json_each(:type))",
}


@dataclass(frozen=True, slots=True)
class Where:
    """A FROM with its conditions, each facet's apart so that one can be left out."""

    source: str
    fixed: str
    """Holds for every row listed."""
    by_facet: Mapping[str, str]
    params: Mapping[str, Any]
    ranked: bool
    """Whether `h.rank` is there: a text query was asked, the smaller the better."""

    def sql(self, *, without: str = "", join: str = "") -> str:
        """FROM … WHERE …, ignoring the choice in the facet `without` and with one more `join`."""
        held = [self.fixed, *(sql for facet, sql in self.by_facet.items() if facet != without)]
        return f"{self.source} {join} WHERE {' AND '.join(held)}"


def of_statements(wanted: Filter) -> Where:
    """Statements that stand and that `wanted` asks for."""
    found = search.found_in("versions", "v.id", "v.words", wanted.q, wanted.match)
    return _where(wanted, STATEMENTS, "s.state = 'live'", _SHARED | _OF_STATEMENTS, found)


def of_speakers(wanted: Filter) -> Where:
    """The statements of speakers that `wanted` asks for; a kind is here one of speaker."""
    facets = _SHARED | _OF_STATEMENTS | {"kind": "p.kind IN (SELECT value FROM json_each(:kind))"}
    return _where(wanted, STATEMENTS, "s.state = 'live' AND p.id IS NOT NULL", facets, None)


def of_claims(wanted: Filter) -> Where:
    """Claims that stand and that `wanted` asks for."""
    found = search.found_in("claims", "c.id", "c.words", wanted.q, wanted.match)
    return _where(wanted, CLAIMS, "c.state = 'live'", _SHARED | _OF_CLAIMS, found)


def of_articles(wanted: Filter) -> Where:
    """Articles that `wanted` asks for: all it asks of statements has to hold of one of theirs."""
    choices = chosen(wanted)
    of_one = {facet: sql for facet, sql in (_SHARED | _OF_STATEMENTS).items() if facet not in _OF_ARTICLES}
    said = [sql for facet, sql in of_one.items() if choices[facet]]
    inner = " AND ".join(["s.state = 'live'", *said])
    says = f"a.id IN (SELECT s.article_id {STATEMENTS} WHERE {inner})"
    title_and_text = "coalesce(a.title || char(10), '') || k.text"
    found = search.found_in("articles", "a.id", title_and_text, wanted.q, wanted.match)
    facets = _SHARED | dict.fromkeys(of_one, says)
    return _where(wanted, ARTICLES, "TRUE", facets, found)


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
        "kind": wanted.kinds,
        "type": wanted.types,
        "article": wanted.articles,
    }


def _where(
    wanted: Filter, source: str, fixed: str, facets: Mapping[str, str], found: search.Found | None
) -> Where:
    choices = {facet: values for facet, values in chosen(wanted).items() if values}
    params: dict[str, Any] = {facet: json.dumps(values) for facet, values in choices.items()}
    if found is not None:
        source, fixed, params = source + found.join, f"{fixed} AND {found.holds}", params | dict(found.params)
    by_facet = {facet: facets[facet] for facet in choices}
    return Where(source, fixed, by_facet, params, ranked=found is not None)


def listing(wanted: Filter, where: Where, *, id_: str, position: str | None = None) -> keyset.Listing:
    """The list of `where` in the order `wanted` asks for; by `position`, reading order, within an article.

    Relevance needs a text query; without one, as for any order unknown, the newest come first.
    """
    reading = (keyset.Key(position, int), keyset.Key(id_, int)) if position else ()
    if wanted.sort == "relevance" and where.ranked:
        keys: tuple[keyset.Key, ...] = (keyset.Key("h.rank", float), keyset.Key(id_, int))
        name = "relevance"
    elif wanted.sort == "worth" and id_ == "c.id":
        # What no model has judged comes last.
        worth = keyset.Key("coalesce(c.worth, 0.0)", float, descending=True)
        keys, name = (worth, keyset.Key(id_, int)), "worth"
    elif wanted.sort == "oldest":
        keys, name = (keyset.Key(DAY, str), keyset.Key("a.id", int), *reading), "oldest"
    else:
        falling = (keyset.Key(DAY, str, descending=True), keyset.Key("a.id", int, descending=True))
        keys, name = (*falling, *reading), "newest"
    return keyset.Listing(rows=where.sql(), id=id_, keys=keys, params=where.params, name=name)
