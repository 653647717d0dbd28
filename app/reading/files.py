"""Files and folders to origins: which files are read, and in which order."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from app.reading.formats import FORMATS, KNOWN, count_of, ending, to_do
from app.reading.given import Choices, Given
from app.reading.names import is_hidden, shown
from app.reading.origins import Origin
from app.reading.passing import Passed, is_article
from app.reading.sidecars import SIDECAR
from app.records import Read

_BLOCK = 1 << 20


def origins(
    paths: Sequence[Path], choices: Choices, *, recursive: bool = True, passed: Passed | None = None
) -> Iterator[Origin]:
    """Every file in `paths`, in the order given; folders by name, whole unless not `recursive`.

    A file that is named has to be readable; in a folder, hidden files, files of other kinds and a
    README are passed over, since a folder of articles often holds pictures and notes too: `passed` is
    told, but of hidden ones. Nothing raises: what cannot be read is an origin that gives a Read with an
    error.
    """
    for path in paths:
        for found in _files(path, passed or Passed(), recursive=recursive):
            yield _refused(found) if isinstance(found, Read) else _origin(found, choices)


def reads(paths: Sequence[Path], choices: Choices) -> Iterator[Read]:
    """Every article in `paths`, or why not."""
    for origin in origins(paths, choices):
        yield from origin.reads()


def _origin(file: Path, choices: Choices) -> Origin:
    return Origin(
        str(file.resolve()),
        partial(_reads, file, choices),
        partial(_digest, file, choices),
        partial(_count, file),
    )


def _refused(read: Read) -> Origin:
    return Origin(read.place, partial(iter, (read,)))


def _reads(file: Path, choices: Choices) -> Iterator[Read]:
    try:
        with file.open("rb") as stream:
            beside = partial(_beside, file, choices.limit)
            given = Given(shown(file), file.name, stream, beside=beside, stated=choices.stated)
            yield from FORMATS[ending(file.name)](given, choices)
    except OSError as error:
        yield _refusal(file, f"cannot be read: {error.strerror}")


def _beside(file: Path, limit: int, name: str) -> bytes | None:
    found = file.with_name(name)
    if not found.is_file():
        return None
    with found.open("rb") as stream:
        return stream.read(limit + 1)


def _digest(file: Path, choices: Choices) -> str | None:
    """Of the file, its sidecar, and the choices that decide what is read from both."""
    summed = hashlib.sha256(repr(choices).encode())
    try:
        for part in (file, file.with_suffix(SIDECAR)):
            summed.update(b"\0")
            if part.is_file():
                with part.open("rb") as stream:
                    while block := stream.read(_BLOCK):
                        summed.update(block)
    except OSError:
        return None
    return summed.hexdigest()


def _files(path: Path, passed: Passed, *, recursive: bool) -> Iterator[Path | Read]:
    """The files to read under one path, and a refusal for each that cannot be had."""
    try:
        if path.is_dir():
            yield from _folder(path, passed, recursive=recursive)
        elif path.is_file():
            known = ending(path.name) in FORMATS
            yield path if known else _refusal(path, f"is of an unknown kind; {to_do(path.name)}")
        elif path.exists():
            yield _refusal(path, "is neither a file nor a folder")
        else:
            yield _refusal(path, "does not exist")
    except OSError as error:
        yield _refusal(path, f"cannot be read: {error.strerror}")


def _folder(top: Path, passed: Passed, *, recursive: bool) -> Iterator[Path | Read]:
    unreadable: list[OSError] = []
    found = False
    # Links to folders are not followed: they can lead in a circle.
    for folder, folders, names in os.walk(top, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if recursive and not is_hidden(name))
        for name in sorted(names):
            file = Path(folder, name)
            if is_hidden(name) or _special(file):
                continue
            if is_article(name):
                found = True
                yield file
            else:
                passed.add(file)
    for error in unreadable:
        yield _refusal(Path(error.filename), f"cannot be read: {error.strerror}")
    if not found and not unreadable:
        yield _refusal(top, f"holds no article; known kinds are {KNOWN}")


def _special(file: Path) -> bool:
    """A pipe or a device: opening it could wait for ever."""
    return file.exists() and not file.is_file()


def _refusal(path: Path, why: str) -> Read:
    return Read(shown(path), None, why)


def _count(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            return count_of(file.name, stream)
    except OSError:
        return 1
