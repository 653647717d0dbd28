"""PDF files: the paragraphs that their lines were broken from."""

from collections.abc import Iterator
from typing import Any

from app.errors import BadInput
from app.reading import confined, metadata, pdf_lines, sidecars
from app.reading.decoding import storable
from app.reading.facts import facts
from app.reading.given import Choices, Given, whole
from app.reading.typeset import Line, paragraphs
from app.records import Article, Read

_LONGEST_WAIT = 10 * pdf_lines.SECONDS
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
    told = confined.told(pdf_lines.__file__, raw, wait=_LONGEST_WAIT, kind="article")
    if "error" in told:
        raise BadInput(str(told["error"]))
    return told
