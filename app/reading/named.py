"""What was named to be read, as origins: files, folders, patterns, addresses, standard input."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from glob import glob, has_magic
from io import SEEK_CUR, BufferedReader
from pathlib import Path
from typing import BinaryIO

from app.reading import files
from app.reading.formats import FORMATS, KNOWN
from app.reading.given import Choices, Given
from app.reading.origins import Origin
from app.reading.passing import Passed, is_article
from app.records import Read

STREAM = "-"
"""What standard input is named."""
STREAMED = "standard input"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ALIASES = {"text": "txt", "markdown": "md", "json-lines": "jsonl"}
_OPENINGS = (
    (re.compile(rb"\s*\{"), ".jsonl"),
    (re.compile(rb"\s*\["), ".json"),
    (re.compile(rb"\s*<"), ".html"),
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"PK\x03\x04.{0,2000}(?:word/|\[Content_Types\])", re.DOTALL), ".docx"),
    (re.compile(rb"PK\x03\x04"), ".zip"),
    (re.compile(rb"WARC/1"), ".warc"),
    (re.compile(rb".{257}ustar", re.DOTALL), ".tar"),
    (re.compile(rb"\x1f\x8b"), ".gz"),
)
"""How bytes begin, by the ending of files that begin so; with anything else, text does."""
_PEEKED = 4096


@dataclass(frozen=True, slots=True)
class Named:
    """How what was named is to be read."""

    choices: Choices
    at_address: Callable[[str], Origin]
    """What can be read at an address."""
    stream: BinaryIO
    """Standard input."""
    kind: str = ""
    """The ending of files of the kind that standard input is; "" tells it from its first bytes."""
    recursive: bool = True
    """Whether folders are read with the folders in them."""
    passed: Passed = field(default_factory=Passed)
    """Is told what is passed over in folders, and of what a pattern matches."""


def origins(names: Iterable[str], how: Named) -> Iterator[Origin]:
    """What is named, in that order, each place once. Nothing raises."""
    seen: set[int] = set()
    for name in names:
        for origin in _origins(name, how):
            # A number each: names of a million files would take much more.
            mark = hash(origin.place)
            if mark not in seen:
                seen.add(mark)
                yield origin


def is_address(name: str) -> bool:
    """Whether what was named is an address of the web."""
    return _ADDRESS.match(name) is not None


def ending_of(name: str) -> str | None:
    """The ending of files of a kind that is named “jsonl”, “text” or “.html”; None where it is unknown."""
    wanted = name.lower().removeprefix(".")
    suffix = f".{_ALIASES.get(wanted, wanted)}"
    return suffix if suffix in FORMATS else None


def _origins(name: str, how: Named) -> Iterator[Origin]:
    if name == STREAM:
        yield Origin(STREAMED, partial(_streamed, how))
    elif is_address(name):
        yield how.at_address(name)
    elif has_magic(name) and not Path(name).exists():
        yield from _matching(name, how)
    else:
        yield from files.origins([Path(name)], how.choices, recursive=how.recursive, passed=how.passed)


def _matching(pattern: str, how: Named) -> Iterator[Origin]:
    """As in a folder, files of other kinds are passed over: nobody named them one by one."""
    found = False
    deep = "**" in pattern
    for match in sorted(glob(pattern, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
        path = Path(match)
        if (path.is_file() and is_article(path.name)) or (path.is_dir() and not deep):
            found = True
            yield from files.origins([path], how.choices, recursive=how.recursive, passed=how.passed)
        elif path.is_file():
            how.passed.add(path)
    if not found:
        refused = Read(pattern, None, f"matches no article; known kinds are {KNOWN}")
        yield Origin(pattern, partial(iter, (refused,)))


def _streamed(how: Named) -> Iterator[Read]:
    suffix = how.kind or _sniffed(how.stream)
    if suffix not in FORMATS:
        yield Read(STREAMED, None, f"begins as {suffix[1:]} does: say with --format what it is")
        return
    given = Given(STREAMED, f"stdin{suffix}", how.stream, stated=how.choices.stated)
    try:
        yield from FORMATS[suffix](given, how.choices)
    except OSError as error:
        yield Read(STREAMED, None, f"cannot be read: {error.strerror}")


def _sniffed(stream: BinaryIO) -> str:
    opening = _opening(stream).removeprefix(b"\xef\xbb\xbf")
    return next((suffix for pattern, suffix in _OPENINGS if pattern.match(opening)), ".txt")


def _opening(stream: BinaryIO) -> bytes:
    """The first bytes, which stay to be read; none of a stream that cannot give them back."""
    if isinstance(stream, BufferedReader):
        return stream.peek(_PEEKED)[:_PEEKED]
    if not stream.seekable():
        return b""
    opening = stream.read(_PEEKED)
    stream.seek(-len(opening), SEEK_CUR)
    return opening
