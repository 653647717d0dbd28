"""PDF files: the paragraphs that their lines were broken from."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from app.errors import BadInput
from app.reading import metadata, pdf_lines, sidecars
from app.reading.decoding import storable
from app.reading.facts import facts
from app.reading.given import Choices, Given, whole
from app.reading.typeset import Line, paragraphs
from app.records import Article, Read

_LONGEST_WAIT = 10 * pdf_lines.SECONDS
# By its path, so that it finds nothing of ours to import, nor our modules where it means Python's.
_RUN = "import runpy, sys; runpy.run_path(sys.argv[1])['main']()"
_FEWEST_LETTERS = 20
_MOST_UNKNOWN = 0.01
_UNKNOWN = "\ufffd"


def reads(given: Given, choices: Choices) -> Iterator[Read]:
    """The one article that a file holds, or why not. Raises OSError."""
    try:
        yield Read(given.place, _article(given, choices), captured=given.captured)
    except BadInput as error:
        yield Read(given.place, None, str(error))


def _article(given: Given, choices: Choices) -> Article:
    told = _told(whole(given, choices.page_limit))
    text = "\n\n".join(paragraphs([[Line(*line) for line in page] for page in told["pages"]]))
    letters = sum(letter.isalnum() for letter in text)
    if letters < _FEWEST_LETTERS:
        raise BadInput("holds no text, perhaps only pictures of it: have its text recognised (OCR) first")
    if text.count(_UNKNOWN) > _MOST_UNKNOWN * letters:
        raise BadInput("does not tell which letters it prints: its fonts name none")
    if len(text.encode("utf-8", "replace")) > choices.limit:
        raise BadInput(f"is larger than the limit for an article, {choices.limit:,} bytes")
    stated = metadata.facts_of(told["title"], told["author"])
    known = {"url": given.url, **given.stated, **stated, **sidecars.stated(given, choices.limit)}
    return Article(storable(text), facts(known, given.file_name))


def _told(raw: bytes) -> dict[str, Any]:
    """What the file's lines are, by a program that may only take so much time and memory. Raises BadInput."""
    try:
        ended = subprocess.run(  # noqa: S603 - this file's neighbour, by this very Python
            [sys.executable, "-P", "-c", _RUN, pdf_lines.__file__],
            input=raw,
            capture_output=True,
            timeout=_LONGEST_WAIT,
            check=False,
        )
        told: dict[str, Any] = json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise BadInput("takes more to read than any article does") from error
    if "error" in told:
        raise BadInput(str(told["error"]))
    return told
