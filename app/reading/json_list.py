"""JSON files that are no lines: a list of articles, or one article; read entry by entry, never held whole."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from app.errors import BadInput
from app.reading import rows
from app.reading.given import Choices, FormatOf, Given
from app.records import Read

_BLOCK = 1 << 16
_BLANK = " \t\r\n\ufeff"
_DECODER = json.JSONDecoder()


def reads(given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    """Every entry's article, or why not; what follows a broken entry cannot be told apart. Raises OSError."""
    number = 0
    try:
        for number, entry in enumerate(entries(given.stream, choices.page_limit), start=1):
            place = f"{given.place}, entry {number}"
            yield from rows.reads(entry, replace(given, place=place), choices, format_of)
        if not number:
            yield Read(given.place, None, "holds no article")
    except BadInput as error:
        yield Read(f"{given.place}, entry {number + 1}", None, f"{error}; nothing after it is read")


def entries(stream: BinaryIO, limit: int) -> Iterator[object]:
    """What a list holds; without a list, each value, one after another. Raises BadInput, OSError."""
    text = _Text(stream, limit)
    listed = text.next() == "["
    if listed:
        text.skip()
    while (mark := text.next()) and not (listed and mark == "]"):
        yield text.value()
        if listed:
            mark = text.next()
            if mark == ",":
                text.skip()
            elif mark not in ("]", ""):
                raise BadInput("is not parted by a comma from what is before it")
    if listed and not mark:
        raise BadInput("is missing: the file ends before its list does")


class _Text:
    """Characters of a stream, with no more of them at hand than one value takes."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text, self._position, self._ended = "", 0, False

    def next(self) -> str:
        """The next character that is no blank; "" at the end."""
        while True:
            while self._position < len(self._text):
                if self._text[self._position] not in _BLANK:
                    return self._text[self._position]
                self._position += 1
            if self._ended:
                return ""
            self._more(_BLOCK)

    def skip(self) -> None:
        """Pass over one character."""
        self._position += 1

    def value(self) -> object:
        """The value that begins at the next character."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._position)
            except RecursionError as error:
                raise BadInput("is not JSON that can be read") from error
            except ValueError as error:
                if self._ended:
                    raise BadInput(f"is not JSON: {getattr(error, 'msg', error)}") from error
            else:
                # A number may go on in the next block.
                if end < len(self._text) or self._ended:
                    self._position = end
                    return value
            held = len(self._text) - self._position
            if held > self._limit:
                raise BadInput(f"is no JSON, or larger than the limit for a page, {self._limit:,} bytes")
            # Twice as much each time: a long value is not tried again at every block.
            self._more(max(_BLOCK, held))

    def _more(self, size: int) -> None:
        block = self._stream.read(size)
        self._ended = not block
        try:
            self._text = self._text[self._position :] + self._decoder.decode(block, final=self._ended)
        except UnicodeDecodeError as error:
            raise BadInput(f"is not UTF-8 ({error.reason})") from error
        self._position = 0
