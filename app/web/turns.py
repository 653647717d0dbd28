"""Pages take turns at a few threads.

Python runs one of its threads at a time: with more of them no answer is sooner, and all that each holds, its
rows and a connection, it holds for longer. Who waits for something else, as a form does for the write lock,
does so in threads apart from these.
"""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from functools import partial, wraps
from itertools import islice
from typing import Any, ParamSpec, TypeVar

from anyio import CapacityLimiter, run, sleep, to_thread
from anyio.lowlevel import RunVar

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 8
LONGEST = 16
"""Pieces of a long answer that are made in one turn at most, and held until they are sent."""
_threads: RunVar[CapacityLimiter] = RunVar("threads of pages")


def load() -> None:
    """Load what turns are taken with, before the first: by a run that does nothing."""
    run(sleep, 0)


def by_turns(make: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Have what `make` gives made in one of the threads."""

    @wraps(make)
    async def made(*args: P.args, **named: P.kwargs) -> T:
        return await _turn(partial(make, *args, **named))

    return made


async def pieces(made: Iterable[T]) -> AsyncIterator[T]:
    """The pieces of a long answer, twice as many each turn.

    Whoever asked waits for the first; and each turn waits for those of all who came before it.
    """
    rest, many = iter(made), 1
    while some := await _turn(partial(_some, rest, many)):
        for piece in some:
            yield piece
        many = min(2 * many, LONGEST)


def _some(rest: Iterator[T], many: int) -> list[T]:
    return list(islice(rest, many))


async def _turn(work: Callable[[], T]) -> T:
    try:
        threads = _threads.get()
    except LookupError:
        _threads.set(threads := CapacityLimiter(THREADS))
    return await to_thread.run_sync(work, limiter=threads)
