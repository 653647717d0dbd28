"""How what happens is told on standard error: as lines for a person, or as one JSON object a line."""

import logging
import sqlite3
import sys
import traceback
from typing import TYPE_CHECKING, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor

if TYPE_CHECKING:
    from app.settings import Settings

_Nothing = tuple[None, None, None]
_OURS = ("uvicorn",)
"""Libraries that are told as our own code is; of all others only what is wrong."""


def begin(settings: "Settings | None" = None) -> None:
    """Tell as `settings` choose, from now on; without any, what is wrong, to a person."""
    as_json = settings is not None and settings.log_format == "json"
    level = logging.getLevelNamesMapping()[settings.log_level.upper() if settings else "WARNING"]
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True)
        if as_json
        else structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False),
    ]
    last: list[Processor] = (
        [
            structlog.processors.ExceptionRenderer(_traced),
            structlog.processors.JSONRenderer(),
        ]
        if as_json
        else [_on_one_line, structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_printed)]
    )
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        processors=[*first, *last],
        cache_logger_on_first_use=False,
    )
    handler = _Told(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=first,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
        if as_json
        else _Lines("%(levelname)s %(name)s: %(message)s")
    )
    root = logging.getLogger()
    root.handlers = [*(each for each in root.handlers if not isinstance(each, _Told)), handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)


def _on_one_line(_logger: object, _name: str, told: EventDict) -> EventDict:
    return {key: _printable(words) if isinstance(words, str) else words for key, words in told.items()}


def _printable(words: str) -> str:
    """`words` without what would begin another line, or what a terminal obeys: it may be a document's."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in words)


class _Told(logging.StreamHandler[TextIO]):
    """Ours among the handlers of logging: the former goes when another begins."""


class _Lines(logging.Formatter):
    """For a person, with tracebacks as everywhere else."""

    def format(self, record: logging.LogRecord) -> str:
        """The lines of `record`."""
        record.exc_text = None  # another handler's traceback, which would be taken for ours
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the library's
        """What a library tells, which may be of a document."""
        return _printable(super().formatMessage(record))

    def formatException(self, ei: ExcInfo | _Nothing) -> str:  # noqa: N802 - the name is the library's
        """Where something broke."""
        return "" if ei[1] is None else _traced(ei)


def _traced(exc_info: ExcInfo) -> str:
    """Where something broke, and what kind of error it was: not its text, which may hold what a reader asked.

    Nor does it hold the values of variables, which may be words that are erased meanwhile.
    """
    told: list[str] = []
    one: BaseException | None = exc_info[1]
    while one is not None:
        name = f"{type(one).__module__}.{type(one).__qualname__}"
        if isinstance(one, sqlite3.Error):
            name += f" ({getattr(one, 'sqlite_errorname', 'no code')})"
        elif isinstance(one, OSError) and one.strerror:
            name += f" ({one.strerror})"
        told.insert(0, "".join(traceback.format_tb(one.__traceback__)) + name)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n\nand then\n\n".join(told)


def _printed(to: TextIO, error: ExcInfo) -> None:
    to.write(_traced(error))
