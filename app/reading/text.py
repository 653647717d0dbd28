"""Plain text: one article a file, its facts in front matter, in a sidecar file or nowhere."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import PurePath

import yaml

from app.errors import BadInput
from app.reading.decoding import decode, storable
from app.reading.facts import facts
from app.reading.given import Choices, Given, whole
from app.reading.names import shown
from app.records import Article, Read

SIDECAR = ".toml"
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_LONGEST_FRONT = 20_000
"""In characters; far more than any facts take, and soon parsed."""


def reads(given: Given, choices: Choices) -> Iterator[Read]:
    """The one article that a text holds, or why not. Raises OSError."""
    try:
        yield Read(given.place, _article(given, choices.limit), captured=given.captured)
    except BadInput as error:
        yield Read(given.place, None, str(error))


def _article(given: Given, limit: int) -> Article:
    front, text = _split(decode(whole(given, limit)))
    sidecar = PurePath(given.name).with_suffix(SIDECAR).name
    beside = _sidecar(sidecar, given.beside(sidecar), limit)
    twice = sorted(front.keys() & beside.keys())
    if twice:
        raise BadInput(f"{', '.join(twice)} stated both in the front matter and in {sidecar}")
    return Article(storable(text), facts({**given.stated, **front, **beside}, shown(PurePath(given.name))))


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


def _sidecar(name: str, raw: bytes | None, limit: int) -> dict[str, object]:
    if raw is None:
        return {}
    if not raw:
        raise BadInput(f"{name} beside it is empty")
    if len(raw) > limit:
        raise BadInput(f"{name} beside it is larger than the limit for an article, {limit:,} bytes")
    try:
        return tomllib.loads(decode(raw))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"{name} beside it is not TOML: {error}") from error
    except BadInput as error:
        raise BadInput(f"{name} beside it {error}") from error
