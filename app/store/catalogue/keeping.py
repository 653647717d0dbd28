"""The catalogue of a process: made when first asked for, then brought up to date by what changed."""

import ctypes
import sys
import time
from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from pyroaring import BitMap
from sqlalchemy import Engine
from sqlmodel import Session, text

from app.store.catalogue import reading
from app.store.catalogue.holdings import NOTHING, Holdings
from app.store.catalogue.remembered import Remembered
from app.store.patience import unhurried

if TYPE_CHECKING:
    from app.store.catalogue.spelt import Vocabulary

T = TypeVar("T")
OPTION = "catalogue"
"""The option of an engine that holds its catalogue, and the place in a session of what is pinned."""
_NEWEST = text("SELECT coalesce(max(seq), 0) FROM changes")
_CHANGED = text("SELECT kind, id FROM changes WHERE seq > :since")
_KEPT = 3
"""How many moments are remembered: a page that began before the newest change goes on with its own."""


class Catalogue:
    """What an engine's sessions list, as of the moment that each of them sees.

    Where it is `shared`, sessions only read: what one has made is right for all that see the same moment. A
    session that writes sees what nobody else does, and makes its own.
    """

    def __init__(self, *, shared: bool) -> None:
        self.remembered = Remembered() if shared else None
        """Rows that hold words; None where a session sees what nobody else does."""
        self.vocabulary: Vocabulary | None = None
        """The words printed, once somebody asked for near ones."""
        self._making = Lock()
        self._kept: tuple[Holdings, ...] = ()
        self._made = 0.0

    @property
    def newest(self) -> tuple[int, float] | None:
        """The newest change that is listed, and since when, in seconds since 1970; None before any is."""
        kept = self._kept
        return (kept[0].seq, self._made) if kept else None

    def of(self, db: Session) -> Holdings:
        """All that `db` sees; the same for as long as its transaction lasts and it writes nothing."""
        connection = db.connection()
        driver: Any = connection.connection.driver_connection
        moment = connection.get_transaction(), driver.total_changes
        pinned = db.info.get(OPTION)
        if pinned is None or pinned[0] != moment:
            with unhurried(db):
                pinned = db.info[OPTION] = moment, self._holdings(db), {}
        holdings: Holdings = pinned[1]
        return holdings

    def warm(self, db: Session) -> None:
        """Make what most pages ask for first, so that nobody waits for it."""
        holdings = self.of(db)
        for shelf in (holdings.statements, holdings.claims, holdings.articles):
            shelf.order("newest")

    def _holdings(self, db: Session) -> Holdings:
        seq: int = db.connection().scalar(_NEWEST) or 0
        if self.remembered is None:
            return _brought(db, NOTHING, seq)
        for kept in self._kept:
            if kept.seq == seq:
                return kept
        with self._making:
            # Whoever held the lock may have made it; if not, all but the newest changes may be known.
            known = next((kept for kept in self._kept if kept.seq <= seq), NOTHING)
            if known.seq == seq and known is not NOTHING:
                return known
            made = _brought(db, known, seq)
            newest_first = sorted((made, *self._kept), key=lambda kept: -kept.seq)
            self._kept, self._made = tuple(newest_first[:_KEPT]), time.time()
        return made


def catalogue(db: Session) -> Catalogue:
    """The catalogue of the engine that `db` reads through."""
    found: Catalogue = db.connection().get_execution_options()[OPTION]
    return found


def of_engine(engine: Engine) -> Catalogue:
    """The catalogue of an engine, without asking the database anything."""
    found: Catalogue = engine.get_execution_options()[OPTION]
    return found


def current(db: Session) -> Holdings:
    """What can be listed, as of the moment that `db` sees."""
    return catalogue(db).of(db)


def give_back() -> None:
    """Give back the memory that making all this took in small pieces, which the allocator would keep."""
    if sys.platform == "linux":
        getattr(ctypes.CDLL(None), "malloc_trim", int)(0)


def once(db: Session, name: Hashable, make: Callable[[], T]) -> T:
    """What `make` reads of the moment that `db` sees: read when first asked for by this name, and kept."""
    current(db)
    made: dict[Hashable, Any] = db.info[OPTION][-1]
    if name not in made:
        made[name] = make()
    found: T = made[name]
    return found


def _brought(db: Session, known: Holdings, seq: int) -> Holdings:
    """What is `known`, brought up to the change `seq`, the newest that `db` sees."""
    articles = speakers = None
    if known is not NOTHING:
        found = db.connection().execute(_CHANGED, {"since": known.seq}).all()
        articles = BitMap(row.id for row in found if row.kind == "article")
        speakers = BitMap(row.id for row in found if row.kind == "speaker")
    people = known.people
    if speakers is None or speakers:
        people = reading.people(db, known.people, speakers)
    if articles is not None and not articles:
        return replace(known, seq=seq, people=people)
    fresh, again = reading.lists(db, articles), articles or BitMap()
    articles_ = known.articles.changed(again, fresh.articles)
    return Holdings(
        seq=seq,
        statements=known.statements.changed(again, fresh.statements, articles_.columns),
        claims=known.claims.changed(again, fresh.claims, articles_.columns),
        articles=articles_,
        people=people,
    )
