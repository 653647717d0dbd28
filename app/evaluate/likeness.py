"""Whether two databases hold the same: every row, but for row numbers, minted identifiers and moments.

What a row points at is compared instead of its number, so that databases that gave the same things other
numbers are alike. Of each row only a sum is kept: archives of any size are compared in little memory.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_LEFT_OUT = {"alembic_version", "runs", "outcomes"}
"""What tells of runs, and not of what they stored."""
_ITS_OWN = re.compile(r"_fts|^sqlite_|_bands$")
"""Tables that SQLite keeps for itself; bands, which are in signatures."""
_NUMBERS = {"id", "ident", "seq"}
"""Columns that only tell a row from others, or which came first: several articles may come at once."""
_NAMING = {"acts", "judgements"}
"""Tables that name things by identifier within other values."""
_IDENT = re.compile(r"\b[0-9a-hjkmnp-tv-z]{8}\b")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")


@dataclass(frozen=True, slots=True)
class Held:
    """A table's rows, added up in any order."""

    rows: int
    total: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """A table's columns, the table that each points at, and whether its rows have a number."""

    columns: tuple[str, ...]
    points: Mapping[str, str]
    numbered: bool
    naming: bool
    """Whether identifiers stand within its values."""


def differing(one: Path, other: Path) -> list[str]:
    """The tables in which two databases do not hold the same, each with its numbers of rows."""
    ours, theirs = contents(one), contents(other)
    nothing = Held(0, 0)
    return [
        f"{name} ({ours.get(name, nothing).rows:,} and {theirs.get(name, nothing).rows:,} rows)"
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name) != theirs.get(name)
    ]


def contents(path: Path) -> dict[str, Held]:
    """By name, what every table holds."""
    with closing(sqlite3.connect(path)) as db:
        articles = dict(db.execute("SELECT ident, digest FROM articles"))
        sums: dict[tuple[str, object], str] = {}
        held = {}
        for name, shape in _shapes(db).items():
            within = [column for column, target in shape.points.items() if target == name]
            pointing, rows, total = [], 0, 0
            for values in db.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - a table's own name
                row = dict(zip(shape.columns, values, strict=True))
                sum_ = _sum({c: _shown(row[c], c, shape, sums, articles) for c in row if c not in within})
                rows += 1
                if within:
                    pointing.append((sum_, [row[column] for column in within]))
                else:
                    total += int(sum_, 16)
                if shape.numbered:
                    sums[name, row["id"]] = sum_
            for sum_, targets in pointing:
                total += int(_sum({"": sum_, "within": [sums.get((name, each)) for each in targets]}), 16)
            held[name] = Held(rows, total)
        return held


def _shapes(db: sqlite3.Connection) -> dict[str, _Shape]:
    """Every table's shape, those that others point at before these."""
    named = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    names = [name for (name,) in named if name not in _LEFT_OUT and not _ITS_OWN.search(name)]
    shapes = {name: _shape(db, name) for name in names}
    ordered: dict[str, _Shape] = {}
    while len(ordered) < len(shapes):
        ready = [
            name
            for name, shape in shapes.items()
            if name not in ordered and {*shape.points.values()} - {name} - _LEFT_OUT <= ordered.keys()
        ]
        assert ready, "tables point at each other in a circle"
        ordered.update((name, shapes[name]) for name in ready)
    return ordered


def _shape(db: sqlite3.Connection, name: str) -> _Shape:
    columns = [row[1] for row in db.execute(f'PRAGMA table_xinfo("{name}")')]
    points = {row[3]: row[2] for row in db.execute(f'PRAGMA foreign_key_list("{name}")')}
    return _Shape(tuple(columns), points, "id" in columns, name in _NAMING)


def _shown(
    value: object,
    column: str,
    shape: _Shape,
    sums: Mapping[tuple[str, object], str],
    articles: Mapping[object, str],
) -> object:
    """A value without what is another in every database."""
    if value is None or column in _NUMBERS:
        return None
    if column in shape.points:
        return sums.get((shape.points[column], value), "an identifier")
    if isinstance(value, bytes):
        return value.hex()
    return _told(value, articles, naming=shape.naming) if isinstance(value, str) else value


def _told(value: str, articles: Mapping[object, str], *, naming: bool) -> str:
    if _MOMENT.fullmatch(value):
        return "a moment"
    # What only one article has is kept under the article's identifier.
    scope, colon, rest = value.partition(":")
    if colon and scope in articles:
        return f"{articles[scope]}:{rest}"
    return _IDENT.sub("an identifier", value) if naming else value


def _sum(row: Mapping[str, object]) -> str:
    return blake2b(json.dumps(row, sort_keys=True).encode(), digest_size=12).hexdigest()
