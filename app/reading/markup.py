"""A page's markup as a tree, and the words that it prints as blocks: paragraphs, headings, captions."""

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from app.errors import BadInput

Element = Any
"""Of lxml, which ships no types."""

_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre
    section summary table tbody tfoot thead tr ul""".split()  # noqa: SIM905 - read as words
)
_NAMED = ("span", "small", "cite", "em", "i")
_SILENT = frozenset(
    """applet audio button canvas datalist embed frame head iframe img input label map math meter noframes
    noscript object option progress rp rt script select style svg template textarea title
    video""".split()  # noqa: SIM905
)
"""What is not printed, or is not words of the text."""
_BREAK = "\0"
"""Stands for a line break among pieces of text; no tree holds the character itself."""
_BEFORE = {"br": _BREAK, "q": "“", "td": " ", "th": " "}
_BREAKABLE = "\u00ad\u200b\u2060\ufeff"
"""Where a word may be broken, or may not: nothing is seen of it in a line."""
_PRINTED = {
    **dict.fromkeys([*range(0x20), 0x7F, 0xFFFE, 0xFFFF, *map(ord, _BREAKABLE)]),
    **dict.fromkeys(b"\t\n\r\x0c", " "),
    # Written as numbers, these stand for what windows-1252 has in their place, to every browser.
    **{number: bytes([number]).decode("cp1252", "ignore") for number in range(0x80, 0xA0)},
}
"""What characters come to on paper."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EMPTY = re.compile(r"\n{3,}")
_MOST_TAGS = 500_000
"""A tree takes a hundred times the room of the shortest tags that it is made of."""
_FATAL = 3
"""The level of what ends parsing, in libxml2."""
_LAID_OUT = etree.XPath("boolean(@role='presentation' or .//table or .//p or .//div or .//br or .//li)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in the tree: what follows an element's start, or its end."""

    element: Element
    is_tail: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand in lines of their own."""

    words: str
    """Spaces as printed: one between words, and a line's end where the page ends one."""
    element: Element
    """The innermost block that holds them."""
    pieces: tuple[Piece, ...]
    """Of all the element's words up to the next block."""


@dataclass(slots=True)
class _Gathering:
    blocks: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    inside: list[Element] = field(default_factory=list)
    """The blocks that are open, outermost first."""
    laid_out: list[bool] = field(default_factory=list)
    """Of every open table, whether it lays out a page, rather than showing figures."""

    def end(self, element: Element) -> None:
        """Close the block that was gathered, whose words stand in `element`."""
        lines = [" ".join(line.split()) for line in "".join(self.texts).split(_BREAK)]
        words = _EMPTY.sub("\n\n", "\n".join(lines)).strip()
        if words:
            self.blocks.append(Block(words, element, tuple(self.pieces)))
        self.texts.clear()
        self.pieces.clear()


def parsed(text: str) -> Element:
    """The tree of a page, whatever its mistakes. Raises BadInput where there is none."""
    if text.count("<") > _MOST_TAGS:
        raise BadInput(f"holds more than {_MOST_TAGS:,} tags, as no article does")
    # What is nested deeper than 256 elements is cut off by the parser itself: all that follows
    # may go as deep as the tree does.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise BadInput("is not HTML that can be read") from error
    if any("depth" in entry.message for entry in parser.error_log if entry.level >= _FATAL):
        raise BadInput("is nested too deep to be read")
    return root


def blocks(root: Element) -> list[Block]:
    """All that `root` prints, in order."""
    gathering = _Gathering()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            _leave(gathering, element)
            if element is not root:
                _add(gathering, element, element.tail, is_tail=True)
        elif _is_silent(element):
            walk.skip_subtree()
        else:
            _enter(gathering, element)
    gathering.end(root)
    return gathering.blocks


def _enter(gathering: _Gathering, element: Element) -> None:
    if element.tag == "table":
        gathering.laid_out.append(_LAID_OUT(element))
    if _is_block(gathering, element):
        gathering.end(gathering.inside[-1] if gathering.inside else element)
        gathering.inside.append(element)
    if element.tag == "br" and _is_at_break(gathering.texts):
        gathering.end(gathering.inside[-1] if gathering.inside else element)
    if element.tag in _BEFORE:
        gathering.texts.append(_BEFORE[element.tag])
    _add(gathering, element, element.text, is_tail=False)


def _leave(gathering: _Gathering, element: Element) -> None:
    if _is_silent(element):
        return
    if element.tag == "q":
        gathering.texts.append("”")
    if gathering.inside and gathering.inside[-1] is element:
        gathering.end(gathering.inside.pop())
    if element.tag == "table":
        gathering.laid_out.pop()


def _is_at_break(texts: list[str]) -> bool:
    """Whether the line that was begun last is still empty."""
    for text in reversed(texts):
        if text == _BREAK:
            return True
        if text.strip():
            return False
    return False


def _is_block(gathering: _Gathering, element: Element) -> bool:
    if element.tag in ("td", "th"):
        # The cells of a table of figures are read along the row; those of a layout one below another.
        return not gathering.laid_out or gathering.laid_out[-1]
    # Whose picture it is stands in a line of its own: only so is it told from the caption.
    return element.tag in _BLOCKS or (
        element.tag in _NAMED and "credit" in (element.get("class") or "").lower()
    )


def _is_silent(element: Element) -> bool:
    if element.tag in _SILENT or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and "display:none" in style.replace(" ", "").lower()


def _add(gathering: _Gathering, element: Element, text: str | None, *, is_tail: bool) -> None:
    if not text:
        return
    where = element.getparent() if is_tail else element
    if where.tag in ("pre", "xmp"):
        text = text.replace("\n", _BREAK)
    words = _BREAK.join(part.translate(_PRINTED) for part in text.split(_BREAK))
    if not is_tail and element.tag == "sup" and text.strip().isdigit():
        words = words.translate(_RAISED)
    gathering.texts.append(words)
    if words.strip():
        gathering.pieces.append(Piece(element, is_tail))
