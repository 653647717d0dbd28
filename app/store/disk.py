"""The disk below the database: what is on it for good, what is free, and what may only be read."""

import os
from pathlib import Path


def kept(path: Path) -> None:
    """Wait until a file, or which files a folder has, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def address(path: Path) -> str:
    """The address by which SQLite opens a file only to read it."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    # Where nobody can write, SQLite cannot make beside it what readers and a writer agree by, and need not.
    if not path.exists() or not os.statvfs(path).f_flag & os.ST_RDONLY:
        return address
    log = path.with_name(f"{path.name}-wal")
    return address if log.exists() and log.stat().st_size else f"{address}&immutable=1"


def unused(path: Path) -> Path:
    """`path`, or with a number after it where that is taken: nothing is ever written over."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
