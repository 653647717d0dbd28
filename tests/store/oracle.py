"""The lists as SQL over the tables, joins and all: slow at size, and what the catalogue has to agree with.

`s` statement, `v` its current version, `c` claim, `a` article, `k` the capture read, `o` outlet,
`w` the speaker as linked, `p` the one that stands for it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import text

from app.store import search
from app.store.queries.filters import NOBODY, Filter

# SQLite calls a function for every row, and a SELECT of it once.
SURE = "s.confidence >= (SELECT shown_from())"
"""Whether it is sure enough who speaks to say so; each connection knows from where on."""
SPEAKER = f"""LEFT JOIN speakers AS w ON w.id = v.speaker_id AND {SURE}
    LEFT JOIN speakers AS p ON p.id = w.stands_for"""
"""The one place where a version gets its speaker: who is in doubt is nobody, in lists as in counts."""
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
OF_ARTICLES = {"via", "outlet", "topic", "language", "lacking", "article"}
OF_STATEMENTS = {
    "about": "s.id IN (SELECT statement_id FROM statement_places "
    f"WHERE kind = 'country' AND code IN {_CODES})",
    "bloc": f"s.id IN (SELECT statement_id FROM statement_places WHERE kind = 'bloc' AND code IN {_SLUGS})",
    "type": f"s.id IN (SELECT statement_id FROM claims WHERE state = 'live' AND type IN {VALUES})",
}
OF_CLAIMS = {
    "review": f"{REVIEW_OF_CLAIM} IN {VALUES}",
    "about": f"c.id IN (SELECT claim_id FROM claim_places WHERE kind = 'country' AND code IN {_CODES})",
    "bloc": f"c.id IN (SELECT claim_id FROM claim_places WHERE kind = 'bloc' AND code IN {_SLUGS})",
    "type": f"c.type IN {VALUES}",
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


STATEMENTS = f"""
    FROM statements AS s
    JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    JOIN articles AS a ON a.id = s.article_id
    JOIN captures AS k ON k.id = v.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    {SPEAKER}
"""
CLAIMS = f"""
    FROM claims AS c
    JOIN articles AS a ON a.id = c.article_id
    JOIN captures AS k ON k.id = c.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN statements AS s ON s.id = c.statement_id
    LEFT JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    {SPEAKER}
"""
ARTICLES = """
    FROM articles AS a
    JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
"""
NEWEST, OLDEST = "coalesce(a.published, '')", "coalesce(a.published, '9999-12-31')"
"""What newest (falling) and oldest (rising) go by: an article whose date nobody stated comes last in both, as
the day it was captured says nothing of when it was news."""


@dataclass(frozen=True, slots=True)
class Where:
    """A FROM with its conditions, each facet's apart so that one can be left out."""

    source: str
    fixed: str
    """Holds for every row listed."""
    by_facet: Mapping[str, str]
    """What is chosen under the facet's name; what is left out under that after `EXCLUDED`."""
    params: Mapping[str, Any]
    ranked: bool
    """Whether `h.rank` is there: a text query was asked, the smaller the better."""

    def sql(self, *, without: Collection[str] = (), join: str = "") -> str:
        """FROM … WHERE …, ignoring the conditions `without` and with one more `join`."""
        held = [self.fixed, *(sql for name, sql in self.by_facet.items() if name not in without)]
        return f"{self.source} {join} WHERE {' AND '.join(held)}"


def of_statements(wanted: Filter) -> Where:
    """Statements that stand and that `wanted` asks for."""
    found = search.found_in("versions", "v.id", "v.words", wanted.q, wanted.match, wanted.spellings)
    return _where(wanted, STATEMENTS, "s.state = 'live'", SHARED | OF_STATEMENTS, found)


def of_speakers(wanted: Filter) -> Where:
    """The statements of speakers that `wanted` asks for: a kind is one of speaker, the words are a name."""
    facets = SHARED | OF_STATEMENTS | {"kind": f"p.kind IN {VALUES}"}
    where = _where(wanted, STATEMENTS, "s.state = 'live' AND p.id IS NOT NULL", facets, None)
    found = search.found_in("speaker_aliases", "n.id", "n.name", wanted.q, wanted.match, wanted.spellings)
    if found is None:
        return where
    named = f"p.id IN (SELECT n.speaker_id FROM speaker_aliases AS n {found.join} WHERE {found.holds})"
    return replace(where, fixed=f"{where.fixed} AND {named}", params={**where.params, **found.params})


def of_claims(wanted: Filter) -> Where:
    """Claims that stand and that `wanted` asks for."""
    found = search.found_in("claims", "c.id", "c.words", wanted.q, wanted.match, wanted.spellings)
    return _where(wanted, CLAIMS, "c.state = 'live'", SHARED | OF_CLAIMS, found)


def of_articles(wanted: Filter) -> Where:
    """Articles that `wanted` asks for: all it asks of statements has to hold of one of theirs.

    So with choices they are the articles of the statements that the same choices find, words aside.
    """
    facets = SHARED | OF_STATEMENTS
    of_one = {facet: sql for facet, sql in facets.items() if facet not in OF_ARTICLES}
    of_all = {facet: facets[facet] for facet in OF_ARTICLES}
    by_said = wanted.dates == "said"
    says = _conditions(wanted, of_one, dated=by_said)
    own = _conditions(wanted, of_all, dated=not by_said)
    if says:
        inner = " AND ".join(["s.state = 'live'", *says.values()])
        own["says"] = f"a.id IN (SELECT s.article_id {STATEMENTS} WHERE {inner})"
    title_and_text = "coalesce(a.title || char(10), '') || k.text"
    found = search.found_in("articles", "a.id", title_and_text, wanted.q, wanted.match, wanted.spellings)
    return _searched(Where(ARTICLES, "a.state = 'live'", own, _params(wanted), ranked=False), found)


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


def _where(
    wanted: Filter, source: str, fixed: str, facets: Mapping[str, str], found: search.Found | None
) -> Where:
    held = _conditions(wanted, facets, dated=True)
    return _searched(Where(source, fixed, held, _params(wanted), ranked=False), found)


def _conditions(wanted: Filter, facets: Mapping[str, str], *, dated: bool) -> dict[str, str]:
    """The condition of each choice in these facets and, where `dated`, of the dates."""
    held = {
        facet: of(facets, facet, values)
        for facet, values in chosen(wanted).items()
        if values and facet in facets
    }
    for facet in dict.fromkeys(facet for facet, _ in wanted.without if facet in facets):
        held[EXCLUDED + facet] = without(facets, facet, excluded(wanted, facet))
    if dated:
        asked = {"since": wanted.since, "until": wanted.until}
        held |= {name: sql for name, sql in DATES[wanted.dates].items() if asked[name]}
    return held


def _params(wanted: Filter) -> dict[str, Any]:
    params: dict[str, Any] = {facet: json.dumps(values) for facet, values in chosen(wanted).items() if values}
    for facet, _ in wanted.without:
        params[f"not_{facet}"] = json.dumps(excluded(wanted, facet))
    dates = {"since": wanted.since, "until": wanted.until}
    return params | {name: day.isoformat() for name, day in dates.items() if day}


def _searched(where: Where, found: search.Found | None) -> Where:
    if found is None:
        return where
    return replace(
        where,
        source=where.source + found.join,
        fixed=f"{where.fixed} AND {found.holds}",
        params={**where.params, **found.params},
        ranked=True,
    )


LISTS = {
    "statements": (of_statements, "v.id", "s.position"),
    "speakers": (of_speakers, "v.id", "s.position"),
    "claims": (of_claims, "c.id", "c.position"),
    "articles": (of_articles, "a.id", None),
}


def numbers(db, name, wanted):
    """The rows that `wanted` asks for of one of `LISTS`, in its order."""
    where_of, id_, position = LISTS[name]
    where = where_of(wanted)
    within = f", {position}, {id_}" if position else ""
    if wanted.sort == "worth":
        order = f"coalesce(c.worth, 0.0) DESC, {id_}"
    elif wanted.sort == "oldest":
        order = f"{OLDEST}, a.id{within}"
    else:
        order = f"{NEWEST} DESC, a.id DESC{within}"
    sql = f"SELECT {id_} {where.sql()} ORDER BY {order}"
    return db.connection().scalars(text(sql), dict(where.params)).all()
