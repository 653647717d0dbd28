"""Tables as text, CSV and TSV: one article a row, under columns that the first line names."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from app.errors import BadInput
from app.reading import jsonl, recoded, rows
from app.reading.columns import states_text
from app.reading.decoding import decode
from app.reading.given import Choices, FormatOf, Given
from app.records import Read

_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 1000


def reads(given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    """Every row's article, or why not; the limit for a page is one for a row. Raises OSError."""
    stream, note = recoded.utf_8(given.stream, given.charset)
    table = _Lines(stream, choices.page_limit)
    try:
        names, delimiter = _header(table, choices)
    except BadInput as error:
        yield Read(given.place, None, str(error))
        return
    found = False
    for row in _rows(table, delimiter):
        if row.values == []:
            continue
        found = True
        place = f"{given.place}, line {row.line}"
        wrong = row.wrong or _ragged(row.values, names)
        if wrong:
            yield Read(place, None, wrong)
            continue
        stated = {name: value for name, value in zip(names, row.values, strict=True) if value.strip()}
        for read in rows.reads(stated, replace(given, place=place), choices, format_of):
            yield replace(read, notes=(note, *read.notes)) if note and read.article else read
    if not found:
        yield Read(given.place, None, "holds no row below its first line")


def count(stream: BinaryIO) -> int:
    """How many rows there are, or somewhat more: a text with lines of its own is counted by those."""
    return max(1, jsonl.count(stream) - 1)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    values: list[str]
    wrong: str | None = None


class _Lines:
    """Lines for the csv module, which asks for as many as a row takes."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self.number, self.wrong, self._taken = 0, "", 0

    def row(self) -> None:
        """From here on, lines belong to another row."""
        self.wrong, self._taken = "", 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._stream.readline(self._limit + 1)
        if not raw:
            raise StopIteration
        self.number += 1
        quotes, self._taken = raw.count(b'"'), self._taken + len(raw)
        while self._taken > self._limit and raw and not raw.endswith(b"\n"):
            raw = self._stream.readline(self._limit)
            quotes += raw.count(b'"')
        if self._taken > self._limit:
            self.wrong = self.wrong or f"is larger than the limit for a page, {self._limit:,} bytes"
        elif not self.wrong:
            try:
                return decode(raw)
            except BadInput as error:
                self.wrong = f"line {self.number} {error}"
        # The row is lost; where it ends is still told by its quotation marks.
        return '"' * (quotes % 2)


def _header(table: _Lines, choices: Choices) -> tuple[list[str], str]:
    """The columns' names and what parts them: the mark that makes a column of text appear, or most of all."""
    line = next((line for line in table if line.strip() or table.wrong), None)
    if line is None:
        raise BadInput("is empty")
    if table.wrong:
        raise BadInput(table.wrong)
    parted = [(_names(line, delimiter), delimiter) for delimiter in _DELIMITERS]
    names, delimiter = max(parted, key=lambda way: (states_text(way[0], choices.fields), len(way[0])))
    if len(names) > _MOST_COLUMNS:
        raise BadInput(f"names {len(names):,} columns, more than {_MOST_COLUMNS:,}")
    if not states_text(names, choices.fields):
        shown = ", ".join(repr(name[:40]) for name in names[:12])
        raise BadInput(
            f"line {table.number} names no column as the text; it names {shown}: "
            "say which it is (--field text=COLUMN)"
        )
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise BadInput(f"line {table.number} names {', '.join(map(repr, twice[:5]))} more than once")
    return names, delimiter


def _names(line: str, delimiter: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter, strict=True), [])]
    except csv.Error:
        return []


def _rows(table: _Lines, delimiter: str) -> Iterator[_Row]:
    # The csv module has one limit for all; each row's is kept above.
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(table, delimiter=delimiter, strict=True)
    while True:
        table.row()
        first = table.number + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # Where a row ends can no longer be told, and half of one under another's name would be wrong.
            yield _Row(first, [""], f"cannot be taken apart ({error}); nothing after it is read")
            return
        yield _Row(first, [""] if table.wrong else values, table.wrong)


def _ragged(values: list[str], names: list[str]) -> str | None:
    if len(values) == len(names):
        return None
    return f"has {len(values):,} columns where the first line names {len(names):,}"
