"""What was asked to be read, from the words of a command: places, facts, and columns that state facts."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path
from typing import BinaryIO

from app.errors import BadInput
from app.reading.facts import facts
from app.reading.formats import FORMATS
from app.reading.named import STREAM, ending_of, is_address
from app.reading.names import shown


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is to read, and how."""

    names: tuple[str, ...]
    """Files, folders, patterns, addresses, “-” for standard input."""
    kind: str = ""
    """The ending of files of the kind that standard input is; "" tells it from its first bytes."""
    recursive: bool = True
    fields: dict[str, str] = field(default_factory=dict)
    stated: dict[str, object] = field(default_factory=dict)
    workers: int | None = None
    as_json: bool = False
    dry: bool = False
    retry: bool = False
    """Whether only what failed when it was last read is read."""


def named(given: Sequence[str], listed: Path | None) -> tuple[str, ...]:
    """Everything named, on the command line and in a list. Raises BadInput where the two do not fit."""
    names = (*given, *(_listed(listed) if listed is not None else ()))
    if STREAM in names and listed is not None and str(listed) == STREAM:
        raise BadInput("Standard input cannot be both the list of what to read and an article.")
    if names.count(STREAM) > 1:
        raise BadInput("Standard input can be read once: - is named more than once.")
    return names


def standard_input() -> BinaryIO:
    """The bytes that are piped in."""
    return sys.stdin.buffer


def there(names: Iterable[str]) -> bool:
    """Whether any of what is named can be had, as far as can be told without reading it."""
    return any(
        name == STREAM or is_address(name) or Path(name).exists() or glob(name, recursive=True)  # noqa: PTH207 - a pattern may be absolute
        for name in names
    )


def kind(form: str) -> str:
    """The ending of files of the kind that is named; "" where none is. Raises BadInput on an unknown one."""
    found = ending_of(form) if form else ""
    if found is None:
        raise BadInput(f"--format {form} is unknown: known are {', '.join(end[1:] for end in FORMATS)}.")
    return found


def stated(given: dict[str, str | None]) -> dict[str, object]:
    """The facts stated for all articles, checked. Raises BadInput."""
    known: dict[str, object] = {name: words for name, words in given.items() if words is not None}
    try:
        facts(known)
    except BadInput as error:
        raise BadInput(f"What is stated for all articles cannot be used: {error}.") from error
    return known


def _listed(listed: Path) -> Iterable[str]:
    try:
        raw = sys.stdin.buffer.read() if str(listed) == STREAM else listed.read_bytes()
        lines = raw.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise BadInput(f"The list {shown(listed)} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The list {shown(listed)} is not UTF-8.") from error
    wanted = (line.strip() for line in lines)
    return [line for line in wanted if line and not line.startswith("#")]
