"""Walking a sorted list page by page, both ways, by the sort key of the rows at a page's edges."""

# ruff: noqa: S608 - statements are put together from expressions of our own; values are always parameters

import base64
import binascii
import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, text

from app.errors import BadInput

_LARGEST = 2**63
DAMAGED = "This page's address is damaged: start again from the first page."


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
    one_way(after, before)
    backwards = bool(before)
    given = after or before
    keys = [replace(key, descending=key.descending != backwards) for key in listing.keys]
    values = read(given, listing.name, [key.type for key in listing.keys]) if given else ()
    chosen = ", ".join(f"{key.sql} AS k{i}" for i, key in enumerate(keys))
    order = ", ".join(f"k{i} {'DESC' if key.descending else 'ASC'}" for i, key in enumerate(keys))
    sql = f"SELECT {listing.id} AS id, {chosen} {listing.rows}"
    if given:
        sql = f"SELECT * FROM ({sql}) WHERE {_beyond(keys)}"
    params = {**listing.params, **{f"c{i}": value for i, value in enumerate(values)}}
    connection = db.connection()
    found = connection.execute(
        text(f"{sql} ORDER BY {order} LIMIT :limit"), {**params, "limit": limit + 1}
    ).all()
    total = connection.execute(text(f"SELECT count(*) {listing.rows}"), dict(listing.params)).scalar_one()
    by_id = {row.id: row[1:] for row in found}
    return turned(
        list(by_id),
        total,
        lambda id_: cursor(listing.name, by_id[id_]),
        after=after,
        before=before,
        limit=limit,
    )


def turned(
    found: Sequence[int], total: int, cursor_of: Callable[[int], str], *, after: str, before: str, limit: int
) -> Walk:
    """The page of the rows `found` from a cursor on: one more than `limit` where there are more."""
    more, page = len(found) > limit, found[:limit]
    if before:
        page = page[::-1]
    onward, back = (True, more) if before else (more, bool(after))
    return Walk(
        ids=tuple(page),
        total=total,
        after=cursor_of(page[-1]) if page and onward else None,
        before=cursor_of(page[0]) if page and back else None,
    )


def one_way(after: str, before: str) -> None:
    """Raise BadInput where a page is asked for both ways."""
    if after and before:
        raise BadInput("A page is either after one cursor or before another, not both.")


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


def cursor(name: str, values: Sequence[Any]) -> str:
    """The cursor of a row with these values in the sort order `name`."""
    packed = json.dumps([name, *values], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read(given: str, name: str, types: Sequence[type]) -> tuple[Any, ...]:
    """The values in a cursor of the sort order `name`. Raises BadInput for one that `cursor` did not make."""
    try:
        packed = base64.b64decode(given.encode() + b"=" * (-len(given) % 4), altchars=b"-_", validate=True)
        of, *values = json.loads(packed)
        fits = of == name and len(values) == len(types)
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise BadInput(DAMAGED) from error
    if not fits or not all(_is(value, wanted) for value, wanted in zip(values, types, strict=True)):
        raise BadInput("This page's address belongs to another list: start again from the first page.")
    return tuple(values)


def _is(value: object, wanted: type) -> bool:
    if type(value) is not wanted:
        return False
    return not isinstance(value, int) or -_LARGEST <= value < _LARGEST
