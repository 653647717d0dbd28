"""A database as plain values: every row of every table, without row ids, identifiers and times."""

import json
from collections import Counter

from sqlalchemy import select

from app.records import TURNED
from app.store import tables

INDEXES = ("versions_fts", "claims_fts", "speaker_aliases_fts", "articles_fts", "speaker_names_fts")


JOURNAL = {"runs", "outcomes", "changes"}
"""What differs from run to run even where nothing else does; bands are in signatures."""


def natural(db):  # noqa: C901 - every sort of column in turn
    """By table, its rows as text; what a row points at is spelled out instead of its id."""
    connection = db.connection()
    idents = {row.ident: row.digest for row in connection.execute(select(tables.Article.__table__))}
    by_id, dump = {}, {}
    for table in _kept():
        dump[table.name] = Counter()
        own = []
        for row in connection.execute(select(table)):
            seen, within = {}, {}
            for column in table.columns:
                value = row._mapping[column]
                if column.foreign_keys:
                    (key,) = column.foreign_keys
                    if key.column.table is table:
                        within[column.name] = value
                        continue
                    value = by_id.get((key.column.table.name, value), value and "an identifier")
                elif column.primary_key and column.name in ("id", "ident"):
                    continue
                elif isinstance(column.type, tables.Moment):
                    value = value and "a moment"
                elif (table.name, column.name) == ("speakers", "key"):
                    value = _without_ident(value, idents)
                seen[column.name] = value
            if table.name.endswith("_matches"):
                seen = _turned(seen)
            if table.name == "speaker_ties":
                seen["a_id"], seen["b_id"] = sorted((seen["a_id"], seen["b_id"]))
            words = json.dumps(seen, default=str, sort_keys=True)
            own.append((words, within))
            if "id" in table.columns:
                by_id[table.name, row.id] = words
        for words, within in own:
            shown = {name: by_id.get((table.name, value), value) for name, value in within.items()}
            dump[table.name][words + json.dumps(shown, sort_keys=True) * bool(shown)] += 1
    return dump


def _turned(match):
    """A match with its two in one order, whichever came first."""
    if match["a_id"] <= match["b_id"]:
        return match
    relation = TURNED.get(match["relation"], match["relation"])
    return {**match, "a_id": match["b_id"], "b_id": match["a_id"], "relation": relation}


def _without_ident(key, idents):
    scope, _, rest = key.partition(":")
    return f"{idents[scope]}:{rest}" if scope in idents else key


def exact(db):
    """Every row of every table as it is, but when origins were looked at."""
    connection = db.connection()
    return {t.name: connection.execute(select(t)).fetchall() for t in _kept() if t.name != "origins"}


def _kept():
    return [
        table
        for table in tables.metadata.sorted_tables
        if table.name not in JOURNAL and not table.name.endswith("_bands")
    ]


def check_indexes(db):
    """Raise where a full-text index has drifted from the words it indexes."""
    for name in INDEXES:
        db.connection().exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
