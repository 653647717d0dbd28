"""How commands end: a line on standard error that a person can act on, and an exit code."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import typer

from app.errors import AppError

FAILED = 1
USAGE = 2
INTERRUPTED = 130


@contextmanager
def told() -> Iterator[None]:
    """Whatever a person can act on ends as one line on standard error and an exit code."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        # Neither what a reader looked at nor what was erased meanwhile belongs in a log: no values of
        # variables beside the lines of a traceback.
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False),
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ],
    )
    try:
        yield
    except AppError as error:
        complain(str(error))
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
