"""How commands end: a line on standard error that a person can act on, and an exit code."""

import errno
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from app.cli import logs
from app.errors import AppError

FAILED = 1
USAGE = 2
INTERRUPTED = 130
_OF_THE_DISK = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENOTDIR}
"""What the system says where a file or folder does not let itself be used: no mistake of ours."""


@contextmanager
def told() -> Iterator[None]:
    """Whatever a person can act on ends as one line on standard error and an exit code."""
    logs.begin()
    try:
        yield
    except AppError as error:
        complain(str(error))
        raise typer.Exit(FAILED) from None
    except OSError as error:
        if error.errno not in _OF_THE_DISK or error.filename is None:
            raise
        complain(f"{error.filename}: {error.strerror}.")
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        complain("Stopped.")
        raise typer.Exit(INTERRUPTED) from None


def complain(words: str) -> None:
    """Print one line on standard error."""
    print(printable(words), file=sys.stderr)


def printable(words: str) -> str:
    """`words` on one line, with nothing in it that a terminal would obey: file names can hold such."""
    return "".join(c if c.isprintable() else "\ufffd" for c in words)


def in_json(told: object, default: Callable[[Any], object] | None = None) -> str:
    """`told` as JSON on one line that a terminal shows and does not obey."""
    line = json.dumps(told, ensure_ascii=False, default=default)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)
