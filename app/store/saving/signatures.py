"""The bands of statements, claims and articles: one row each to be found by, and all of one's in one value.

The value says which rows are one's own, in a tenth of the room that an index of them takes.
"""

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from struct import pack, unpack

from sqlmodel import Session

from app.store.saving import rows

_WIDTH = 4
"""Bytes of a band."""


def keep(
    db: Session,
    of: str,
    ids: Collection[int],
    wanted: Mapping[int, Collection[int]],
    *,
    unknown: bool = False,
) -> None:
    """Let `ids`, statements, claims or articles, have exactly the bands `wanted`; writes what differs.

    Those that are `unknown` have none yet.
    """
    one, bands, signatures = f"{of}_id", f"{of}_bands", f"{of}_signatures"
    sql = f"SELECT {one}, bands FROM {signatures} WHERE {one} IN (SELECT value FROM json_each(:ids))"
    had = {} if unknown else dict[int, bytes](rows.tuples(db, sql, ids=json.dumps(list(ids))))
    has = {id_: packed(found) for id_, found in wanted.items() if found}
    changed = [id_ for id_ in ids if had.get(id_) != has.get(id_)]
    old, new = ({id_: {*unpacked(held.get(id_, b""))} for id_ in changed} for held in (had, has))
    rows.write(db, f"DELETE FROM {bands} WHERE band = ? AND {one} = ?", _rows(old, new))
    rows.write(db, f"INSERT INTO {bands} (band, {one}) VALUES (?, ?)", _rows(new, old))
    rows.write(db, f"DELETE FROM {signatures} WHERE {one} = ?", [(i,) for i in changed if i in had])
    signed = [(id_, has[id_]) for id_ in changed if id_ in has]
    rows.write(db, f"INSERT INTO {signatures} ({one}, bands) VALUES (?, ?)", signed)


def packed(bands: Iterable[int]) -> bytes:
    """Bands as one value, in order."""
    found = sorted(bands)
    return pack(f"<{len(found)}i", *found)


def unpacked(value: bytes) -> Sequence[int]:
    """The bands of a value."""
    return unpack(f"<{len(value) // _WIDTH}i", value)


def _rows(these: Mapping[int, set[int]], without: Mapping[int, set[int]]) -> list[tuple[int, int]]:
    """The rows of `these` that the others do not have."""
    return [(band, id_) for id_, bands in these.items() for band in sorted(bands - without[id_])]
