"""A reader's filter as SQL conditions, one a facet, over the aliases that every list's FROM shares.

`s` statement, `v` its current version, `c` claim, `a` article, `k` the capture read, `o` outlet,
`w` the speaker as linked, `p` the one that stands for it: both only where readers are shown who speaks.
Every choice travels as one JSON parameter: the SQL is the same whatever is chosen.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.store import search
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
    JOIN articles AS a ON a.id = s.article_id
    JOIN captures AS k ON k.id = v.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    {conditions.SPEAKER_THEN}
"""
"""Every version, whether it stands or not."""
CLAIMS = f"""
    FROM claims AS c
    JOIN articles AS a ON a.id = c.article_id
    JOIN captures AS k ON k.id = c.capture_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
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


@dataclass(frozen=True, slots=True)
class Where:
    """A FROM with its conditions, each facet's apart so that one can be left out."""

    source: str
    fixed: str
    """Holds for every row listed."""
    by_facet: Mapping[str, str]
    """What is chosen under the facet's name; what is left out under that after `conditions.EXCLUDED`."""
    params: Mapping[str, Any]

    def sql(self, *, without: Collection[str] = (), join: str = "") -> str:
        """FROM … WHERE …, ignoring the conditions `without` and with one more `join`."""
        held = [self.fixed, *(sql for name, sql in self.by_facet.items() if name not in without)]
        return f"{self.source} {join} WHERE {' AND '.join(held)}"


def of_speakers(wanted: Filter) -> Where:
    """The statements of speakers that `wanted` asks for: a kind is one of speaker, the words are a name."""
    facets = conditions.SHARED | conditions.OF_STATEMENTS | {"kind": f"p.kind IN {conditions.VALUES}"}
    where = _where(wanted, STATEMENTS, "s.state = 'live' AND p.id IS NOT NULL", facets, None)
    found = search.found_in("speaker_aliases", "n.id", "n.name", wanted.q, wanted.match, wanted.spellings)
    if found is None:
        return where
    named = f"p.id IN (SELECT n.speaker_id FROM speaker_aliases AS n {found.join} WHERE {found.holds})"
    return replace(where, fixed=f"{where.fixed} AND {named}", params={**where.params, **found.params})


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
    return _searched(Where(source, fixed, held, _params(wanted)), found)


def _conditions(wanted: Filter, facets: Mapping[str, str], *, dated: bool) -> dict[str, str]:
    """The condition of each choice in these facets and, where `dated`, of the dates."""
    held = {
        facet: conditions.of(facets, facet, values)
        for facet, values in chosen(wanted).items()
        if values and facet in facets
    }
    for facet in dict.fromkeys(facet for facet, _ in wanted.without if facet in facets):
        held[conditions.EXCLUDED + facet] = conditions.without(facets, facet, excluded(wanted, facet))
    if dated:
        asked = {"since": wanted.since, "until": wanted.until}
        held |= {name: sql for name, sql in conditions.DATES[wanted.dates].items() if asked[name]}
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
    )
