"""From the database to the rows of a shelf: of every article, or of those that changed.

Each table is read once, from its beginning to its end and in parts, and joined to the others here: little
more is held at a time than what is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from pyroaring import BitMap
from sqlmodel import Session

from app.store.catalogue import bitmaps, spans
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.by_id import ById
from app.store.catalogue.people import People
from app.store.catalogue.shelf import Rows, Sets
from app.store.catalogue.streaming import TEXT, Asked, Coded, Column, by_value, joined, read, spread
from app.store.queries import conditions
from app.store.tables import BLOC, COUNTRY, DISPUTED

_OF_STATEMENTS = "x.statement_id IN (SELECT id FROM statements WHERE article_id {among})"
_OF_CLAIMS = "x.claim_id IN (SELECT id FROM claims WHERE article_id {among})"
_LACKS = tuple(column.replace("a.", "x.") + " IS NULL" for column in conditions.LACKING.values())
_ARTICLES = Asked(
    "articles",
    (
        "x.id",
        "x.state = 'live' AND k.id IS NOT NULL",
        "x.published",
        "x.outlet_country",
        "o.name",
        "x.language",
        *_LACKS,
    ),
    "x.id {among}",
    "LEFT JOIN outlets AS o ON o.id = x.outlet_id "
    "LEFT JOIN captures AS k ON k.article_id = x.id AND k.number = x.capture",
)
_TOPICS = Asked("article_topics", ("x.article_id", "x.topic"), "x.article_id {among}")
_STATEMENTS = Asked(
    "statements",
    (
        "x.id",
        "x.article_id",
        "x.version",
        "x.position",
        "x.said_first",
        "x.said_last",
        conditions.SURE.replace("s.", "x."),
        "x.state = 'live'",
        "x.review",
    ),
    "x.article_id {among}",
)
_VERSIONS = Asked(
    "versions",
    ("x.id", "x.statement_id", "x.number", "x.kind", "coalesce(x.speaker_id, 0)"),
    _OF_STATEMENTS,
)
_MENTIONS = Asked("statement_mentions", ("x.statement_id", "x.speaker_id"), _OF_STATEMENTS)
_STATEMENT_PLACES = Asked("statement_places", ("x.statement_id", "x.kind", "x.code"), _OF_STATEMENTS)
_CLAIMS = Asked(
    "claims",
    (
        "x.id",
        "x.article_id",
        "x.position",
        "coalesce(x.statement_id, 0)",
        "x.type",
        "x.review",
        "printf('%!.17g', coalesce(x.worth, 0.0))",
    ),
    "x.article_id {among}",
    only="+x.state = 'live'",
)
_CLAIM_PLACES = Asked("claim_places", ("x.claim_id", "x.kind", "x.code"), _OF_CLAIMS)
_SPEAKERS = Asked("speakers", ("x.id", "coalesce(x.stands_for, 0)", "x.country", "x.kind"), "x.id {among}")


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of every list."""

    statements: Rows
    claims: Rows
    articles: Rows


@dataclass(frozen=True, slots=True)
class _Articles:
    """Articles, listed or not: what their statements and claims have of them."""

    rows: Rows
    """Those that are listed."""
    bits: Mapping[str, Sets]
    """As those of `rows`, of all articles."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Statements, listed or not, by the version that stands: what their claims have of them.

    The first of every column is of no statement.
    """

    statement: Numbers
    number: Numbers
    live: Numbers
    columns: Mapping[str, Numbers]
    kind: Coded
    review: Coded
    mention: Numbers
    """A statement, as often as it names somebody."""
    whom: Numbers
    """And whom."""

    def places(self) -> ById:
        """By the id of a statement, where it stands in the columns."""
        return ById(self.statement, np.arange(len(self.statement)))


def lists(db: Session, changed: BitMap | None = None) -> Lists:
    """All that is listed of the articles `changed`, or of all."""
    articles = _articles(db, changed)
    said = _said(db, changed)
    claimed, types = _claims(db, articles, said, changed)
    return Lists(_statements(db, articles, said, types, changed), claimed, articles.rows)


def _articles(db: Session, changed: BitMap | None) -> _Articles:
    types = ("u4", "?", TEXT, TEXT, TEXT, TEXT, *["?"] * len(_LACKS))
    found = read(db, _ARTICLES, changed, *types)
    order = np.argsort(found[0], kind="stable")
    ids, listed, published, via, outlet, language, *lacks = (column[order] for column in found)
    bits: dict[str, Sets] = {
        "via": by_value(ids, via),
        "outlet": by_value(ids, outlet),
        "language": by_value(ids, language),
        "topic": by_value(*read(db, _TOPICS, changed, "u4", TEXT)),
        "lacking": {
            what: bitmaps.of_numbers(ids[lack]) for what, lack in zip(conditions.LACKING, lacks, strict=True)
        },
    }
    live, day = bitmaps.of_numbers(ids[listed]), _days(published)
    own = {facet: {value: some & live for value, some in sets.items()} for facet, sets in bits.items()}
    columns = {"article": ids[listed], "day": day[listed]}
    return _Articles(Rows(ids[listed], columns, own), bits)


def _said(db: Session, changed: BitMap | None) -> _Said:
    types = ("u4", "u4", "u4", "u2", TEXT, TEXT, "?", "?", TEXT)
    statement, article, version, position, first, last, sure, live, review = read(
        db, _STATEMENTS, changed, *types
    )
    number, of, nth, kind, speaker = read(db, _VERSIONS, changed, "u4", "u4", "u4", TEXT, "u4")
    # Joined here and not by SQL: each table is read once, from its beginning to its end.
    stands = nth == ById(statement, version).of(of)
    number, of, kind, speaker = number[stands], of[stands], kind[stands], speaker[stands]
    at = ById(statement, np.arange(len(statement))).of(of)
    columns = {
        "article": article[at],
        "position": position[at],
        "said": spans.of(_days(first), _days(last))[at],
        "speaker": np.where(sure[at], speaker, 0).astype("u4"),
    }
    return _Said(
        statement=_after_nothing(of),
        number=_after_nothing(number),
        live=_after_nothing(live[at]),
        columns={name: _after_nothing(column) for name, column in columns.items()},
        kind=kind.with_nothing(),
        review=review[at].with_nothing(),
        **dict(zip(("mention", "whom"), read(db, _MENTIONS, changed, "u4", "u4"), strict=True)),
    )


def _statements(
    db: Session, articles: _Articles, said: _Said, types: tuple[Numbers, Coded], changed: BitMap | None
) -> Rows:
    """Those that stand; `types` are those of claims, each beside the statement that makes it."""
    listed = np.nonzero(said.live)[0]
    # As good as sorted, but where a version came after later statements.
    listed = listed[np.argsort(said.number[listed], kind="stable")]
    number_of = ById(said.statement[listed], said.number[listed])

    def numbered(owner: Numbers, *rest: Column) -> list[Column]:
        found = number_of.of(owner)
        return [found[found > 0], *(each[found > 0] for each in rest)]

    number, article = said.number[listed], said.columns["article"][listed]
    bits = {
        "kind": by_value(number, said.kind[listed]),
        "review": by_value(number, said.review[listed]),
        "type": by_value(*numbered(*types)),
        **_places(*numbered(*read(db, _STATEMENT_PLACES, changed, "u4", TEXT, TEXT))),
        **_of_articles(articles, number, article),
    }
    named, whom = numbered(said.mention, said.whom)
    columns = {name: column[listed] for name, column in said.columns.items()}
    return Rows(number, columns, bits, (named, whom))


def _claims(
    db: Session, articles: _Articles, said: _Said, changed: BitMap | None
) -> tuple[Rows, tuple[Numbers, Coded]]:
    """Those that stand, and the type of each beside its statement."""
    types = ("u4", "u4", "u2", "u4", TEXT, TEXT, "f8")
    found = read(db, _CLAIMS, changed, *types)
    order = np.argsort(found[0], kind="stable")
    number, article, position, statement, type_, review, worth = (column[order] for column in found)
    at = said.places().of(statement)
    owner, sort, code = read(db, _CLAIM_PLACES, changed, "u4", TEXT, TEXT)
    live = ById(number, np.ones(len(number))).of(owner) > 0
    naming, mentioned = joined(statement, said.mention)
    bits = {
        "kind": by_value(number, said.kind[at]),
        # What is in doubt of a statement is so of all that is claimed in it: conditions.REVIEW_OF_CLAIM.
        "review": by_value(number, review.where(said.review[at] == DISPUTED, DISPUTED)),
        "type": by_value(number, type_),
        **_places(owner[live], sort[live], code[live]),
        **_of_articles(articles, number, article),
    }
    columns = {
        "article": article,
        "position": position,
        **{name: said.columns[name][at] for name in ("said", "speaker")},
        "worth": worth,
    }
    named = number[naming], said.whom[mentioned]
    return Rows(number, columns, bits, named), (statement, type_)


def people(db: Session, before: People, changed: BitMap | None = None) -> People:
    """The speakers, of whom those `changed` are read again and the others as they were `before`."""
    ids, standing, country, kind = read(db, _SPEAKERS, changed, "u4", "u4", TEXT, TEXT)
    return before.changed(changed or BitMap(), ids, standing, country, kind)


def _places(owner: Numbers, sort: Coded, code: Coded) -> dict[str, Sets]:
    facets = {"about": COUNTRY, "bloc": BLOC}
    return {facet: by_value(owner[sort == kind], code[sort == kind]) for facet, kind in facets.items()}


def _of_articles(within: _Articles, numbers: Numbers, article: Numbers) -> dict[str, Sets]:
    """What rows have of their articles."""
    return {facet: spread(numbers, article, sets) for facet, sets in within.bits.items()}


def _days(dates: Coded) -> Numbers:
    """Dates as proleptic ordinals, as Python counts days; 0 where there is none."""
    days = [0 if value is None else date.fromisoformat(str(value)).toordinal() for value in dates.values]
    return np.array(days, "u4")[dates.codes]


def _after_nothing(column: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, column.dtype), column])
