"""Markdown: one article a file, its words without their marks, as a page made of it would print them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.errors import BadInput
from app.reading import front_matter, sidecars
from app.reading.decoding import decoded, storable
from app.reading.facts import facts
from app.reading.given import Choices, Given, whole
from app.reading.markup import blocks, parsed
from app.records import Article, Read

_NOTE = re.compile(r"^[ ]{0,3}\[\^(\w{1,30})\]:[ \t]*", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^(\w{1,30})\]")


def reads(given: Given, choices: Choices) -> Iterator[Read]:
    """The one article that a text in Markdown holds, or why not. Raises OSError."""
    try:
        text, note = decoded(whole(given, choices.limit), given.charset)
        article = _article(text, given, choices.limit)
    except BadInput as error:
        yield Read(given.place, None, str(error))
        return
    yield Read(given.place, article, notes=(note,) if note else (), captured=given.captured)


def _article(text: str, given: Given, limit: int) -> Article:
    front, text = front_matter.split(text)
    stated = sidecars.both(given, front, limit)
    found = blocks(parsed(_page(text)))
    words = [block.words for block in found]
    if found and found[0].element.tag == "h1":
        # A heading above everything is the title, which is a fact about the text.
        title = " ".join(words[0].split())
        if str(stated.setdefault("title", title)).casefold() == title.casefold():
            del words[0]
    return Article(storable("\n\n".join(words)), facts(stated, given.file_name))


def _page(text: str) -> str:
    """The text as HTML, with notes in the form that they are printed in."""
    noted = _NOTE.sub(r"\n\\[\1\\] ", text)
    try:
        rendered: str = _parser().render(_REFERENCE.sub(r"\\[\1\\]", noted))
    except RecursionError as error:
        raise BadInput("is nested too deep to be read") from error
    return f"<body>{rendered}"


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.add_render_rule("image", _captioned)
    return parser


def _captioned(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:  # noqa: ANN401
    """What is printed of a picture: its title, or else what stands for it where it cannot be seen."""
    image = tokens[at]
    words = str(image.attrs.get("title") or image.content)
    return words.replace("&", "&amp;").replace("<", "&lt;")
