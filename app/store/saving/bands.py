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
        has, last = shared > 0, np.full(len(asked), _ID)
        last[has] = np.maximum.reduceat(ids, (shared.cumsum() - shared)[has])
        last[shared < COMMONPLACE] = _ID
        late = (new & _ID) > last[np.searchsorted(asked, new >> 32)]
        insert = f"INSERT INTO {of}_common_bands (band, {of}_id) VALUES (?, ?)"
        rows.write(db, insert, _rows(new[late]))
        new = new[~late]
    _keep(db, of, _grown(held, new))
    found = pairs(np.concatenate((asked[at], new >> 32)), np.concatenate((ids, new & _ID)))
    ids = found & _ID
    begins = found.searchsorted(asked << 32).tolist()
    each = zip(asked.tolist(), begins, [*begins[1:], len(ids)], strict=True)
    return {band: ids[begin : min(end, begin + COMMONPLACE)] for band, begin, end in each}


def remove(db: Session, of: str, gone: Numbers) -> None:
    """Take pairs back."""
    if not len(gone):
        return
    held = _held(db, of, gone >> 32)
    for pair in gone:
        bucket = int(_buckets(pair >> 32))
        held[bucket] = _without(held.get(bucket, b""), _packed(pair))
    beside = f"DELETE FROM {of}_common_bands WHERE band = ? AND {of}_id = ?"
    rows.write(db, beside, _rows(gone))
    # Of a band that fewer have now than are candidates, the next of those beside move up.
    asked = np.unique(gone >> 32)
    shared = np.bincount(_entries(held, asked)[0], minlength=len(asked))
    sql = f"SELECT band, {of}_id FROM {of}_common_bands WHERE band = :band ORDER BY 2 LIMIT {COMMONPLACE}"
    moved = [
        pair for band in asked[shared < COMMONPLACE].tolist() for pair in rows.tuples(db, sql, band=band)
    ]
    held.update(_grown(held, np.array([band << 32 | id_ for band, id_ in moved], np.int64)))
    rows.write(db, beside, moved)
    rows.write(db, f"DELETE FROM {of}_bands WHERE bucket = ?", [(bucket,) for bucket in held])
    _keep(db, of, [(bucket, entries) for bucket, entries in held.items() if entries])


def _held(db: Session, of: str, bands: Numbers) -> dict[int, bytes]:
    """The rows of some bands, by bucket."""
    sql = f"SELECT bucket, entries FROM json_each(:these) CROSS JOIN {of}_bands ON bucket = value"
    return dict(rows.tuples(db, sql, these=rows.listed({*_buckets(bands).tolist()})))


def _entries(held: Mapping[int, bytes], bands: Numbers) -> tuple[Numbers, Numbers]:
    """Which of the bands, by its place among them, and who has it; rows hold entries of others too."""
    found = [*map(held.get, _buckets(bands).tolist(), repeat(b""))]
    many = np.fromiter(map(len, found), np.int64, len(found)) // ENTRY.itemsize
    entries = np.frombuffer(b"".join(found), ENTRY)
    at = np.arange(len(bands)).repeat(many)
    own = (entries["low"] == (bands & _MASK)[at]).nonzero()[0]
    return at[own], entries["id"][own].astype(np.int64)


def _grown(held: Mapping[int, bytes], new: Numbers) -> list[tuple[int, bytes]]:
    """The rows of new pairs, which are in order, behind what they hold."""
    buckets, packed = _buckets(new >> 32), _packed(new)
    begins = (buckets[1:] != buckets[:-1]).nonzero()[0] + 1
    cuts = [0, *(begins * ENTRY.itemsize).tolist(), len(packed)]
    each = zip(dict.fromkeys(buckets.tolist()), cuts[:-1], cuts[1:], strict=False)
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
