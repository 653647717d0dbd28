"""What each request costs, and what it cannot cost less than, in one run."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from app.evaluate.requests.asked import Ask
from app.evaluate.requests.bare import Heard
from app.evaluate.requests.calling import Answer, Caller, heard

_READS = ("SELECT", "WITH")
_MOST = 1 << 24
"""Bytes of the longest answer that is given by the empty route."""
_SLOW = 0.5
"""Seconds from which a request is asked no more than twice."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request costs, in milliseconds of processor time."""

    asked: Ask
    status: int
    size: int
    known: int
    """The status where the client says which answer it has, such as 304; 0 where answers have no tag."""
    p50: float
    p95: float
    queries: int
    sql: float
    """Of the same SQL alone."""
    template: float
    """Of a bare route that renders the same template from the same record; 0 where none is rendered."""
    empty: float
    """Of an empty route that gives as many bytes."""


def costs(
    web: FastAPI,
    reading: Callable[[], sqlite3.Connection],
    asked: Sequence[Ask],
    rounds: int,
    told: Callable[[Cost], object] = lambda _: None,
) -> list[Cost]:
    """The cost of each request to `web`; `reading` opens its database as the app does.

    Every request is asked once before it is measured, as a site that runs has been.
    """
    pages = web.state.pages = Heard(web.state.pages)
    caller, bare, db = Caller(web), _Bare(), reading()
    found = []
    for each in asked:
        pages.last = None
        found.append(_cost(_moved(caller, each), (caller, bare, db), pages, rounds))
        told(found[-1])
    caller.close()
    bare.close()
    db.close()
    return found


def _cost(asked: Ask, of: "tuple[Caller, _Bare, sqlite3.Connection]", pages: Heard, rounds: int) -> Cost:
    caller, bare, db = of
    spoken = heard()
    spoken.clear()
    first = caller.ask(asked)
    said = [sql for sql in spoken if sql.lstrip().upper().startswith(_READS)]
    tag, again, size = first.headers.get("etag", ""), pages.last, min(first.size, _MOST)
    known = caller.ask(asked, etag=tag).status if tag else 0
    spent = _spent(lambda: caller.ask(asked).seconds, rounds)
    return Cost(
        asked=asked,
        status=first.status,
        size=first.size,
        known=known,
        p50=median(spent) * 1000,
        p95=_p95(spent) * 1000,
        queries=len(said),
        sql=median(_spent(lambda: _replayed(db, said), rounds)) * 1000,
        template=median(_spent(lambda: bare.seconds(again), rounds)) * 1000 if again else 0.0,
        empty=median(_spent(lambda: bare.seconds(lambda: Response(b" " * size)), rounds)) * 1000,
    )


class _Bare:
    """An app of one route that gives whatever it is told to."""

    def __init__(self) -> None:
        web = FastAPI(openapi_url=None)
        self._given: Callable[[], Response] = Response

        @web.get("/", response_model=None)
        def given(request: Request) -> Response:  # noqa: ARG001 - as the app's own routes have it
            return self._given()

        self._caller = Caller(web)

    def seconds(self, given: Callable[[], Response] | None) -> float:
        """Of processor time for what `given` gives."""
        self._given = given or Response
        return self._caller.ask(Ask("page", "/")).seconds

    def close(self) -> None:
        """End the loop that requests ran in."""
        self._caller.close()


def _moved(caller: Caller, asked: Ask) -> Ask:
    """The request that redirects of this site lead to."""
    for _ in range(3):
        answer: Answer = caller.ask(asked)
        to = answer.headers.get("location", "")
        if answer.status not in (301, 302, 307, 308) or not to or to.startswith("/login"):
            break
        asked = Ask(asked.kind, to.removeprefix("http://bench"), asked.block)
    return asked


def _spent(once: Callable[[], float], rounds: int) -> list[float]:
    spent: list[float] = []
    while len(spent) < rounds and (sum(spent) < _SLOW or len(spent) < 2):
        spent.append(once())
    return spent


def _p95(spent: Sequence[float]) -> float:
    return quantiles(spent, n=20, method="inclusive")[-1] if len(spent) > 1 else spent[0]


def _replayed(db: sqlite3.Connection, said: Sequence[str]) -> float:
    """Seconds of processor time that the SQL takes by itself, all its rows fetched."""
    begun = time.process_time()
    for sql in said:
        db.execute(sql).fetchall()
    return time.process_time() - begun
