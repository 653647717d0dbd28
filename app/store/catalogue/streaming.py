"""Rows of SQL as arrays, made while they arrive."""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
from pyroaring import BitMap
from sqlmodel import Session

from app.store.catalogue.bitmaps import Numbers

TEXT = "text"
"""The type of a column whose values are kept once each."""
Column = Any
"""An array, or a `Coded`."""
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of few values: for each row, which."""

    codes: Numbers
    values: tuple[Hashable, ...]
    """None among them for rows that state nothing."""

    def __getitem__(self, rows: Numbers) -> "Coded":
        return Coded(self.codes[rows], self.values)

    def __eq__(self, value: object) -> Any:  # noqa: ANN401 - as an array does: row by row
        return np.array([each == value for each in self.values], bool)[self.codes]

    __hash__ = None  # type: ignore[assignment]


def read(db: Session, sql: str, changed: BitMap | None, *types: str) -> list[Column]:
    """The columns of `sql`, of these types, with what is `{among}` the articles changed, or with all."""
    among, params = "IS NOT NULL", list[str]()
    if changed is not None:
        among, params = "IN (SELECT value FROM json_each(?))", [json.dumps(list(changed))]
    wanted = sql.format(among=among)
    # The driver's own cursor: a record of SQLAlchemy's for each row costs more than reading it.
    driver = db.connection().connection.driver_connection
    found = driver.execute(wanted, params * wanted.count("?"))  # type: ignore[union-attr]
    known: list[dict[Hashable, int]] = []
    parts: list[list[Numbers]] = [[] for _ in types]
    for _ in types:
        numbers = count()
        known.append(defaultdict(numbers.__next__))
    for chunk in _chunks(found):
        for kind, values, codes, part in zip(types, zip(*chunk, strict=True), known, parts, strict=True):
            numbered = map(codes.__getitem__, values) if kind is TEXT else values
            part.append(np.fromiter(numbered, "i4" if kind is TEXT else kind, len(chunk)))
    return [
        Coded(_joined(part, "i4"), tuple(codes)) if kind is TEXT else _joined(part, kind)
        for kind, codes, part in zip(types, known, parts, strict=True)
    ]


def by_value(numbers: Numbers, values: Column) -> Mapping[Hashable, Numbers]:
    """The numbers that have each value, rising; a value may be stated twice of one."""
    if isinstance(values, Coded):
        codes, told = values.codes, values.values
    else:
        unique, codes = np.unique(values, return_inverse=True)
        told = tuple(unique.tolist())
    order = np.lexsort((numbers, codes))
    numbers, codes = numbers[order], codes[order]
    edges = np.searchsorted(codes, np.arange(len(told) + 1))
    return {
        value: numbers[start:end]
        for value, start, end in zip(told, edges, edges[1:], strict=False)
        if value is not None and end > start
    }


def spread(
    numbers: Numbers, owner: Numbers, values: Mapping[Hashable, Numbers]
) -> Mapping[Hashable, Numbers]:
    """The numbers that have each value, where it is stated of their owners: `owner[i]` of `numbers[i]`."""
    owners = np.concatenate([np.zeros(0, "u4"), *values.values()])
    codes = np.repeat(np.arange(len(values), dtype="i4"), [len(each) for each in values.values()])
    codes = codes[np.argsort(owners, kind="stable")]
    counts = np.bincount(owners, minlength=int(owner.max(initial=0)) + 1)
    starts = np.cumsum(counts) - counts
    times = counts[owner]
    # A row of an owner that states three values stands three times, with each in turn.
    before = np.repeat(np.cumsum(times) - times, times)
    which = np.arange(len(before)) - before + np.repeat(starts[owner], times)
    return by_value(np.repeat(numbers, times), Coded(codes[which], tuple(values)))


def _chunks(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:  # noqa: ANN401 - the driver's cursor
    while chunk := cursor.fetchmany(_CHUNK):
        yield chunk


def _joined(parts: list[Numbers], kind: str) -> Numbers:
    return np.concatenate([np.zeros(0, kind), *parts])
