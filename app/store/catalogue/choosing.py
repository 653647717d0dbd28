"""A reader's filter as sets of rows, one a facet, so that one can be left out."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import TextClause
from sqlmodel import Session, text

from app.store.catalogue import bitmaps, hits, keeping
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.holdings import Holdings
from app.store.catalogue.people import People
from app.store.catalogue.relevance import Ranks
from app.store.catalogue.shelf import Shelf
from app.store.queries import choices, conditions
from app.store.queries.filters import NOBODY, Filter

_SHOWN = text(f"SELECT id FROM speakers WHERE id IN {conditions.shown(':idents')}")  # noqa: S608
_ARTICLES = text("SELECT id FROM articles WHERE ident IN (SELECT value FROM json_each(:idents))")
_OF_STATEMENTS = ("p", "named", "about", "bloc", "from", "kind", "type", "review")
_OF_ARTICLES = ("via", "outlet", "topic", "language", "lacking", "article")
_UPPER = {"about", "via", "from"}
_LOWER = {"bloc"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of a list that a filter asks for, each of its conditions apart."""

    holdings: Holdings
    shelf: Shelf
    base: BitMap
    """What there is to choose from: all that is listed or, for speakers, all that somebody says."""
    held: Mapping[str, BitMap]
    """By facet the rows that have one of its values chosen; under `conditions.EXCLUDED` and a facet's name
    those without any value left out; "since", "until", "q" for the words and, of articles, "says" for all
    that one of their statements has to meet."""
    ranks: Ranks | None = None
    """Where the list is to be sorted by how well it holds the words."""
    _made: dict[frozenset[str], BitMap] = field(default_factory=dict, repr=False, compare=False)
    counted: dict[int, Numbers] = field(default_factory=dict, repr=False, compare=False)
    """What was counted of rows that this made, by their `id`: as long as this is kept, so are they."""

    def rows(self, without: Collection[str] = ()) -> BitMap:
        """The rows that meet every condition but those `without`; not to be changed."""
        left_out = frozenset(name for name in without if name in self.held)
        if left_out not in self._made:
            met = [rows for name, rows in self.held.items() if name not in left_out]
            # The fewest first: every step after is over no more than those.
            self._made[left_out] = BitMap.intersection(*sorted([self.base, *met], key=len))
        return self._made[left_out]


def statements(db: Session, wanted: Filter) -> Chosen:
    """Statements that stand and that `wanted` asks for."""
    holdings = keeping.current(db)
    return _searched(db, holdings, holdings.statements, wanted)


def claims(db: Session, wanted: Filter) -> Chosen:
    """Claims that stand and that `wanted` asks for."""
    holdings = keeping.current(db)
    return _searched(db, holdings, holdings.claims, wanted)


def speakers(db: Session, wanted: Filter) -> Chosen:
    """The statements of speakers that `wanted` asks for: a kind is one of speaker, the words are a name."""
    holdings = keeping.current(db)
    shelf, people = holdings.statements, holdings.people
    held = _conditions(db, holdings, shelf, wanted, (*_OF_STATEMENTS, *_OF_ARTICLES), dated=True)
    if wanted.kinds:
        held["kind"] = _said_by(shelf, people.of_kinds(wanted.kinds))
    if left_out := choices.excluded(wanted, "kind"):
        held[conditions.EXCLUDED + "kind"] = shelf.live - _said_by(shelf, people.of_kinds(left_out))
    named = hits.people(db, wanted)
    if named is not None:
        held["q"] = _said_by(shelf, people.shown_as(list(named)))
    somebody = shelf.live - _said_by(shelf, people.shown_as([0]))
    return Chosen(holdings, shelf, somebody, held)


def articles(db: Session, wanted: Filter) -> Chosen:
    """Articles that `wanted` asks for: all it asks of statements has to hold of one of theirs.

    So with choices they are the articles of the statements that the same choices find, words aside.
    """
    holdings = keeping.current(db)
    by_said = wanted.dates == "said"
    held = _conditions(db, holdings, holdings.articles, wanted, _OF_ARTICLES, dated=not by_said)
    says = _conditions(db, holdings, holdings.statements, wanted, _OF_STATEMENTS, dated=by_said)
    if says:
        statements = Chosen(holdings, holdings.statements, holdings.statements.live, says)
        held["says"] = articles_of(holdings.statements, statements.rows())
    return _with_words(db, Chosen(holdings, holdings.articles, holdings.articles.live, held), wanted)


def articles_of(shelf: Shelf, rows: BitMap) -> BitMap:
    """The articles that these rows are of."""
    column = shelf.columns["article"]
    found = np.zeros(int(column.max(initial=0)) + 1, bool)
    found[column[bitmaps.numbers_of(rows)]] = True
    return bitmaps.of_mask(found)


def _searched(db: Session, holdings: Holdings, shelf: Shelf, wanted: Filter) -> Chosen:
    held = _conditions(db, holdings, shelf, wanted, (*_OF_STATEMENTS, *_OF_ARTICLES), dated=True)
    return _with_words(db, Chosen(holdings, shelf, shelf.live, held), wanted)


def _with_words(db: Session, chosen: Chosen, wanted: Filter) -> Chosen:
    found = hits.rows(db, chosen.shelf, wanted)
    if found is None:
        return chosen
    ranks = hits.ranks(db, chosen.shelf, wanted) if wanted.sort == "relevance" else None
    return Chosen(chosen.holdings, chosen.shelf, chosen.base, {**chosen.held, "q": found}, ranks)


def _conditions(
    db: Session, holdings: Holdings, shelf: Shelf, wanted: Filter, facets: Sequence[str], *, dated: bool
) -> dict[str, BitMap]:
    """The rows that meet each choice in these facets and, where `dated`, the dates."""
    held = {}
    for facet, values in choices.chosen(wanted).items():
        if values and facet in facets:
            held[facet] = _having(db, holdings, shelf, facet, values)
    for facet in dict.fromkeys(facet for facet, _ in wanted.without if facet in facets):
        # What states nothing has no value that is left out.
        with_any = _having(db, holdings, shelf, facet, choices.excluded(wanted, facet))
        held[conditions.EXCLUDED + facet] = shelf.live - with_any
    return held | _days(shelf, wanted) if dated else held


def _having(db: Session, holdings: Holdings, shelf: Shelf, facet: str, values: Sequence[str]) -> BitMap:
    """The rows that have one of `values`."""
    if facet == "p":
        ids = _ids(db, _SHOWN, values)
        return _said_by(shelf, holdings.people.shown_as([*ids, 0] if NOBODY in values else ids))
    if facet == "named":
        ids = _ids(db, _SHOWN, values)
        return bitmaps.union([_naming(shelf, holdings.people, id_) for id_ in ids])
    if facet == "from":
        return _said_by(shelf, holdings.people.from_countries({_upper(value) for value in values}))
    if facet == "article":
        return shelf.of_articles(BitMap(_ids(db, _ARTICLES, values)))
    sets = shelf.bits.get(facet, {})
    return bitmaps.union(
        [sets[value] for value in {_as_kept(facet, value) for value in values} if value in sets]
    )


def _naming(shelf: Shelf, people: People, standing: int) -> BitMap:
    """What names a speaker, but is not said by the same: that is not said about one."""
    linked = np.nonzero(people.standing == standing)[0].tolist()
    sets = shelf.bits.get("named", {})
    names = bitmaps.union([sets[id_] for id_ in linked if id_ in sets])
    return names - _said_by(shelf, people.shown_as([standing]))


def _said_by(shelf: Shelf, chosen: NDArray[np.bool_]) -> BitMap:
    """The rows whose speaker, as linked, is among the `chosen`."""
    return bitmaps.of_mask(chosen[shelf.columns["speaker"]])


def _days(shelf: Shelf, wanted: Filter) -> dict[str, BitMap]:
    first, last = ("said_first", "said_last") if wanted.dates == "said" else ("day", "day")
    held = {}
    if wanted.since:
        # On one of several days: those that may be meant overlap with those asked for.
        held["since"] = bitmaps.of_mask(shelf.columns[last] >= wanted.since.toordinal())
    if wanted.until:
        ends = shelf.columns[first]
        held["until"] = bitmaps.of_mask((ends > 0) & (ends <= wanted.until.toordinal()))
    return held


def _ids(db: Session, sql: TextClause, values: Sequence[str]) -> list[int]:
    return list(db.connection().scalars(sql, {"idents": json.dumps(values)}))


def _as_kept(facet: str, value: str) -> str:
    """A value in the case that it is kept in, as SQLite would: letters of ASCII alone have another."""
    if facet in _UPPER:
        return _upper(value)
    return value.lower() if facet in _LOWER and value.isascii() else value


def _upper(value: str) -> str:
    return value.upper() if value.isascii() else value
