"""Plain text: one article a file, its facts in front matter, in a sidecar file or nowhere."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml

from app.errors import BadInput
from app.reading.decoding import decode, storable
from app.reading.facts import facts
from app.reading.names import shown
from app.records import Article, Read

SIDECAR = ".toml"
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_LONGEST_FRONT = 20_000
"""In characters; far more than any facts take, and soon parsed."""


def reads(path: Path, limit: int) -> Iterator[Read]:
    """The one article that `path` holds, or why not; `limit` is in bytes. Raises OSError."""
    try:
        yield Read(shown(path), _article(path, limit))
    except BadInput as error:
        yield Read(shown(path), None, str(error))


def _article(path: Path, limit: int) -> Article:
    stated, text = _split(decode(_bytes(path, limit)))
    beside = _sidecar(path.with_suffix(SIDECAR), limit)
    twice = sorted(stated.keys() & beside.keys())
    if twice:
        raise BadInput(f"{', '.join(twice)} stated both in the front matter and in {path.stem}{SIDECAR}")
    return Article(storable(text), facts({**stated, **beside}, shown(Path(path.name))))


def _bytes(path: Path, limit: int) -> bytes:
    # One byte more than allowed tells that a file is too large without reading all of it.
    with path.open("rb") as file:
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise BadInput(f"is larger than the limit for an article, {limit:,} bytes")
    if not raw:
        raise BadInput("is empty")
    return raw


def _split(whole: str) -> tuple[dict[str, object], str]:
    """Front matter between two lines of dashes at the very top, and the text after it, untouched."""
    opening = _OPENING.match(whole)
    if not opening:
        return {}, whole
    closing = _CLOSING.search(whole, opening.end())
    if not closing:
        raise BadInput("front matter begins on line 1 with --- and no second --- ends it")
    if closing.start() > _LONGEST_FRONT:
        raise BadInput(
            f"front matter, from the --- on line 1 on, is longer than {_LONGEST_FRONT:,} characters"
        )
    try:
        # BaseLoader leaves every value as written: "NO" is Norway, not false.
        stated = yaml.load(whole[opening.end() : closing.start()], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(f"front matter is not YAML{_where(error)}") from error
    if stated is None or stated == "":
        stated = {}
    if not isinstance(stated, dict) or not all(isinstance(key, str) for key in stated):
        raise BadInput("front matter is not a list of lines of the form key: value")
    return stated, whole[closing.end() :]


def _where(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        # The mark counts lines from 0, below the opening dashes.
        return f": line {error.problem_mark.line + 2}: {error.problem or 'cannot be parsed'}"
    return ""


def _sidecar(path: Path, limit: int) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(decode(_bytes(path, limit)))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"{path.name} beside it is not TOML: {error}") from error
    except BadInput as error:
        raise BadInput(f"{path.name} beside it {error}") from error
