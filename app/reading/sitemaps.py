"""Sitemaps, and indexes of them, to leads."""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from app.errors import BadInput
from app.reading.leads import Lead, checked, day, refuse_entities

MOST = 50_000
"""What the protocol allows in one file."""
_MOST_TAGS = 3_000_000
"""A tree takes a hundred times the room of the shortest tags that it is made of."""
_GZIP = b"\x1f\x8b"
_NEWS = {"name": "outlet", "publication_date": "published", "title": "title", "language": "language"}


@dataclass(frozen=True, slots=True)
class Map:
    """What one sitemap names: pages, or other sitemaps."""

    pages: tuple[Lead, ...]
    maps: tuple[str, ...]


def unpacked(body: bytes, limit: int) -> bytes:
    """What lies in a gzip file, or `body` itself where it is none. Raises BadInput."""
    if not body.startswith(_GZIP):
        return body
    try:
        plain = zlib.decompressobj(wbits=31).decompress(body, limit + 1)
    except zlib.error as error:
        raise BadInput("is a gzip file that cannot be unpacked") from error
    if len(plain) > limit:
        raise BadInput(f"is larger than the limit for one address, {limit:,} bytes, once unpacked")
    return plain


def read(body: bytes) -> Map:
    """The pages and maps in order; a file that breaks off gives what came before. Raises BadInput."""
    refuse_entities(body)
    if body.count(b"<") > _MOST_TAGS:
        raise BadInput(f"holds more than {_MOST_TAGS:,} tags, as no sitemap does")
    pages: list[Lead] = []
    maps: list[str] = []
    parser = etree.iterparse(
        BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in parser:
            kind = _name(element)
            if kind == "url" and (lead := _page(element)):
                pages.append(lead)
            elif kind == "sitemap" and (address := _texts(element).get("loc")):
                maps.append(address)
            if kind in ("url", "sitemap"):
                element.clear()
            if len(pages) + len(maps) >= MOST:
                break
    except etree.XMLSyntaxError as error:
        if not pages and not maps:
            raise BadInput(f"is a sitemap that cannot be read ({error.msg})") from error
    return Map(tuple(pages), tuple(maps))


def _page(element: etree._Element) -> Lead | None:
    texts = _texts(element)
    if not texts.get("loc"):
        return None
    news = next((child for child in element if _name(child) == "news"), None)
    told = _texts(news) if news is not None else {}
    stated: dict[str, object] = {fact: told.get(tag) for tag, fact in _NEWS.items()}
    stated["published"] = day(stated["published"])
    return Lead(texts["loc"], checked(stated), key=texts["loc"], updated=texts.get("lastmod"))


def _texts(element: etree._Element) -> dict[str, str]:
    """The texts below an element by their tags' local names, each tag's first."""
    found: dict[str, str] = {}
    for child in element.iterdescendants():
        words = " ".join((child.text or "").split())
        if words and isinstance(child.tag, str):
            found.setdefault(_name(child), words)
    return found


def _name(element: etree._Element) -> str:
    # A prefix that nothing declares stays before the name.
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""
