"""Web pages: one article a page, without what stands around it."""

import re
from collections.abc import Iterator, Mapping

from app.errors import BadInput
from app.reading import choosing, linked_data, page_facts, sidecars
from app.reading.decoding import decoded, storable
from app.reading.facts import facts
from app.reading.given import Choices, Given, whole
from app.reading.markup import Block, Element, blocks, parsed
from app.records import Article, Read

_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w:.-]+)",
    re.I,
)
_HEAD = 4096
"""Bytes at a page's beginning in which it may say how it is encoded."""
_FEWEST = 20
"""Words an article has at least: what is shorter is a page's frame without its text."""
_MOST = 20_000
"""Blocks of one page; more are no article, and take long to choose from."""
_SHARE = 4
"""How many times as long as an article all words of its page may be."""
_NOT_FREE = "the page says that it is not free to read: its text may be a beginning only"


def reads(given: Given, choices: Choices) -> Iterator[Read]:
    """The one article that a page holds, or why not. Raises OSError."""
    try:
        raw = whole(given, choices.page_limit)
        text, note = decoded(raw, given.charset, _declared(raw))
        article, notes = _article(text, given, choices)
    except BadInput as error:
        yield Read(given.place, None, str(error))
        return
    yield Read(given.place, article, notes=((note,) if note else ()) + notes, captured=given.captured)


def _declared(raw: bytes) -> str | None:
    found = _META.search(raw[:_HEAD])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _article(page: str, given: Given, choices: Choices) -> tuple[Article, tuple[str, ...]]:
    root = parsed(page)
    stated, notes = page_facts.stated(root, given.url)
    data = linked_data.article(root)
    text = _text(root, data, stated.get("title"), choices.limit)
    if len(text.encode()) > choices.limit:
        raise BadInput(f"holds a text larger than the limit for an article, {choices.limit:,} bytes")
    if data.get("isAccessibleForFree") in (False, "False", "false"):
        notes = (*notes, _NOT_FREE)
    known = {**given.stated, **stated, **sidecars.stated(given, choices.limit)}
    return Article(storable(text), facts(known, given.file_name)), notes


def _text(root: Element, data: Mapping[str, object], title: object, limit: int) -> str:
    """The article's blocks, each a paragraph; from JSON-LD where the page prints (next to) none of them."""
    found = blocks(root)
    if len(found) > _MOST:
        raise BadInput(f"has more than {_MOST:,} paragraphs")
    if sum(len(block.words) for block in found) > _SHARE * limit:
        raise BadInput(f"holds a text larger than the limit for an article, {limit:,} bytes")
    kept = _printed(choosing.article(found, root), title)
    said = linked_data.words(data.get("articleBody"))
    if len(kept.split()) < _FEWEST and said:
        kept = _printed(_blocks_of(said), title)
    count = len(kept.split())
    if count < _FEWEST:
        raise BadInput(
            f"holds too little text for an article ({count} words): its words may be filled in by a script,"
            " or be for subscribers"
        )
    return kept


def _blocks_of(said: str) -> list[Block]:
    if re.search(r"<(p|br|div)\b", said, re.IGNORECASE):
        return blocks(parsed(said))
    return [Block(" ".join(line.split()), None, ()) for line in said.splitlines() if line.strip()]


def _printed(kept: list[Block], title: object) -> str:
    """The blocks below one another, without the title, which is a fact about the text."""
    words = [block.words for block in kept]
    named = str(title or "").casefold()
    if named and words and any(" ".join(one.split()).casefold() == named for one in words[:5]):
        at = next(n for n, one in enumerate(words) if " ".join(one.split()).casefold() == named)
        del words[at]
    return "\n\n".join(words)
