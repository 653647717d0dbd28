"""The bands of statements, claims and articles: entries to be found by, and all of one's in one value.

The value says which entries are one's own, in a tenth of the room that an index of them takes.
"""

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from struct import pack

import numpy as np
from sqlmodel import Session

from app.store.saving import bands, rows
from app.store.saving.bands import Numbers

_BAND = np.dtype("<i4")


def keep(
    db: Session,
    of: str,
    ids: Collection[int],
    wanted: Mapping[int, Collection[int]],
    *,
    unknown: bool = False,
) -> dict[int, Numbers]:
    """Let `ids`, statements, claims or articles, have exactly the bands `wanted`; writes what differs.

    Those that are `unknown` have none yet. Tells of each band wanted the first who have it, in order.
    """
    one, signatures = f"{of}_id", f"{of}_signatures"
    sql = f"SELECT {one}, bands FROM {signatures} WHERE {one} IN (SELECT value FROM json_each(:ids))"
    had = {} if unknown else dict[int, bytes](rows.tuples(db, sql, ids=json.dumps(list(ids))))
    has = {id_: packed(found) for id_, found in wanted.items() if found}
    changed = [id_ for id_ in ids if had.get(id_) != has.get(id_)]
    old, new = (_pairs(changed, held) for held in (had, has))
    if len(old):
        old, new = np.setdiff1d(old, new, assume_unique=True), np.setdiff1d(new, old, assume_unique=True)
        bands.remove(db, of, old)
    rows.write(db, f"DELETE FROM {signatures} WHERE {one} = ?", [(i,) for i in changed if i in had])
    signed = [(id_, has[id_]) for id_ in changed if id_ in has]
    rows.write(db, f"INSERT INTO {signatures} ({one}, bands) VALUES (?, ?)", signed)
    asked = np.sort(np.array([*{band for found in wanted.values() for band in found}], np.int64))
    return bands.add(db, of, new, asked)


def packed(found: Iterable[int]) -> bytes:
    """Bands as one value, in order."""
    ordered = sorted(found)
    return pack(f"<{len(ordered)}i", *ordered)


def _pairs(ids: Sequence[int], signed: Mapping[int, bytes]) -> Numbers:
    values = [signed.get(id_, b"") for id_ in ids]
    many = [len(value) // _BAND.itemsize for value in values]
    found = np.frombuffer(b"".join(values), _BAND).astype(np.int64)
    return bands.pairs(found, np.array(ids, np.int64).repeat(many))
