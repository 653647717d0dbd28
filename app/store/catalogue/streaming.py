"""Rows of SQL as arrays, a string for every column in between: rows as tuples cost three times as much."""

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
from app.store.catalogue.by_id import sparse

TEXT = "text"
"""The type of a column whose values are kept once each."""
Column = Any
"""An array, or a `Coded`."""
_CHUNK = 1 << 17
_BETWEEN, _NOTHING = "\x1f", "\x1e"
"""What stands between the values of a column of text, and for no value: no name has either."""
_JOINED = ("group_concat({0})", "group_concat(coalesce({0}, char(30)), char(31))")
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about every row of a table, or about those of articles that changed."""

    table: str
    columns: tuple[str, ...]
    """Expressions over `x`, its row, and what is `joined`; the first is the number its key begins with."""
    of_articles: str
    """The condition that it is of articles `{among}`."""
    joined: str = ""
    only: str = "TRUE"


def read(db: Session, asked: Asked, changed: BitMap | None, *types: str) -> list[Column]:
    """The columns of what is asked, of these types, of the articles `changed` or of all; in no order."""
    # The driver's own cursor: SQLAlchemy would make records of what is one row of long strings.
    driver: Any = db.connection().connection.driver_connection
    codes: list[dict[Hashable, int]] = [defaultdict(count().__next__) for _ in types]
    parts: list[list[Numbers]] = [[np.zeros(0, "i4" if kind is TEXT else kind)] for kind in types]
    for condition, params in _bounds(driver, asked, changed):
        # A string for all the rows of a column: made without Python, which others can use meanwhile.
        joined = ", ".join(
            _JOINED[kind is TEXT].format(each) for each, kind in zip(asked.columns, types, strict=True)
        )
        sql = f"SELECT {joined} FROM {asked.table} AS x {asked.joined} WHERE {asked.only} AND {condition}"  # noqa: S608
        for kind, words, known, part in zip(
            types, driver.execute(sql, params).fetchone(), codes, parts, strict=True
        ):
            if words is None:
                continue
            if kind is TEXT:
                values = words.split(_BETWEEN)
                part.append(np.fromiter(map(known.__getitem__, values), "i4", len(values)))
            else:
                part.append(np.fromstring(words, "f8" if kind == "f8" else "i8", sep=",").astype(kind))
    return [
        Coded(np.concatenate(part), tuple(None if value == _NOTHING else value for value in known))
        if kind is TEXT
        else np.concatenate(part)
        for kind, known, part in zip(types, codes, parts, strict=True)
    ]


def _bounds(driver: Any, asked: Asked, changed: BitMap | None) -> Iterator[tuple[str, tuple[Any, ...]]]:  # noqa: ANN401
    """Conditions on the rows of `x`, each with its parameters: so many at a time."""
    if changed is not None:
        yield asked.of_articles.format(among=_AMONG), (json.dumps(list(changed)),)
        return
    key = asked.columns[0]
    (last,) = driver.execute(f"SELECT coalesce(max({key}), 0) FROM {asked.table} AS x").fetchone()  # noqa: S608
    for start in range(0, last + 1, _CHUNK):
        yield f"{key} BETWEEN ? AND ?", (start, start + _CHUNK - 1)


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
    if sparse(len(keys) + len(owners), keys, owners):
        sorted_ = owners[order]
        starts = np.searchsorted(sorted_, keys).astype("i4")
        times = np.searchsorted(sorted_, keys, "right").astype("i4") - starts
    else:
        counts = np.bincount(owners, minlength=int(keys.max(initial=0)) + 1).astype("i4")
        starts, times = (np.cumsum(counts, dtype="i4") - counts)[keys], counts[keys]
    # A key that is met three times stands three times, with each in turn.
    left = np.repeat(np.arange(len(keys), dtype="i4"), times)
    before = (np.cumsum(times, dtype="i4") - times)[left]
    right = np.arange(len(left), dtype="i4") - before + starts[left]
    return left, order[right]


def spread(numbers: Numbers, owner: Numbers, sets: Mapping[Any, BitMap]) -> dict[Hashable, BitMap]:
    """The numbers that have each value, where it is stated of their owners: `owner[i]` of `numbers[i]`."""
    stated = [bitmaps.numbers_of(some) for some in sets.values()]
    codes = np.repeat(np.arange(len(stated), dtype="i4"), [len(each) for each in stated])
    left, right = joined(owner, np.concatenate([np.zeros(0, "u4"), *stated]))
    return by_value(numbers[left], Coded(codes[right], tuple(sets)))
