"""Many texts read by several processes, each of which loads the models once."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from app import workers as processes
from app.errors import AppError
from app.extract import pipeline
from app.extract.pipeline import Models

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def in_order(
    work: Callable[[Models, _Task], _Result], tasks: Iterable[_Task], workers: int
) -> Iterator[tuple[_Task, _Result]]:
    """Each task with what `work` made of it, as `app.workers` spreads them; AppError where a worker dies."""
    pairs = ((task, task) for task in tasks)
    for task, done in processes.in_order(partial(_done, work), pairs, workers):
        if isinstance(done, processes.Lost):
            raise AppError(f"A text could not be read: {done.reason}.")
        assert done is not None
        yield task, done


def _done(work: Callable[[Models, _Task], _Result], task: _Task) -> _Result:
    return work(pipeline.load(), task)
