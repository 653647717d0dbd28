"""Lines of texts → lines of statements, between files or standard streams."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.cli.telling import complain
from app.errors import AppError, BadInput
from app.reading.names import shown

if TYPE_CHECKING:
    from app.evaluate.written import Asked

STREAM = Path("-")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """How many processes can work at once."""
    # Not every system tells which cores a process may use.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def one_thread_each() -> None:
    """Keep this process and its workers at one thread each; to be called before numpy is loaded."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")


def extracted(source: Path, target: Path, workers: int, limit: int) -> int:
    """Answer every line of `source` in `target`, in order; how many could not be, each told.

    `limit` is bytes a line. `target` is there when all is done, or as it was.
    """
    one_thread_each()
    from app.evaluate.workers import in_order
    from app.evaluate.written import answer

    failures = 0
    name = "standard input" if source == STREAM else shown(source)
    with _reading(source) as given, writing(target) as taken:
        for asked, answered in in_order(answer, _asked(given, limit), workers):
            if answered.line is None:
                complain(f"{name}, line {asked.number}: {answered.error}")
                failures += 1
            else:
                taken.write(answered.line.encode() + b"\n")
    return failures


def _asked(given: BinaryIO, limit: int) -> Iterator["Asked"]:
    from app.evaluate.written import Asked
    from app.reading.jsonl import lines

    for number, line in enumerate(lines(given, limit), start=1):
        if line is None or line.strip(_BLANK):
            yield Asked(number, line)


@contextmanager
def _reading(source: Path) -> Iterator[BinaryIO]:
    if source == STREAM:
        yield sys.stdin.buffer
        return
    try:
        file = source.open("rb")
    except OSError as error:
        raise BadInput(f"{shown(source)} cannot be read: {error.strerror}.") from error
    with file:
        yield file


@contextmanager
def writing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose contents become the file `target` once everything is written."""
    if target == STREAM:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    # A device or a pipe is written to; only a file is replaced, the one that a link leads to.
    whole = not target.exists() or target.is_file()
    target = target.resolve() if whole else target
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part") if whole else target
    try:
        file = unfinished.open("wb")
    except OSError as error:
        raise BadInput(f"{shown(target)} cannot be written: {error.strerror}.") from error
    try:
        with file:
            yield file
        if whole:
            unfinished.replace(target)
    except OSError as error:
        raise AppError(f"{shown(target)} cannot be written: {error.strerror}.") from error
    finally:
        if whole:
            unfinished.unlink(missing_ok=True)
