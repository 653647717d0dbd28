"""Tasks spread over worker processes: results in the order given, a few tasks ahead, no task lost unseen.

A worker that dies or takes too long costs the one task that it was at; another takes its place. Workers end
with this process, however that ends.
"""

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

_Item = TypeVar("_Item")
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_HELD = 2
"""Tasks that one worker has: the one it is at, and the next, so that it never waits for this process."""
_AHEAD = 4
"""Items a worker that may wait behind a long task: enough to keep all busy, few enough for flat memory."""
_GATHERED = 0.25
"""Seconds that what is done waits for more to be: to save four articles at once takes half the time of one
after another."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without a result."""

    reason: str


@dataclass(slots=True, eq=False)
class _Slot(Generic[_Item]):
    """An item on its way, in its place in the order."""

    item: _Item
    task: Any
    result: Any = None
    done: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    slots: deque[_Slot[Any]]
    since: float
    """When it began with the first of its slots, as far as this process saw."""


def in_order(
    work: Callable[[_Task], _Result],
    items: Iterable[tuple[_Item, _Task | None]],
    workers: int,
    seconds: float | None = None,
) -> Generator[tuple[_Item, _Result | Lost | None]]:
    """Each item with what `work` made of its task, as `at_hand` has them."""
    with contextlib.closing(at_hand(work, items, workers, seconds)) as given:
        for some in given:
            yield from some


def at_hand(
    work: Callable[[_Task], _Result],
    items: Iterable[tuple[_Item, _Task | None]],
    workers: int,
    seconds: float | None = None,
) -> Generator[Sequence[tuple[_Item, _Result | Lost | None]]]:
    """Each item with what `work` made of its task, those together that are done and next in order.

    What is done waits a moment for what workers are at, as long as they have enough to do. An item without
    a task passes through in its place. One worker is this process; more are processes of
    their own, started as they are needed, which pickle tasks and results. `work` is a module's function and
    raises nothing. With several workers, a task that takes longer than `seconds` is Lost, and so is the one
    of a worker that dies.
    """
    if workers == 1:
        yield from ([(item, None if task is None else work(task))] for item, task in items)
        return
    pool = _Pool(work, workers, seconds)
    try:
        yield from _spread(pool, iter(items))
    finally:
        pool.end()


def _spread(pool: "_Pool", items: Iterator[tuple[_Item, _Task | None]]) -> Iterator[list[tuple[_Item, Any]]]:
    slots: deque[_Slot[_Item]] = deque()
    more = True
    since: float | None = None
    while more or slots:
        pool.take_in(0)
        # Before results are handed on: whoever takes it works a while, and no worker should wait for that.
        while more and len(slots) < pool.ahead and pool.has_room():
            given = next(items, None)
            if given is None:
                more = False
                break
            slot = _Slot(*given, done=given[1] is None)
            slots.append(slot)
            if not slot.done:
                pool.give(slot)
        if slots and slots[0].done:
            since = since or time.monotonic()
            patience = since + _GATHERED - time.monotonic()
            if patience > 0 and len(slots) < pool.ahead and pool.is_at_work():
                pool.take_in(patience)
                continue
        done = []
        while slots and slots[0].done:
            first = slots.popleft()
            done.append((first.item, first.result))
        if done:
            yield done
            since = None
        elif slots:
            pool.take_in(None)


class _Pool:
    """The worker processes, and which has which tasks."""

    def __init__(self, work: Callable[[Any], Any], workers: int, seconds: float | None) -> None:
        self._work, self._most, self._seconds = work, workers, seconds
        self._workers: list[_Worker] = []
        self.ahead = _AHEAD * workers

    def has_room(self) -> bool:
        """Whether a worker could take one more task."""
        return len(self._workers) < self._most or any(len(each.slots) < _HELD for each in self._workers)

    def is_at_work(self) -> bool:
        """Whether any worker has a task."""
        return any(each.slots for each in self._workers)

    def give(self, slot: _Slot[Any]) -> None:
        """Have a task done by the worker that has least to do."""
        worker = min(self._workers, key=lambda each: len(each.slots), default=None)
        if worker is None or (worker.slots and len(self._workers) < self._most):
            worker = self._started()
        if not worker.slots:
            worker.since = time.monotonic()
        worker.slots.append(slot)
        # A worker that has just died is found by `take_in`, which knows what it was at.
        with contextlib.suppress(OSError):
            worker.pipe.send(slot.task)

    def take_in(self, patience: float | None) -> None:
        """Take in all results that are there, waiting for one as long as `patience`; None waits for any."""
        if not self._workers:
            return
        if patience is None and self._seconds is not None:
            begun = min((each.since for each in self._workers if each.slots), default=time.monotonic())
            patience = max(0.0, begun + self._seconds - time.monotonic())
        ready = wait([each.pipe for each in self._workers], patience)
        for worker in [each for each in self._workers if each.pipe in ready]:
            try:
                self._settle(worker, worker.pipe.recv())
            except (EOFError, OSError):
                self._replace(worker, f"its worker process ended unexpectedly{_how(worker)}")
        if not ready and self._seconds is not None:
            for worker in list(self._workers):
                if worker.slots and time.monotonic() - worker.since >= self._seconds:
                    self._replace(worker, f"took longer than {self._seconds:g} seconds")

    def end(self) -> None:
        """End every worker, whatever it is at."""
        for worker in self._workers:
            _ended(worker)
        self._workers.clear()

    def _settle(self, worker: _Worker, result: Any) -> None:  # noqa: ANN401 - what `work` gives
        slot = worker.slots.popleft()
        slot.result, slot.done = result, True
        worker.since = time.monotonic()

    def _replace(self, worker: _Worker, reason: str) -> None:
        """Do without a worker: what it was at is lost, what it had not begun goes to others."""
        self._workers.remove(worker)
        _ended(worker)
        if worker.slots:
            self._settle(worker, Lost(reason))
        for slot in worker.slots:
            self.give(slot)

    def _started(self) -> _Worker:
        # Fresh interpreters: a copy of a process in which libraries have threads may hang.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        # Ctrl-C at a terminal reaches every process: held back here, it stays so in one that just begins.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        worker = _Worker(process, ours, deque(), time.monotonic())
        self._workers.append(worker)
        return worker


def _how(worker: _Worker) -> str:
    worker.process.join(1)
    killed = worker.process.exitcode == -signal.SIGKILL
    return " (killed: too little memory? Try fewer workers)" if killed else ""


def _ended(worker: _Worker) -> None:
    # They hold nothing that could be left half done, and leave the milder signals to the first process.
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.pipe.close()


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """What a worker process does until it is ended."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    tasks: SimpleQueue[Any] = SimpleQueue()
    # A thread of its own reads: else a long task on its way here and a long result could wait for each other.
    Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    while True:
        pipe.send(work(tasks.get()))


def _receive(pipe: Connection, tasks: SimpleQueue[Any]) -> None:
    while True:
        try:
            tasks.put(pipe.recv())
        except (EOFError, OSError):
            # Nobody is there any more for whom to work.
            os._exit(1)
