"""Files and folders to articles: which files are read, in which order, and by which format's module."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from app.reading import jsonl, text
from app.reading.names import shown
from app.records import Read

FORMATS: Mapping[str, Callable[[Path, int], Iterator[Read]]] = {
    ".txt": text.reads,
    ".jsonl": jsonl.reads,
    ".ndjson": jsonl.reads,
}
"""What can be read, by a file name's end."""

_BLOCK = 1 << 20


def reads(paths: Sequence[Path], limit: int) -> Iterator[Read]:
    """Every article in `paths`, in the order given; folders whole, by name. `limit` is bytes an article.

    A file that is named has to be readable; in a folder, hidden files and files of other kinds
    are passed over, since a folder of articles often holds pictures and notes too. Nothing
    raises: what cannot be read is a Read with an error.
    """
    for path in paths:
        for found in _files(path):
            if isinstance(found, Read):
                yield found
                continue
            try:
                yield from FORMATS[found.suffix.lower()](found, limit)
            except OSError as error:
                yield _refusal(found, f"cannot be read: {error.strerror}")


def count(paths: Sequence[Path]) -> int:
    """How many articles `reads` will come upon, for a progress bar: files are counted, not parsed."""
    return sum(_count(found) for path in paths for found in _files(path))


def _files(path: Path) -> Iterator[Path | Read]:
    """The files to read under one path, and a refusal for each that cannot be had."""
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            known = path.suffix.lower() in FORMATS
            yield path if known else _refusal(path, f"is of an unknown kind; known are {', '.join(FORMATS)}")
        elif path.exists():
            yield _refusal(path, "is neither a file nor a folder")
        else:
            yield _refusal(path, "does not exist")
    except OSError as error:
        yield _refusal(path, f"cannot be read: {error.strerror}")


def _folder(top: Path) -> Iterator[Path | Read]:
    unreadable: list[OSError] = []
    found = False
    # Links to folders are not followed: they can lead in a circle.
    for folder, folders, names in os.walk(top, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and file.suffix.lower() in FORMATS and not _special(file):
                found = True
                yield file
    for error in unreadable:
        yield _refusal(Path(error.filename), f"cannot be read: {error.strerror}")
    if not found and not unreadable:
        yield _refusal(top, f"holds no article; known kinds are {', '.join(FORMATS)}")


def _special(file: Path) -> bool:
    """A pipe or a device: opening it could wait for ever."""
    return file.exists() and not file.is_file()


def _refusal(path: Path, why: str) -> Read:
    return Read(shown(path), None, why)


def _count(found: Path | Read) -> int:
    if isinstance(found, Read) or FORMATS[found.suffix.lower()] is text.reads:
        return 1
    try:
        with found.open("rb") as file:
            lines, last = 0, b"\n"
            while block := file.read(_BLOCK):
                lines, last = lines + block.count(b"\n"), block[-1:]
    except OSError:
        return 1
    return lines + (last != b"\n")
