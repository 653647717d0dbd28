"""A whole list, however long, a few rows at a time: no more rows are ever held, and no transaction lasts."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, TypeVar

from pydantic_core import to_jsonable_python
from sqlalchemy import Engine
from sqlmodel import Session

from app.records import ClaimType, Kind
from app.store.queries import vocabulary
from app.store.queries.filters import Filter
from app.store.queries.views import ArticleRef, SpeakerRef
from app.store.straight import Straight
from app.web import jsonld, lists
from app.web.exports.cells import Cells

T = TypeVar("T")

CHUNK = 500
"""Rows read in one transaction."""
PIECE = 100
"""Lines sent at once: each piece costs a way through the server, however short."""
_FORMULAS = frozenset("=+-@＝＋－＠\t\r\n")
_DOUBTFUL = _FORMULAS | {" "}
"""What a cell begins with that may be one; "" is neither."""
_INSIDE = re.compile(r"([;\t\r\n] *)(?=[=+\-@＝＋－＠])")
"""Where a cell begins for a program that parts lines at semicolons or tabs, as some do by their country."""
_JSON = json.JSONEncoder(ensure_ascii=False)
_SHARED = frozenset((ArticleRef, SpeakerRef, Kind, ClaimType))
"""What many rows have in common."""
_NUMBERS = frozenset((int, float))


def chunks(
    engine: Engine,
    kind: lists.Kind,
    wanted: Filter,
    read: Callable[[Session, Filter, Sequence[int]], Sequence[T]],
) -> Iterator[Sequence[T]]:
    """Every row that `wanted` asks for, in its order; each chunk is `read` in a transaction of its own."""
    # Sorted once: eight bytes a row are held, and what is filed meanwhile does not shift the rest.
    with Straight(engine) as db:
        wanted = vocabulary.widened(db, wanted)
        ids = kind.ids(db, wanted)
    # The first piece comes soon: who asked waits for it.
    for start, end in pairwise((0, *range(PIECE, len(ids), CHUNK), len(ids))):
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
        yield _object(row, "permalink") + "\n"


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
    rest = iter(lines)
    # One by one, for hardly any has a letter beyond ASCII: those that have none are bytes already.
    while some := [line.encode() for line in islice(rest, PIECE)]:
        yield b"".join(some)


def in_csv(cell: str) -> str:
    """The cell as it stands between commas."""
    # Neither the writer of the standard library nor a pattern looks for a character as fast as `in`.
    if not cell or cell.isalnum():
        return cell
    if "," in cell or '"' in cell or ";" in cell or "\n" in cell or "\t" in cell or "\r" in cell:
        return '"' + harmless(cell).replace('"', '""') + '"'
    return _begun(cell) if cell[0] in _DOUBTFUL else cell


def on_a_line(cell: str) -> str:
    """The cell with single spaces for all that parts its words."""
    return " ".join(cell.split())


def _told(value: Any) -> str:  # noqa: ANN401 - whatever a row has
    """As JSON, as `_JSON` has what `to_jsonable_python` makes of it: both take long for what is small."""
    if value is None:
        return "null"
    of = type(value)
    if of is str:
        return encode_basestring(value)
    if of is tuple:
        return f"[{', '.join(map(_told, value))}]"
    if of in _SHARED:
        return _shared(value)
    if is_dataclass(of):
        return _object(value)
    return repr(value) if of in _NUMBERS else _JSON.encode(to_jsonable_python(value))


@lru_cache(1024)  # made once, not for every row
def _shared(value: ArticleRef | SpeakerRef | Kind | ClaimType) -> str:
    return _JSON.encode(to_jsonable_python(value))


def _object(value: Any, *first: str) -> str:  # noqa: ANN401 - of any class of records
    names, values = _fields(value.__class__, first)
    told = [name + _told(each) for name, each in zip(names, values(value), strict=True)]
    return "{" + ", ".join(told) + "}"


@cache
def _fields(of: type, first: tuple[str, ...]) -> tuple[Sequence[str], Callable[[Any], Sequence[Any]]]:
    """What records of a class have, these first: the names as JSON, and what gives their values."""
    names = [*first, *(field.name for field in fields(of) if field.name not in first)]
    return [f"{json.dumps(name)}: " for name in names], attrgetter(*names)


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula: an apostrophe stands before one."""
    divided = ";" in cell or "\t" in cell or "\n" in cell or "\r" in cell
    return _begun(_INSIDE.sub(r"\1'", cell) if divided else cell)


def _begun(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ")[:1] in _FORMULAS else cell
