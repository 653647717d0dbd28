"""Word documents (DOCX): the words that are printed, in their order, and what it states of itself."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import islice, takewhile
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from app.errors import BadInput
from app.reading import metadata, sidecars, zips
from app.reading.decoding import storable
from app.reading.facts import facts
from app.reading.given import Choices, Given, whole
from app.reading.unpacking import BROKEN, damaged
from app.records import Article, Read

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NOTES: Mapping[str, tuple[str, str]] = {
    f"{_W}footnoteReference": ("footnotes", "footnote"),
    f"{_W}endnoteReference": ("endnotes", "endnote"),
}
_OLD = b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 5
"""Pictures and fonts take room in a document too, and none is looked at."""
_MOST_TAGS = 1_000_000
"""In all markup together: a tree takes a hundred times the room of the shortest tags that it is made of."""
_MOST_PARAGRAPHS = 50_000
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""Marks of byte order, blanks, and the zeros of wide letters."""
# Deleted or moved away, drawn in a box (which stands in the markup twice), or not printed.
_SILENT = frozenset(
    (
        *(f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", f"{_W}delText"),
        *(f"{_MARKUP}Fallback", f"{_W}pPr", f"{_W}rPr"),
    )
)
_MARKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Element = Any
"""Of lxml, which ships no types."""
Notes = dict[tuple[str, str | None], tuple[str, str]]
"""By the mark in the text: the number printed there, and the words below."""


def reads(given: Given, choices: Choices) -> Iterator[Read]:
    """The one article that a document holds, or why not. Raises OSError."""
    try:
        yield Read(given.place, _article(given, choices), captured=given.captured)
    except BadInput as error:
        yield Read(given.place, None, str(error))


def _article(given: Given, choices: Choices) -> Article:
    raw = whole(given, choices.page_limit)
    try:
        document = _opened(raw, choices.page_limit)
        body = document.element.body
        notes = _notes(document, body)
        styles = {style.style_id: style.name for style in reversed(list(document.styles))}
        lines = [(_style(styles, each), _words(each, notes).strip()) for each in _all_paragraphs(body)]
        core = document.core_properties
        stated = metadata.facts_of(core.title, core.author)
    except (*BROKEN, OSError, etree.LxmlError, RecursionError, OpcError) as error:
        raise BadInput(f"is no Word document that can be read ({damaged(error).strerror})") from error
    lines = [line for line in lines if line[1]]
    titles = [words for style, words in takewhile(lambda line: line[0] == "Title", lines)]
    if titles:
        # Printed above the text, it is the title, whatever the file's properties say.
        stated["title"] = " ".join(" ".join(titles).split())
    used = [f"{mark} {words}" for mark, words in notes.values() if words]
    text = "\n\n".join((*(words for _, words in lines[len(titles) :]), *used))
    if len(text.encode("utf-8", "replace")) > choices.limit:
        raise BadInput(f"is larger than the limit for an article, {choices.limit:,} bytes")
    known = {"url": given.url, **given.stated, **stated, **sidecars.stated(given, choices.limit)}
    return Article(storable(text), facts(known, given.file_name))


def _opened(raw: bytes, limit: int) -> Any:  # noqa: ANN401 - of docx, which ships no types
    if raw.startswith(_OLD):
        raise BadInput(
            "is a Word document of the old kind (.doc), or one with a password: save it as DOCX without"
        )
    zips.check(io.BytesIO(raw))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > _MOST_UNPACKED * limit:
            raise BadInput("unpacks to more than the limit for a page")
        size = tags = 0
        # By what parts begin with: a part's name says nothing of whether it is taken for markup.
        for part in parts:
            with archive.open(part) as stream:
                if not stream.read(100).lstrip(_BEFORE_MARKUP).startswith(b"<"):
                    continue
            size += part.file_size
            if size > limit:
                raise BadInput("unpacks to more than the limit for a page")
            tags += archive.read(part).count(b"<")
            if tags > _MOST_TAGS:
                raise BadInput(f"holds more than {_MOST_TAGS:,} tags, as no article does")
    return Document(io.BytesIO(raw))


def _all_paragraphs(body: Element) -> list[Element]:
    found = list(islice(_paragraphs(body), _MOST_PARAGRAPHS + 1))
    if len(found) > _MOST_PARAGRAPHS:
        raise BadInput(f"has more than {_MOST_PARAGRAPHS:,} paragraphs")
    return found


def _paragraphs(element: Element) -> Iterator[Element]:
    """All paragraphs in the order of the document, those in tables and in forms' fields among them."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in _SILENT:
            yield from _paragraphs(child)


def _style(styles: Mapping[str, str], paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else styles.get(style.get(f"{_W}val"), "")


def _words(element: Element, notes: Notes) -> str:
    """What is printed of an element."""
    if element.tag in _SILENT or (
        element.tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None
    ):
        return ""
    if element.tag in _NOTES:
        return notes.get((element.tag, element.get(f"{_W}id")), ("", ""))[0]
    if element.tag == f"{_W}t":
        return element.text or ""
    return _MARKS.get(element.tag) or "".join(_words(child, notes) for child in element)


def _notes(document: Any, body: Element) -> Notes:  # noqa: ANN401
    """Footnotes and endnotes by their marks in the text, with the numbers that are printed for them."""
    found: Notes = {}
    texts: dict[tuple[str, str | None], str] = {}
    for mark, (kind, name) in _NOTES.items():
        parts = [each.target_part for each in document.part.rels.values() if each.reltype == _RELATED + kind]
        for part in parts:
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            for note in root.iter(f"{_W}{name}"):
                lines = (_words(each, {}).strip() for each in _paragraphs(note))
                texts[mark, note.get(f"{_W}id")] = " ".join(filter(None, lines))
    for mark in body.iter(*_NOTES):
        key = mark.tag, mark.get(f"{_W}id")
        if texts.get(key):
            found.setdefault(key, (str(len(found) + 1).translate(_RAISED), texts[key]))
    return found
