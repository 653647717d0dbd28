"""Who has a band: entries of six bytes, many in one row by the upper part of their bands.

A row for each took twice the room. Of a band that very many share, those that are no candidates while the
first so many stand have a row each beside: together they would be one that only grows.
"""

# ruff: noqa: S608 - statements are put together from names of our own; values are always parameters

from collections.abc import Mapping, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from app.store.saving import rows

COMMONPLACE = 64
"""Of a band that more share, only the first so many are candidates: a stock phrase costs no more."""
LOW = 15
"""Bits of a band that its entry tells; the row tells the others."""
ENTRY = np.dtype([("low", "<u2"), ("id", "<u4")])
_MASK, _ID = (1 << LOW) - 1, (1 << 32) - 1
_LEAST = -(1 << 31)
Numbers = NDArray[np.int64]


def pairs(bands: Numbers, ids: Numbers) -> Numbers:
    """Bands and who has them, a number each, in order: the band in its upper half."""
    return np.sort(bands << 32 | ids)


def laid(found: Numbers) -> tuple[list[tuple[int, bytes]], list[tuple[int, int]]]:
    """The rows of all pairs of some buckets, where none are yet: those together, and those beside."""
    nth = np.arange(len(found)) - np.searchsorted(found, found >> 32 << 32)
    return _grown({}, found[nth < COMMONPLACE]), _rows(found[nth >= COMMONPLACE])


def unpacked(bucket: int, entries: bytes) -> list[tuple[int, int]]:
    """The bands of a row, and who has each."""
    first = (bucket << LOW) + _LEAST
    return [(first + low, id_) for low, id_ in np.frombuffer(entries, ENTRY).tolist()]


def add(db: Session, of: str, new: Numbers, asked: Numbers) -> dict[int, Numbers]:
    """Put down pairs, in order; tells of each band `asked` for, theirs among them, the first who have it."""
    if not len(asked):
        return {}
    held = _held(db, of, asked)
    at, ids = _entries(held, asked)
    shared = np.bincount(at, minlength=len(asked))
    if shared.max(initial=0) >= COMMONPLACE:
        last = np.full(len(asked), _ID)
        for one in np.flatnonzero(shared >= COMMONPLACE).tolist():
            last[one] = ids[at == one].max()
        late = (new & _ID) > last[np.searchsorted(asked, new >> 32)]
        insert = f"INSERT INTO {of}_common_bands (band, {of}_id) VALUES (?, ?)"
        rows.write(db, insert, _rows(new[late]))
        new = new[~late]
    _keep(db, of, _grown(held, new))
    found = pairs(np.concatenate((asked[at], new >> 32)), np.concatenate((ids, new & _ID)))
    begins = np.searchsorted(found, asked << 32)
    ends = np.minimum(np.append(begins[1:], len(found)), begins + COMMONPLACE)
    ids = found & _ID
    each = zip(asked.tolist(), begins.tolist(), ends.tolist(), strict=True)
    return {band: ids[begin:end] for band, begin, end in each}


def remove(db: Session, of: str, gone: Numbers) -> None:
    """Take pairs back."""
    if not len(gone):
        return
    held = _held(db, of, gone >> 32)
    for pair in gone:
        bucket = int(_buckets(pair >> 32))
        held[bucket] = _without(held.get(bucket, b""), _packed(pair))
    rows.write(db, f"DELETE FROM {of}_bands WHERE bucket = ?", [(bucket,) for bucket in held])
    _keep(db, of, [(bucket, entries) for bucket, entries in held.items() if entries])
    delete = f"DELETE FROM {of}_common_bands WHERE band = ? AND {of}_id = ?"
    rows.write(db, delete, _rows(gone))
    # The next of those beside are candidates now.
    sql = f"SELECT band, {of}_id FROM {of}_common_bands WHERE band = :band ORDER BY 2 LIMIT {COMMONPLACE}"
    bands = np.unique(gone >> 32)
    shared = np.bincount(_entries(held, bands)[0], minlength=len(bands))
    for band in bands[shared < COMMONPLACE]:
        moved = rows.tuples(db, sql, band=int(band))
        rows.write(db, delete, moved)
        up = np.array([one << 32 | id_ for one, id_ in moved], np.int64)
        _keep(db, of, _grown(_held(db, of, band), up))


def _held(db: Session, of: str, bands: Numbers) -> dict[int, bytes]:
    """The rows of some bands, by bucket."""
    sql = f"SELECT bucket, entries FROM json_each(:these) CROSS JOIN {of}_bands ON bucket = value"
    return dict(rows.tuples(db, sql, these=rows.listed(np.unique(_buckets(bands)).tolist())))


def _entries(held: Mapping[int, bytes], bands: Numbers) -> tuple[Numbers, Numbers]:
    """Which of the bands, by its place among them, and who has it; rows hold entries of others too."""
    found = [*map(held.get, _buckets(bands).tolist(), repeat(b""))]
    many = np.fromiter(map(len, found), np.int64, len(found)) // ENTRY.itemsize
    entries = np.frombuffer(b"".join(found), ENTRY)
    own = np.flatnonzero(entries["low"] == np.repeat(bands & _MASK, many))
    return np.repeat(np.arange(len(bands)), many)[own], entries["id"][own].astype(np.int64)


def _grown(held: Mapping[int, bytes], new: Numbers) -> list[tuple[int, bytes]]:
    """The rows of new pairs, which are in order, behind what they hold."""
    buckets, packed = _buckets(new >> 32), _packed(new)
    begins = np.flatnonzero(np.diff(buckets, prepend=-1))
    cuts = [*(begins * ENTRY.itemsize).tolist(), len(packed)]
    each = zip(buckets[begins].tolist(), cuts[:-1], cuts[1:], strict=True)
    return [(bucket, held.get(bucket, b"") + packed[begin:end]) for bucket, begin, end in each]


def _keep(db: Session, of: str, grown: Sequence[tuple[int, bytes]]) -> None:
    rows.write(db, f"INSERT OR REPLACE INTO {of}_bands (bucket, entries) VALUES (?, ?)", grown)


def _packed(found: Numbers) -> bytes:
    entries = np.empty(found.shape, ENTRY)
    entries["low"], entries["id"] = found >> 32 & _MASK, found & _ID
    return entries.tobytes()


def _without(entries: bytes, gone: bytes) -> bytes:
    each = (entries[at : at + ENTRY.itemsize] for at in range(0, len(entries), ENTRY.itemsize))
    return b"".join(entry for entry in each if entry != gone)


def _buckets(bands: Numbers) -> Numbers:
    return (bands - _LEAST) >> LOW


def _rows(found: Numbers) -> list[tuple[int, int]]:
    return [*zip((found >> 32).tolist(), (found & _ID).tolist(), strict=True)]
