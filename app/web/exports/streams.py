"""A whole list, however long, a few rows at a time: no more rows are ever held, and no transaction lasts."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from itertools import pairwise
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, TypeVar

from pydantic_core import to_jsonable_python
from sqlalchemy import Engine
from sqlmodel import Session

from app.store.queries import vocabulary
from app.store.queries.filters import Filter
from app.store.queries.views import ArticleRef, SpeakerRef
from app.store.straight import Straight
from app.web import jsonld
from app.web.exports.cells import Cells
from app.web.lists import Kind

T = TypeVar("T")

CHUNK = 500
"""Rows read in one transaction."""
_FIRST = 50
PIECE = 64_000
"""Characters sent at once: each piece costs a way through the server, however short."""
_FORMULAS = frozenset("=+-@＝＋－＠\t\r\n")
_DOUBTFUL = _FORMULAS | {" "}
"""What a cell begins with that may be one; "" is neither."""
_INSIDE = re.compile(r"([;\t\r\n] *)(?=[=+\-@＝＋－＠])")
"""Where a cell begins for a program that parts lines at semicolons or tabs, as some do by their country."""
_JSON = json.JSONEncoder(ensure_ascii=False)
_SIMPLE = frozenset((str, int, float, bool, type(None)))
_SHARED = frozenset((ArticleRef, SpeakerRef))
"""What many rows have in common."""


def chunks(
    engine: Engine, kind: Kind, wanted: Filter, read: Callable[[Session, Filter, Sequence[int]], Sequence[T]]
) -> Iterator[Sequence[T]]:
    """Every row that `wanted` asks for, in its order; each chunk is `read` in a transaction of its own."""
    # Sorted once: eight bytes a row are held, and what is filed meanwhile does not shift the rest.
    with Straight(engine) as db:
        wanted = vocabulary.widened(db, wanted)
        ids = kind.ids(db, wanted)
    # The first come soon: who asked waits for them.
    for start, end in pairwise((0, *range(_FIRST, len(ids), CHUNK), len(ids))):
        with Straight(engine) as db:
            found = read(db, wanted, ids[start:end])
        yield found


def as_csv(found: Iterable[Cells], columns: Iterable[str]) -> Iterator[str]:
    """Lines of comma-separated values, each written by `in_csv`; the names of the `columns` first."""
    yield ",".join(columns) + "\r\n"
    for cells in found:
        yield ",".join(cells) + "\r\n"


def as_text(found: Iterable[Cells], columns: Iterable[str]) -> Iterator[str]:
    """A block of lines a row, “name: value”, without what is not stated; blocks are a blank line apart.

    Each value is written by `on_a_line`.
    """
    names = [f"{name.replace('_', ' ')}: " for name in columns]
    for cells in found:
        yield "\n".join([name + value for name, value in zip(names, cells, strict=True) if value]) + "\n\n"


def as_json_lines(found: Iterable[Any]) -> Iterator[str]:
    """A JSON object a line: the row as in the JSON lists, its permalink first."""
    for row in found:
        names, values = _fields(row.__class__)
        told = [name + _told(value) for name, value in zip(names, values(row), strict=True)]
        yield "{" + ", ".join(told) + "}\n"


def as_json_ld(nodes: Iterable[jsonld.Node]) -> Iterator[str]:
    """One JSON-LD document, a node a line."""
    opening = f'{{"@context": {json.dumps(jsonld.SCHEMA)}, "@graph": [\n'
    for node in nodes:
        yield opening + _JSON.encode(node)
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


def in_csv(cell: str) -> str:
    """The cell as it stands between commas."""
    # Neither the writer of the standard library nor a pattern looks for a character as fast as `in`.
    if not cell or cell.isalnum():
        return cell
    if "," in cell or '"' in cell or _divided(cell):
        return '"' + harmless(cell).replace('"', '""') + '"'
    return _begun(cell)


def on_a_line(cell: str) -> str:
    """The cell with single spaces for all that parts its words."""
    return " ".join(cell.split())


@cache
def _fields(of: type) -> tuple[Sequence[str], Callable[[Any], Sequence[Any]]]:
    """What rows of a class have, the permalink first: the names as JSON, and what gives their values."""
    rest = [field.name for field in fields(of) if field.name != "permalink"]
    names = ["permalink", *rest]
    return [f"{json.dumps(name)}: " for name in names], attrgetter(*names)


def _told(value: Any) -> str:  # noqa: ANN401 - whatever a row has
    """As JSON."""
    if value is None:
        return "null"
    if type(value) is str:
        return encode_basestring(value)
    if type(value) in _SHARED:
        return _shared(value)
    return _JSON.encode(value if type(value) in _SIMPLE else to_jsonable_python(value))


@lru_cache(1024)  # made once, not for every row
def _shared(value: ArticleRef | SpeakerRef) -> str:
    return _JSON.encode(to_jsonable_python(value))


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula: an apostrophe stands before one."""
    return _begun(_INSIDE.sub(r"\1'", cell) if _divided(cell) else cell)


def _divided(cell: str) -> bool:
    return ";" in cell or "\t" in cell or "\n" in cell or "\r" in cell


def _begun(cell: str) -> str:
    if cell[:1] not in _DOUBTFUL:
        return cell
    return f"'{cell}" if cell.lstrip(" ")[:1] in _FORMULAS else cell
