"""The catalogue of a process: made when first asked for, then brought up to date by what changed."""

from threading import Lock
from typing import Any

from pyroaring import BitMap
from sqlmodel import Session, text

from app.store.catalogue import reading, shelf
from app.store.catalogue.holdings import Holdings
from app.store.catalogue.remembered import Remembered

OPTION = "catalogue"
"""The option of an engine that holds its catalogue, and the place in a session of what is pinned."""
_NEWEST = text("SELECT coalesce(max(seq), 0) FROM changes")
_KEPT = 4
"""How many moments are remembered: a page that began before the newest change goes on with its own."""


class Catalogue:
    """What an engine's sessions list, as of the moment that each of them sees.

    Where it is `shared`, sessions only read: what one has made is right for all that see the same moment. A
    session that writes sees what nobody else does, and makes its own.
    """

    def __init__(self, *, shared: bool) -> None:
        self.remembered = Remembered() if shared else None
        """Rows that hold words; None where a session sees what nobody else does."""
        self._making = Lock()
        self._kept: tuple[Holdings, ...] = ()

    def of(self, db: Session) -> Holdings:
        """All that `db` sees; the same for as long as its transaction lasts and it writes nothing."""
        connection = db.connection()
        driver: Any = connection.connection.driver_connection
        moment = connection.get_transaction(), driver.total_changes
        pinned = db.info.get(OPTION)
        if pinned is None or pinned[0] != moment:
            pinned = db.info[OPTION] = moment, self._holdings(db)
        holdings: Holdings = pinned[1]
        return holdings

    def _holdings(self, db: Session) -> Holdings:
        seq: int = db.connection().scalar(_NEWEST) or 0
        if self.remembered is None:
            return _whole(db, seq)
        for kept in self._kept:
            if kept.seq == seq:
                return kept
        with self._making:
            for kept in self._kept:
                if kept.seq == seq:
                    return kept
            made = _whole(db, seq)
            newest_first = sorted((made, *self._kept), key=lambda held: -held.seq)
            self._kept = tuple(newest_first[:_KEPT])
        return made


def catalogue(db: Session) -> Catalogue:
    """The catalogue of the engine that `db` reads through."""
    found: Catalogue = db.connection().get_execution_options()[OPTION]
    return found


def current(db: Session) -> Holdings:
    """What can be listed, as of the moment that `db` sees."""
    return catalogue(db).of(db)


def _whole(db: Session, seq: int) -> Holdings:
    articles = reading.articles(db, None)
    nothing = BitMap()
    return Holdings(
        seq=seq,
        statements=shelf.empty("statements").changed(nothing, reading.statements(db, None, articles)),
        claims=shelf.empty("claims").changed(nothing, reading.claims(db, None, articles)),
        articles=shelf.empty("articles").changed(nothing, articles.rows),
        people=reading.people(db),
    )
