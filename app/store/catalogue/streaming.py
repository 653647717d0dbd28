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

from app.store.catalogue import bitmaps
from app.store.catalogue.bitmaps import Numbers

TEXT = "text"
"""The type of a column whose values are kept once each."""
Column = Any
"""An array, or a `Coded`."""
_CHUNK = 20_000
_AMONG = "IN (SELECT value FROM json_each(?))"
_NARROW = 1 << 16


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

    def where(self, rows: Numbers, value: Hashable) -> "Coded":
        """The column with `value` in these rows, a mask of them."""
        values = self.values if value in self.values else (*self.values, value)
        return Coded(np.where(rows, values.index(value), self.codes), values)

    def with_nothing(self) -> "Coded":
        """The column with a first row that states nothing."""
        values = self.values if None in self.values else (*self.values, None)
        return Coded(np.concatenate([[values.index(None)], self.codes]), values)

    __hash__ = None  # type: ignore[assignment]


def read(db: Session, sql: str, changed: BitMap | None, *types: str) -> list[Column]:
    """The columns of `sql`, of these types.

    It asks for articles `{among}` those changed, for what is of their `{statements}` or `{claims}`, or all.
    """
    among, of_these, params = "IS NOT NULL", "IS NOT NULL", list[str]()
    if changed is not None:
        among, params = _AMONG, [json.dumps(list(changed))]
        of_these = f"IN (SELECT id FROM {{}} WHERE article_id {_AMONG})"  # noqa: S608
    wanted = sql.format(
        among=among, statements=of_these.format("statements"), claims=of_these.format("claims")
    )
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


def by_value(numbers: Numbers, values: Coded) -> dict[Hashable, BitMap]:
    """The numbers that have each value; none where it is None."""
    codes = values.codes
    # Sixteen bits are sorted without comparing.
    narrow = codes.astype("u2") if len(values.values) < _NARROW else codes
    if (numbers[1:] < numbers[:-1]).any():
        order = np.argsort(numbers, kind="stable")
        numbers, narrow = numbers[order], narrow[order]
    order = np.argsort(narrow, kind="stable")
    numbers = numbers[order]
    edges = np.cumsum(np.bincount(codes, minlength=len(values.values)))
    return {
        value: bitmaps.of_numbers(numbers[start:end])
        for value, start, end in zip(values.values, [0, *edges.tolist()], edges.tolist(), strict=False)
        if value is not None and end > start
    }


def joined(keys: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
    """Every pair of places at which `keys` and `owners` are the same, those of `keys` rising."""
    order = np.argsort(owners, kind="stable").astype("i4")
    counts = np.bincount(owners, minlength=int(keys.max(initial=0)) + 1).astype("i4")
    starts = np.cumsum(counts, dtype="i4") - counts
    times = counts[keys]
    # A key that is met three times stands three times, with each in turn.
    left = np.repeat(np.arange(len(keys), dtype="i4"), times)
    before = (np.cumsum(times, dtype="i4") - times)[left]
    right = np.arange(len(left), dtype="i4") - before + starts[keys][left]
    return left, order[right]


def spread(numbers: Numbers, owner: Numbers, sets: Mapping[Any, BitMap]) -> dict[Hashable, BitMap]:
    """The numbers that have each value, where it is stated of their owners: `owner[i]` of `numbers[i]`."""
    stated = [bitmaps.numbers_of(some) for some in sets.values()]
    codes = np.repeat(np.arange(len(stated), dtype="i4"), [len(each) for each in stated])
    left, right = joined(owner, np.concatenate([np.zeros(0, "u4"), *stated]))
    return by_value(numbers[left], Coded(codes[right], tuple(sets)))


def _chunks(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:  # noqa: ANN401 - the driver's cursor
    while chunk := cursor.fetchmany(_CHUNK):
        yield chunk


def _joined(parts: list[Numbers], kind: str) -> Numbers:
    return np.concatenate([np.zeros(0, kind), *parts])
