"""Single files packed by gzip: read as the file within, unpacked on the way."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import cast

from app.reading import members
from app.reading.given import Choices, FormatOf, Given
from app.reading.unpacking import Counted, unpacked
from app.records import Read

ENDING = ".gz"


def reads(given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    """All articles in the file within. Raises OSError."""
    counted = Counted(given.stream)
    stream = unpacked(
        gzip.GzipFile(fileobj=cast(gzip.GzipFile, counted), mode="rb"),
        members.ration(given, choices),
        lambda: counted.count,
    )
    with stream:
        inner = replace(given, name=within(given.name), stream=stream, media_type=None)
        read = format_of(inner)
        if read is None:
            yield Read(given.place, None, f"holds a file of an unknown kind, {PurePath(inner.name).name}")
        else:
            yield from read(inner, choices)


def within(name: str) -> str:
    """The name of the file that a packed one holds."""
    return name[: -len(ENDING)] if name.lower().endswith(ENDING) else name
