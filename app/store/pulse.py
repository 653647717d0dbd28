"""Whether anything at all was written to the database since a moment: asked in microseconds."""

import secrets
import sqlite3
from pathlib import Path
from threading import Lock

from app.store import disk


class Pulse:
    """Tells one state of a database from the next, for as long as the process lasts.

    SQLite counts for each connection what others have committed. The count means nothing to another process:
    with it stands a word that no other has, lest one process take what another told for its own.
    """

    def __init__(self, path: Path) -> None:
        self._nonce = secrets.token_hex(8)
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()

    def now(self) -> str:
        """Another word after every commit, whoever made it; "" while the file cannot be read."""
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = sqlite3.connect(
                        disk.address(self._path), uri=True, check_same_thread=False, isolation_level=None
                    )
                (count,) = self._connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            return ""
        return f"{self._nonce}.{count}"

    def stop(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
                self._nonce = secrets.token_hex(8)
