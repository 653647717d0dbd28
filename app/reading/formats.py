"""Which format's module reads what: by media type where a server said one, else by the file name's end."""

from collections.abc import Mapping
from pathlib import PurePath

from app.reading import jsonl, text
from app.reading.given import Format, Given

FORMATS: Mapping[str, Format] = {
    ".txt": text.reads,
    ".jsonl": jsonl.reads,
    ".ndjson": jsonl.reads,
}
"""What can be read, by a file name's end in lower case."""
MEDIA_TYPES: Mapping[str, str] = {
    "text/plain": ".txt",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
}
"""The same by media type: the file name's end that goes with it."""


def ending(name: str) -> str:
    """The end of a file name that tells its format, in lower case."""
    return PurePath(name).suffix.lower()


def format_of(given: Given) -> Format | None:
    """What reads `given`; None where nothing here does."""
    by_type = MEDIA_TYPES.get(given.media_type or "")
    return FORMATS.get(by_type or ending(given.name))
