"""Plain text: one article a file, its facts in front matter, in a sidecar file or nowhere."""

from collections.abc import Iterator

from app.errors import BadInput
from app.reading import front_matter, sidecars
from app.reading.decoding import decoded, storable
from app.reading.facts import facts
from app.reading.given import Choices, Given, whole
from app.records import Article, Read


def reads(given: Given, choices: Choices) -> Iterator[Read]:
    """The one article that a text holds, or why not. Raises OSError."""
    try:
        text, note = decoded(whole(given, choices.limit), given.charset)
        front, text = front_matter.split(text)
        stated = sidecars.both(given, front, choices.limit)
        article = Article(storable(text), facts(stated, given.file_name))
    except BadInput as error:
        yield Read(given.place, None, str(error))
        return
    yield Read(given.place, article, notes=(note,) if note else (), captured=given.captured)
