"""The database's file as memory, which is mapped anew where the file has become shorter.

SQLite learns how long a file is when it maps it. Is it cut off after that, the system ends every process that
touches what is gone, a server with all its readers; of what was never mapped SQLite says that it is damaged.
"""

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, event

MOST = 2**31 - 2**16
"""Bytes of the file that are seen as memory, which is the most that SQLite maps: nothing is copied."""
_LENGTH = "cuttings.length"


def mapped(engine: Engine, path: Path) -> Engine:
    """Have an engine whose connections map `MOST` bytes look at the file's length before each transaction."""
    name = str(path)

    @event.listens_for(engine, "begin", insert=True)
    def _begin(connection: Connection) -> None:
        try:
            length = os.stat(name).st_size  # noqa: PTH116 - half of what it takes by a path, at every request
        except OSError:
            length = 0
        if length < connection.info.get(_LENGTH, 0):
            for most in (0, MOST):
                connection.exec_driver_sql(f"PRAGMA mmap_size={most}").close()
        connection.info[_LENGTH] = length

    return engine
