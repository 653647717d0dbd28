"""JSON Lines: one article a line, so that one broken line costs one article."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from app.errors import BadInput
from app.reading import rows
from app.reading.decoding import decode
from app.reading.given import Choices, FormatOf, Given
from app.records import Read

_BLOCK = 1 << 20


def reads(given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    """Every line's article, or why not; the limit for a page is one for a line. Raises OSError."""
    found = False
    for number, line in enumerate(lines(given.stream, choices.page_limit), start=1):
        if line is not None and not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        found = True
        place = f"{given.place}, line {number}"
        try:
            yield from rows.reads(_row(line, choices), replace(given, place=place), choices, format_of)
        except BadInput as error:
            yield Read(place, None, str(error))
    if not found:
        yield Read(given.place, None, "is empty")


def lines(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Lines as bytes, and None for one over the limit, which is never held whole."""
    while line := file.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(limit)
        yield None


def count(stream: BinaryIO) -> int:
    """How many lines there are."""
    ends, last = 0, b"\n"
    while block := stream.read(_BLOCK):
        ends, last = ends + block.count(b"\n"), block[-1:]
    return ends + (last != b"\n")


def _row(line: bytes | None, choices: Choices) -> object:
    if line is None:
        raise BadInput(f"is larger than the limit for a page, {choices.page_limit:,} bytes")
    try:
        return json.loads(decode(line).rstrip())
    except json.JSONDecodeError as error:
        raise BadInput(f"is not JSON: column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise BadInput("is not JSON that can be read") from error
