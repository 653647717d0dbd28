"""What lies beside the tables: free pages, the write-ahead log, and copies of the database."""

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from app.errors import Refused
from app.store import trouble

_PATIENCE = 60.0
"""Seconds that readers have to end what they are at."""
_PAUSE = 0.2


def compact(database: Path, patience: float = _PATIENCE) -> None:
    """Leave nothing of what was deleted in the database's files. Others may read meanwhile.

    Raises Refused where somebody reads for so long that the write-ahead log cannot be emptied.
    """
    connected = closing(sqlite3.connect(database, timeout=patience, isolation_level=None))
    with trouble.telling(database), connected as opened:
        opened.execute("PRAGMA secure_delete=ON")
        opened.execute("VACUUM")
        end = time.monotonic() + patience
        opened.execute("PRAGMA busy_timeout=1000")
        while opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > end:
                raise Refused(
                    f"Somebody has been reading {database} for a long time: its write-ahead log still holds "
                    "what was erased. Run the same command again."
                )
            time.sleep(_PAUSE)


def copies(database: Path) -> list[Path]:
    """The copies of the database that migrating it has made, and restoring, whole or half."""
    name = re.escape(database.name)
    made = re.compile(name + r"\.(?:before-\w+(?:-\w+)*(?:\.part)?|restoring)(?:-wal|-shm|-journal)?")
    return sorted(each for each in database.parent.iterdir() if made.fullmatch(each.name))


def leftovers(snapshot: Path) -> list[Path]:
    """Half-made snapshots, which a killed command left."""
    made = re.compile(r"\." + re.escape(snapshot.name) + r"\.\w{8}(?:-wal|-shm|-journal)?")
    return sorted(each for each in snapshot.parent.iterdir() if made.fullmatch(each.name))
