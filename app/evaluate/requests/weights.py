"""What a database weighs by table, indexes included, beside the text that it keeps."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

_FULL_TEXT = ("_data", "_idx", "_docsize", "_config", "_content")


def by_table(database: Path) -> Counter[str]:
    """Bytes by table, with its indexes; those of a full-text index under its own name."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        of = dict(db.execute("SELECT name, tbl_name FROM sqlite_master"))
        found: Counter[str] = Counter()
        for name, size in db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
            table = of.get(name, name)
            if "_fts_" in table and table.endswith(_FULL_TEXT):
                table = table.rpartition("_")[0]
            found[table] += size
        return found


def text(database: Path) -> int:
    """Bytes of the articles' texts."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        return int(
            db.execute("SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM captures").fetchone()[0]
        )
