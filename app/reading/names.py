"""Names of files, as they can be printed and stored."""

import os
from pathlib import PurePath


def shown(path: PurePath) -> str:
    """`path` as text, with U+FFFD for bytes that are no UTF-8: no terminal and no database takes those."""
    return os.fsencode(path).decode("utf-8", "replace")
