"""From the database to the rows of a shelf: of every article, or of those that changed.

One statement of SQL a table, its rows turned into arrays as they arrive: little more is held at a time than
what is kept.
"""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap
from sqlmodel import Session

from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.people import People
from app.store.catalogue.shelf import Rows
from app.store.catalogue.streaming import TEXT, Column, by_value, read, spread
from app.store.queries import conditions
from app.store.tables import BLOC, COUNTRY

_SPEAKERS = "SELECT id, coalesce(stands_for, 0), country, kind FROM speakers WHERE id {among}"
_Values = Mapping[Hashable, Numbers]


def _day(column: str) -> str:
    """A date as a proleptic ordinal, as Python counts days; 0 where there is none."""
    return f"coalesce(CAST(julianday({column}) - 1721424.5 AS INTEGER), 0)"


_SPEAKER = f"iif({conditions.SURE}, coalesce(v.speaker_id, 0), 0)"
_SAID = f"{_day('s.said_first')}, {_day('s.said_last')}"
_LACKS = ", ".join(f"{column} IS NULL" for column in conditions.LACKING.values())
_ARTICLES = f"""
    SELECT a.id, a.state = 'live' AND k.id IS NOT NULL, {_day("a.published")},
        a.outlet_country, o.name, a.language, {_LACKS}
    FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN captures AS k ON k.article_id = a.id AND k.number = a.capture
    WHERE a.id {{among}} ORDER BY a.id
"""
_TOPICS = "SELECT article_id, topic FROM article_topics WHERE article_id {among} ORDER BY article_id"
_STATEMENTS = f"""
    SELECT v.id, s.id, s.article_id, s.position, {_SAID}, {_SPEAKER}, v.kind, {conditions.REVIEW}
    FROM statements AS s JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    WHERE s.state = 'live' AND s.article_id {{among}}
"""
_OF_STATEMENTS = "statement_id IN (SELECT id FROM statements WHERE article_id {among})"
_STATEMENT_PLACES = f"SELECT statement_id, kind, code FROM statement_places WHERE {_OF_STATEMENTS}"
_MENTIONS = f"SELECT statement_id, speaker_id FROM statement_mentions WHERE {_OF_STATEMENTS}"
_TYPES = """
    SELECT statement_id, type FROM claims
    WHERE state = 'live' AND statement_id IS NOT NULL AND article_id {among}
"""
_CLAIMS = f"""
    SELECT c.id, c.article_id, c.position, {_SAID}, {_SPEAKER}, coalesce(c.worth, 0.0), coalesce(v.id, 0),
        v.kind, c.type, {conditions.REVIEW_OF_CLAIM}
    FROM claims AS c LEFT JOIN statements AS s ON s.id = c.statement_id
    LEFT JOIN versions AS v ON v.statement_id = s.id AND v.number = s.version
    WHERE c.state = 'live' AND c.article_id {{among}} ORDER BY c.id
"""
_CLAIM_PLACES = """
    SELECT claim_id, kind, code FROM claim_places
    WHERE claim_id IN (SELECT id FROM claims WHERE article_id {among})
"""
_CLAIM_MENTIONS = """
    SELECT c.id, m.speaker_id FROM claims AS c JOIN statement_mentions AS m ON m.statement_id = c.statement_id
    WHERE c.state = 'live' AND c.article_id {among}
"""


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles as read, listed or not: what their statements and claims have of them."""

    rows: Rows
    """Those that are listed."""
    day: Numbers
    """By id."""
    values: Mapping[str, Mapping[Hashable, Numbers]]
    """As those of `rows`, of all articles."""


def articles(db: Session, changed: BitMap | None) -> Articles:
    """The articles `changed`, or all."""
    ids, listed, day, via, outlet, language, *lacks = read(
        db, _ARTICLES, changed, "u4", "?", "u4", TEXT, TEXT, TEXT, *["?"] * len(conditions.LACKING)
    )
    about, topics = read(db, _TOPICS, changed, "u4", TEXT)
    values: dict[str, _Values] = {
        "via": by_value(ids, via),
        "outlet": by_value(ids, outlet),
        "language": by_value(ids, language),
        "topic": by_value(about, topics),
        "lacking": {what: ids[lack] for what, lack in zip(conditions.LACKING, lacks, strict=True)},
    }
    by_id, seen = _by_id(ids, day), _by_id(ids, listed).astype(bool)
    own = {facet: {value: some[seen[some]] for value, some in of.items()} for facet, of in values.items()}
    return Articles(Rows(ids[listed], {"article": ids[listed], "day": day[listed]}, own), by_id, values)


def statements(db: Session, changed: BitMap | None, within: Articles) -> Rows:
    """The statements of the articles `changed`, or all."""
    number, statement, article, position, first, last, speaker, kind, review = read(
        db, _STATEMENTS, changed, "u4", "u4", "u4", "u2", "u4", "u4", "u4", TEXT, TEXT
    )
    number_of = np.zeros(int(statement.max(initial=0)) + 1, "u4")
    number_of[statement] = number

    def numbered(sql: str, *types: str) -> list[Column]:
        owner, *rest = read(db, sql, changed, "u4", *types)
        owner[owner >= len(number_of)] = 0
        found = number_of[owner]
        return [found[found > 0], *(each[found > 0] for each in rest)]

    owner, sort, code = numbered(_STATEMENT_PLACES, TEXT, TEXT)
    named, speaker_named = numbered(_MENTIONS, "u4")
    typed, type_ = numbered(_TYPES, TEXT)
    values = {
        "kind": by_value(number, kind),
        "review": by_value(number, review),
        "type": by_value(typed, type_),
        "named": by_value(named, speaker_named),
        **_places(owner, sort, code),
        **_of_articles(within, number, article),
    }
    columns = {
        "article": article,
        "position": position,
        "day": within.day[article],
        "said_first": first,
        "said_last": last,
        "speaker": speaker,
    }
    return _sorted(number, columns, values)


def claims(db: Session, changed: BitMap | None, within: Articles) -> Rows:
    """The claims of the articles `changed`, or all."""
    number, article, position, first, last, speaker, worth, statement, kind, type_, review = read(
        db, _CLAIMS, changed, "u4", "u4", "u2", "u4", "u4", "u4", "f8", "u4", TEXT, TEXT, TEXT
    )
    listed = np.zeros(int(number.max(initial=0)) + 1, bool)
    listed[number] = True
    owner, sort, code = read(db, _CLAIM_PLACES, changed, "u4", TEXT, TEXT)
    owner[owner >= len(listed)] = 0
    owner, sort, code = (each[listed[owner]] for each in (owner, sort, code))
    values = {
        "kind": by_value(number, kind),
        "review": by_value(number, review),
        "type": by_value(number, type_),
        "named": by_value(*read(db, _CLAIM_MENTIONS, changed, "u4", "u4")),
        **_places(owner, sort, code),
        **_of_articles(within, number, article),
    }
    columns = {
        "article": article,
        "position": position,
        "day": within.day[article],
        "said_first": first,
        "said_last": last,
        "speaker": speaker,
        "worth": worth,
        "statement": statement,
    }
    return _sorted(number, columns, values)


def _places(owner: Numbers, sort: Column, code: Column) -> Mapping[str, _Values]:
    facets = {"about": COUNTRY, "bloc": BLOC}
    return {facet: by_value(owner[sort == kind], code[sort == kind]) for facet, kind in facets.items()}


def _of_articles(within: Articles, numbers: Numbers, article: Numbers) -> Mapping[str, _Values]:
    """What rows have of their articles."""
    return {facet: spread(numbers, article, values) for facet, values in within.values.items()}


def _sorted(numbers: Numbers, columns: Mapping[str, Numbers], values: Mapping[str, _Values]) -> Rows:
    order = np.argsort(numbers, kind="stable")
    return Rows(numbers[order], {name: column[order] for name, column in columns.items()}, values)


def people(db: Session) -> People:
    """All speakers."""
    ids, standing, country, kind = read(db, _SPEAKERS, None, "u4", "u4", TEXT, TEXT)
    return People(
        standing=_by_id(ids, standing),
        country=_by_id(ids, country.codes + 1),
        countries=(None, *country.values),
        kind=_by_id(ids, kind.codes + 1),
        kinds=(None, *kind.values),
    )


def _by_id(ids: Numbers, values: Numbers) -> Numbers:
    made = np.zeros(int(ids.max(initial=0)) + 1, "u4")
    made[ids] = values
    return made
