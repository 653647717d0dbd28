"""Many texts read by several processes: results in the order of the tasks, only a few tasks ahead."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from signal import SIG_IGN, SIGINT, signal
from typing import TypeVar

from app.errors import AppError
from app.extract import pipeline
from app.extract.pipeline import Models

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_AHEAD = 4
"""Tasks a worker that may wait: enough to keep it busy behind a long text, few enough for constant memory."""


def in_order(
    work: Callable[[Models, _Task], _Result], tasks: Iterable[_Task], workers: int
) -> Iterator[tuple[_Task, _Result]]:
    """Each task with what `work` made of it. One worker is this process; more are processes of their own.

    Every process loads the models once. `work` is a module's function; with several workers, tasks and
    results are pickled. Raises AppError where a worker dies.
    """
    if workers == 1:
        yield from ((task, _done(work, task)) for task in tasks)
        return
    with _pool(workers) as pool:
        waiting: deque[tuple[_Task, Future[_Result]]] = deque()
        for task in tasks:
            waiting.append((task, pool.submit(_done, work, task)))
            if len(waiting) > _AHEAD * workers:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    # Fresh interpreters: a copy of a process in which libraries have threads may hang.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_leave_interrupts_to_the_first_process)
    before = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        # Interrupted: nobody waits for what is being read.
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _first(waiting: deque[tuple[_Task, Future[_Result]]]) -> tuple[_Task, _Result]:
    task, result = waiting.popleft()
    try:
        return task, result.result()
    except BrokenProcessPool as error:
        raise AppError(
            "A worker process ended unexpectedly: too little memory? Try fewer --workers."
        ) from error


def _leave_interrupts_to_the_first_process() -> None:
    signal(SIGINT, SIG_IGN)


def _done(work: Callable[[Models, _Task], _Result], task: _Task) -> _Result:
    return work(_models(), task)


@cache
def _models() -> Models:
    return pipeline.load()
