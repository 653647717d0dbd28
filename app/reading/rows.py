"""Rows to articles: what a line of JSON, an entry of a list or a row of a table states of one article."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.errors import BadInput
from app.reading.columns import arranged
from app.reading.decoding import storable
from app.reading.facts import facts
from app.reading.given import Choices, FormatOf, Given
from app.records import Article, Read

# Interfaces to news give the first words and say how many they keep back.
_CUT = re.compile(r"(?:…|\.\.\.)\s*\[\+\d+ chars\]\s*\Z")


def reads(row: object, given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    """The article that a row states, or why not; `given` has the row's place. Raises OSError."""
    try:
        stated = {**given.stated, **_stated(row, choices)}
        text, page = stated.pop("text", None), stated.pop("html", None)
        if text is None and isinstance(page, str):
            yield from _page(page, replace(given, stated=stated), choices, format_of)
        else:
            yield Read(
                given.place, Article(_text(text, choices.limit), facts(stated)), captured=given.captured
            )
    except BadInput as error:
        yield Read(given.place, None, str(error))


def _stated(row: object, choices: Choices) -> dict[str, object]:
    if not isinstance(row, Mapping):
        raise BadInput("is not a JSON object")
    return arranged(row, choices.fields)


def _text(text: object, limit: int) -> str:
    if not isinstance(text, str):
        raise BadInput('has no "text"' if text is None else '"text" has to be text')
    if len(text.encode("utf-8", "replace")) > limit:
        raise BadInput(f"is larger than the limit for an article, {limit:,} bytes")
    if _CUT.search(text):
        raise BadInput("holds only the beginning of the text: it ends in a count of the characters left out")
    return storable(text)


def _page(page: str, given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    facts(given.stated)
    address = given.stated.get("url")
    inner = replace(
        given,
        name="row.html",
        stream=io.BytesIO(storable(page).encode("utf-8", "replace")),
        url=address if isinstance(address, str) and address.strip() else None,
        media_type="text/html",
        charset="utf-8",
    )
    read = format_of(inner)
    if read is None:
        raise BadInput("holds a page, and pages cannot be read here")
    yield from read(inner, choices)
