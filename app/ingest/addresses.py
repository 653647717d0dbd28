"""What is remembered of addresses from run to run, so that their servers are asked only for what is new."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from app.reading.fetch import Fetched
from app.reading.network.asking import Validators
from app.reading.revisiting import Memory
from app.store import engine as engines
from app.store.queries import watched as stored
from app.store.queries.views.watched import FetchState
from app.store.saving.watched import keep_fetches


class Addresses:
    """What one database remembers, and what there is to remember of one run."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._took: dict[str, tuple[str, FetchState]] = {}

    def memory(self) -> Memory:
        """As reading asks for it."""
        return Memory(self._digest, self._said, self._keep)

    def keep(self, engine: Engine) -> None:
        """Remember what servers said of all that the run has read to its end."""
        if not self._took:
            return
        with Session(engine) as db, db.begin():
            read = stored.read(db, self._took)
            # Of what was not read to its end, nobody could tell that it is "as before".
            whole = [
                state
                for place, (digest, state) in self._took.items()
                if place in read and read[place].digest == digest
            ]
            keep_fetches(db, whole)

    def _digest(self, place: str) -> str | None:
        with self._reading() as db:
            state = stored.read(db, [place]).get(place) if db else None
        return state.digest if state else None

    def _said(self, url: str) -> Validators | None:
        with self._reading() as db:
            state = stored.fetched(db, url) if db else None
        return Validators(state.etag, state.modified) if state else None

    def _keep(self, place: str, digest: str, fetched: Fetched) -> None:
        self._took[place] = digest, said(fetched)

    @contextmanager
    def _reading(self) -> Iterator[Session | None]:
        """The database, opened for each question, as fetching takes longer; None where there is none yet."""
        if not self._database.exists():
            yield None
            return
        engine = engines.reader(self._database)
        try:
            with Session(engine) as db:
                yield db
        finally:
            engine.dispose()


def said(fetched: Fetched) -> FetchState:
    """What a server said of an address, to ask it next time only for what is new."""
    return FetchState(fetched.final_url, fetched.etag, fetched.modified, fetched.status, fetched.moment)
