"""Walking a sorted list page by page, both ways, by the sort key of the rows at a page's edges."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import base64
import binascii
import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.errors import BadInput

_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Key:
    """One expression rows are sorted by, and the type of its values."""

    sql: str
    type: type
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as SQL: what to count, and in what order to walk it."""

    rows: str
    """FROM … WHERE …, one result a row listed."""
    id: str
    """The expression of the row's id."""
    keys: tuple[Key, ...]
    """The last of them unique."""
    params: Mapping[str, Any]
    name: str
    """Of the sort order: a cursor of another one is refused."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One page's row ids, the whole list's length, and the cursors to its neighbours."""

    ids: tuple[int, ...]
    total: int
    after: str | None
    before: str | None


def walk(db: Session, listing: Listing, *, after: str, before: str, limit: int) -> Walk:
    """The page that starts after the cursor `after`, or ends before the cursor `before`, or is the first.

    Two statements, whatever the page. Raises BadInput for a cursor this list did not make.
    """
    if after and before:
        raise BadInput("A page is either after one cursor or before another, not both.")
    backwards = bool(before)
    cursor = after or before
    keys = [replace(key, descending=key.descending != backwards) for key in listing.keys]
    values = _read(cursor, listing) if cursor else ()
    chosen = ", ".join(f"{key.sql} AS k{i}" for i, key in enumerate(keys))
    order = ", ".join(f"k{i} {'DESC' if key.descending else 'ASC'}" for i, key in enumerate(keys))
    sql = f"SELECT {listing.id} AS id, {chosen} {listing.rows}"
    if cursor:
        sql = f"SELECT * FROM ({sql}) WHERE {_beyond(keys)}"
    params = {**listing.params, **{f"c{i}": value for i, value in enumerate(values)}}
    connection = db.connection()
    found = connection.execute(
        text(f"{sql} ORDER BY {order} LIMIT :limit"), {**params, "limit": limit + 1}
    ).all()
    total = connection.execute(text(f"SELECT count(*) {listing.rows}"), dict(listing.params)).scalar_one()
    more, page = len(found) > limit, found[:limit]
    if backwards:
        page = page[::-1]
    onward, back = (True, more) if backwards else (more, bool(after))
    return Walk(
        ids=tuple(row.id for row in page),
        total=total,
        after=_cursor(listing.name, page[-1]) if page and onward else None,
        before=_cursor(listing.name, page[0]) if page and back else None,
    )


def ids(db: Session, listing: Listing) -> Sequence[int]:
    """The row ids of the whole list in its order, eight bytes each; one statement."""
    order = ", ".join(f"{key.sql} {'DESC' if key.descending else 'ASC'}" for key in listing.keys)
    found = db.connection().scalars(
        text(f"SELECT {listing.id} {listing.rows} ORDER BY {order}"), dict(listing.params)
    )
    return array("q", found)


def _beyond(keys: Sequence[Key]) -> str:
    """The rows past the cursor: the first key that differs decides."""
    cases = []
    for i, key in enumerate(keys):
        equal = [f"k{j} = :c{j}" for j in range(i)]
        cases.append(" AND ".join([*equal, f"k{i} {'<' if key.descending else '>'} :c{i}"]))
    return "(" + " OR ".join(f"({case})" for case in cases) + ")"


def _cursor(name: str, row: Row[Any]) -> str:
    packed = json.dumps([name, *row[1:]], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read(cursor: str, listing: Listing) -> tuple[Any, ...]:
    try:
        packed = base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, *values = json.loads(packed)
        fits = name == listing.name and len(values) == len(listing.keys)
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise BadInput("This page's address is damaged: start again from the first page.") from error
    if not fits or not all(_is(value, key.type) for value, key in zip(values, listing.keys, strict=True)):
        raise BadInput("This page's address belongs to another list: start again from the first page.")
    return tuple(values)


def _is(value: object, wanted: type) -> bool:
    if type(value) is not wanted:
        return False
    return not isinstance(value, int) or -_LARGEST <= value < _LARGEST
