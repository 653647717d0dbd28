"""JSON Lines: one article a line, so that one broken line costs one article."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from app.errors import BadInput
from app.reading.decoding import decode, storable
from app.reading.facts import facts
from app.reading.given import Choices, Given
from app.records import Article, Read


def reads(given: Given, choices: Choices) -> Iterator[Read]:
    """Every line's article, or why not; the limit for an article is one for a line. Raises OSError."""
    found = False
    for number, line in enumerate(lines(given.stream, choices.limit), start=1):
        if line is not None and not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        found = True
        place = f"{given.place}, line {number}"
        try:
            yield Read(place, _article(line, choices.limit), captured=given.captured)
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


def _article(line: bytes | None, limit: int) -> Article:
    if line is None:
        raise BadInput(f"is larger than the limit for an article, {limit:,} bytes")
    try:
        stated = json.loads(decode(line).rstrip())
    except json.JSONDecodeError as error:
        raise BadInput(f"is not JSON: column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise BadInput("is not JSON that can be read") from error
    if not isinstance(stated, dict):
        raise BadInput("is not a JSON object")
    text = stated.pop("text", None)
    if not isinstance(text, str):
        raise BadInput('has no "text"' if text is None else '"text" has to be text')
    return Article(storable(text), facts(stated))
