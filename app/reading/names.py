"""Names of files, as they can be printed and stored."""

import os
from pathlib import PurePath


def is_hidden(name: str) -> bool:
    """Whether a file or folder is one that people do not mean when they name the folder around it."""
    return name == "__MACOSX" or (name.startswith(".") and name not in (".", ".."))


def shown(path: PurePath) -> str:
    """`path` as text, with U+FFFD for bytes that are no UTF-8: no terminal and no database takes those."""
    return os.fsencode(path).decode("utf-8", "replace")
