"""A reader's filter as sets of rows, one a facet, so that one can be left out."""

import json
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import TextClause
from sqlmodel import Session, text

from app.store.catalogue import bitmaps, hits, keeping, spans
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.holdings import Holdings
from app.store.catalogue.lately import Lately
from app.store.catalogue.people import People
from app.store.catalogue.relevance import Ranks
from app.store.catalogue.shelf import Shelf
from app.store.queries import choices, conditions
from app.store.queries.filters import NOBODY, Filter

_SHOWN = text(f"SELECT id FROM speakers WHERE id IN {conditions.shown(':idents')}")  # noqa: S608
_ARTICLES = text("SELECT id FROM articles WHERE ident IN (SELECT value FROM json_each(:idents))")
_OF_STATEMENTS = ("p", "named", "about", "bloc", "from", "kind", "type", "review")
_OF_ARTICLES = ("via", "outlet", "topic", "language", "lacking", "article")
T = TypeVar("T")
Named = tuple[Hashable, ...]
"""A list, and all that is asked of it: the same for what is the same."""
Asked = dict[str, frozenset[Any]]
"""By condition, as in `Chosen.held`, the values that are meant."""
_PAGES = 4
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
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    _lately: Lately = field(default_factory=lambda: Lately(_PAGES), repr=False, compare=False)

    def rows(self, without: Collection[str] = ()) -> BitMap:
        """The rows that meet every condition but those `without`; not to be changed."""

        def meet() -> BitMap:
            met = [rows for name, rows in self.held.items() if name not in without]
            # The fewest first: every step after is over no more than those.
            return BitMap.intersection(*sorted([self.base, *met], key=len))

        return self.once("rows", meet, without)

    def everything(self, without: Collection[str] = ()) -> bool:
        """Whether nothing that there is to choose from is left out, but by what these conditions ask."""
        return len(self.rows(without)) == len(self.base)

    def once(self, name: Hashable, make: Callable[[], T], without: Collection[str] = ()) -> T:
        """What `make` makes of the rows `without` these conditions: made when first asked for, and kept."""
        key = name, frozenset(each for each in without if each in self.held)
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def lately(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of some of the rows, such as those of a page: kept for the last few alone."""
        return self._lately.get(name, make)


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
    asked = _asked(db, wanted, (*_OF_STATEMENTS, *_OF_ARTICLES), dated=True)
    name = ("speakers", tuple(asked.items()))
    chosen = _kept(holdings, name, lambda: _speakers(holdings, asked))
    named = hits.people(db, wanted)
    if named is None:
        return chosen
    # A name may change where nothing that is listed does: kept is what those found have said.
    theirs = holdings.people.shown_as(list(named))
    return holdings.recent((*name, named.serialize()), lambda: _among(chosen, _said_by(chosen.shelf, theirs)))


def articles(db: Session, wanted: Filter) -> Chosen:
    """Articles that `wanted` asks for: all it asks of statements has to hold of one of theirs.

    So with choices they are the articles of the statements that the same choices find, words aside.
    """
    holdings = keeping.current(db)
    by_said = wanted.dates == "said"
    asked = _asked(db, wanted, _OF_ARTICLES, dated=not by_said)
    of_said = _asked(db, wanted, _OF_STATEMENTS, dated=by_said)

    def choose() -> Chosen:
        held = _held(holdings, holdings.articles, asked)
        if of_said:
            shelf = holdings.statements
            met = Chosen(holdings, shelf, shelf.live, _held(holdings, shelf, of_said))
            held["says"] = articles_of(shelf, met.rows())
        return Chosen(holdings, holdings.articles, holdings.articles.live, held)

    name = ("articles", tuple(asked.items()), tuple(of_said.items()))
    return _with_words(db, _kept(holdings, name, choose), name, wanted)


def articles_of(shelf: Shelf, rows: BitMap) -> BitMap:
    """The articles that these rows are of."""
    articles = shelf.columns.at("article", bitmaps.numbers_of(rows))
    found = np.zeros(int(articles.max(initial=0)) + 1, bool)
    found[articles] = True
    return bitmaps.of_mask(found)


def _speakers(holdings: Holdings, asked: Asked) -> Chosen:
    shelf, people = holdings.statements, holdings.people
    excluded = conditions.EXCLUDED + "kind"
    held = _held(
        holdings, shelf, {name: meant for name, meant in asked.items() if name not in ("kind", excluded)}
    )
    if "kind" in asked:
        held["kind"] = _said_by(shelf, people.of_kinds(asked["kind"]))
    if excluded in asked:
        held[excluded] = shelf.live - _said_by(shelf, people.of_kinds(asked[excluded]))
    somebody = holdings.once("somebody", lambda: shelf.live - _said_by(shelf, people.shown_as([0])))
    return Chosen(holdings, shelf, somebody, held)


def _searched(db: Session, holdings: Holdings, shelf: Shelf, wanted: Filter) -> Chosen:
    asked = _asked(db, wanted, (*_OF_STATEMENTS, *_OF_ARTICLES), dated=True)

    def choose() -> Chosen:
        return Chosen(holdings, shelf, shelf.live, _held(holdings, shelf, asked))

    name = (shelf.name, tuple(asked.items()))
    return _with_words(db, _kept(holdings, name, choose), name, wanted)


def _kept(holdings: Holdings, name: Named, choose: Callable[[], Chosen]) -> Chosen:
    """What is chosen; where that is everything it is kept, however much else is asked for meanwhile."""
    return (holdings.recent if any(name[1:]) else holdings.once)(name, choose)


def _with_words(db: Session, chosen: Chosen, name: Named, wanted: Filter) -> Chosen:
    found = hits.rows(db, chosen.shelf, wanted)
    if found is None:
        return chosen
    # A page asks for the same several times: what is counted for one is there for the next.
    words = wanted.q, wanted.match, wanted.spellings
    held = chosen.holdings.recent((*name, *words), lambda: _among(chosen, found))
    return replace(held, ranks=hits.ranks(db, chosen.shelf, wanted)) if wanted.sort == "relevance" else held


def _among(chosen: Chosen, rows: BitMap) -> Chosen:
    """What is chosen and is among these rows, too, which hold the words."""
    return Chosen(chosen.holdings, chosen.shelf, chosen.base, {**chosen.held, "q": rows})


def _asked(db: Session, wanted: Filter, facets: Sequence[str], *, dated: bool) -> Asked:
    """What `wanted` asks for in these facets and, where `dated`, of the dates."""
    asked: Asked = {}
    for facet, values in choices.chosen(wanted).items():
        if values and facet in facets:
            asked[facet] = _meant(db, facet, values)
    for facet in dict.fromkeys(facet for facet, _ in wanted.without if facet in facets):
        asked[conditions.EXCLUDED + facet] = _meant(db, facet, choices.excluded(wanted, facet))
    if dated and wanted.since:
        asked["since"] = frozenset([(wanted.dates, wanted.since.toordinal())])
    if dated and wanted.until:
        asked["until"] = frozenset([(wanted.dates, wanted.until.toordinal())])
    return asked


def _meant(db: Session, facet: str, values: Sequence[str]) -> frozenset[Any]:
    """Values as the shelf has them; of speakers and articles the ids, 0 for nobody."""
    if facet in ("p", "named"):
        ids = _ids(db, _SHOWN, values)
        return frozenset([*ids, 0] if facet == "p" and NOBODY in values else ids)
    if facet == "article":
        return frozenset(_ids(db, _ARTICLES, values))
    return frozenset(_as_kept(facet, value) for value in values)


def _held(holdings: Holdings, shelf: Shelf, asked: Asked) -> dict[str, BitMap]:
    """The rows that meet each of what is asked."""
    held = {}
    for name, meant in asked.items():
        if name in ("since", "until"):
            ((dates, day),) = meant
            held[name] = _since(shelf, dates, day) if name == "since" else _until(shelf, dates, day)
        elif name.startswith(conditions.EXCLUDED):
            # What states nothing has no value that is left out.
            facet = name.removeprefix(conditions.EXCLUDED)
            held[name] = shelf.live - _having(holdings, shelf, facet, meant)
        else:
            held[name] = _having(holdings, shelf, name, meant)
    return held


def _having(holdings: Holdings, shelf: Shelf, facet: str, meant: frozenset[Any]) -> BitMap:
    """The rows that have one of these values."""
    if facet == "p":
        return _said_by(shelf, holdings.people.shown_as(meant))
    if facet == "named":
        return bitmaps.union([_naming(shelf, holdings.people, id_) for id_ in meant])
    if facet == "from":
        return _said_by(shelf, holdings.people.from_countries(meant))
    if facet == "article":
        return shelf.of_articles(BitMap(meant))
    sets = shelf.bits.get(facet, {})
    return bitmaps.union([sets[value] for value in meant if value in sets])


def _naming(shelf: Shelf, people: People, standing: int) -> BitMap:
    """What names a speaker, but is not said by the same: that is not said about one."""
    return people.named_in(shelf.bits.get("named", {}), standing) - _said_by(
        shelf, people.shown_as([standing])
    )


def _said_by(shelf: Shelf, chosen: NDArray[np.bool_]) -> BitMap:
    """The rows whose speaker, as linked, is among the `chosen`."""
    return bitmaps.having(shelf.columns["speaker"], np.flatnonzero(chosen))


def _since(shelf: Shelf, dates: str, day: int) -> BitMap:
    # On one of several days: those that may be meant overlap with those asked for.
    if dates == "said":
        return shelf.columns.where("said", lambda said: spans.last(said) >= day)
    return shelf.columns.where("day", lambda last: last >= day)


def _until(shelf: Shelf, dates: str, day: int) -> BitMap:
    def stated(first: Numbers) -> Numbers:
        return (first > 0) & (first <= day)

    if dates == "said":
        return shelf.columns.where("said", lambda said: stated(spans.first(said)))
    return shelf.columns.where("day", stated)


def _ids(db: Session, sql: TextClause, values: Sequence[str]) -> list[int]:
    """The ids of what has these identifiers: a page asks for the same several times."""
    asked = json.dumps(values)
    return keeping.once(db, (sql, asked), lambda: list(db.connection().scalars(sql, {"idents": asked})))


def _as_kept(facet: str, value: str) -> str:
    """A value in the case that it is kept in, as SQLite would: letters of ASCII alone have another."""
    if facet in _UPPER:
        return _upper(value)
    return value.lower() if facet in _LOWER and value.isascii() else value


def _upper(value: str) -> str:
    return value.upper() if value.isascii() else value
