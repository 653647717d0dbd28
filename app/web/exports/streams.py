"""A whole list, however long, a few rows at a time: no more rows are ever held, and no transaction lasts."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import Engine

from app.store.queries import vocabulary
from app.store.queries.filters import Filter
from app.store.straight import Straight
from app.web import jsonld
from app.web.exports import Export
from app.web.exports.cells import Cells

CHUNK = 500
"""Rows read in one transaction."""
_FIRST = 50
PIECE = 64_000
"""Characters sent at once: each piece costs a way through the server, however short."""
_FORMULAS = frozenset("=+-@＝＋－＠\t\r\n")


def rows(engine: Engine, export: Export, wanted: Filter, origin: str) -> Iterator[Any]:
    """Every row that `wanted` asks for, in its order; each chunk is read in a transaction of its own."""
    kind = export.kind
    # Sorted once: eight bytes a row are held, and what is filed meanwhile does not shift the rest.
    with Straight(engine) as db:
        wanted = vocabulary.widened(db, wanted)
        ids = kind.ids(db, wanted)
    # The first come soon: who asked waits for them.
    for start, end in pairwise((0, *range(_FIRST, len(ids), CHUNK), len(ids))):
        with Straight(engine) as db:
            found = export.linked(db, kind.of_ids(db, wanted, ids[start:end]), origin)
        yield from found


def as_csv(found: Iterable[Cells], columns: Iterable[str]) -> Iterator[str]:
    """Lines of comma-separated values, many at once, the names of the `columns` first."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for cells in found:
        writer.writerow(map(harmless, cells.values()))
        if buffer.tell() >= PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def as_text(found: Iterable[Cells]) -> Iterator[str]:
    """A block of lines a row, “name: value”, without what is not stated; blocks are a blank line apart."""
    for cells in found:
        told = [
            f"{name.replace('_', ' ')}: {' '.join(value.split())}" for name, value in cells.items() if value
        ]
        yield "\n".join(told) + "\n\n"


def as_json_lines(found: Iterable[Any]) -> Iterator[str]:
    """A JSON object a line: the row as in the JSON lists, its permalink first."""
    for row in found:
        plain = to_jsonable_python(replace(row, snippet=None) if hasattr(row, "snippet") else row)
        yield json.dumps({"permalink": row.permalink, **plain}, ensure_ascii=False) + "\n"


def as_json_ld(nodes: Iterable[jsonld.Node]) -> Iterator[str]:
    """One JSON-LD document, a node a line."""
    opening = f'{{"@context": {json.dumps(jsonld.SCHEMA)}, "@graph": [\n'
    for node in nodes:
        yield opening + json.dumps(node, ensure_ascii=False)
        opening = ",\n"
    # Of an empty list nothing has been opened yet.
    yield "\n]}\n" if opening == ",\n" else f"{opening}]}}\n"


def pieces(lines: Iterable[str]) -> Iterator[bytes]:
    """The same, many lines at once."""
    held: list[str] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= PIECE:
            yield "".join(held).encode()
            held, length = [], 0
    if held:
        yield "".join(held).encode()


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula: an apostrophe stands before one."""
    return f"'{cell}" if cell and cell.lstrip(" ")[:1] in _FORMULAS else cell
