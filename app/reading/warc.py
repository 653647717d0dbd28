"""Archives of the web (WARC), plain or packed: every page that was answered with, one at a time."""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import brotli
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from app.errors import BadInput
from app.reading.given import Choices, FormatOf, Given
from app.reading.records_of_web import MAGIC, Source
from app.reading.unpacking import BROKEN, damaged
from app.records import Read

_BROKEN = (*BROKEN, ArchiveLoadFailed, StatusAndHeadersParserException)
# What articles come as. Other text, such as scripts and answers to programs, is no article.
_READABLE = frozenset(
    {
        *("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
_BLOCK = 1 << 16
_MOST_PACKINGS = 3
Record = Any
"""Of warcio, which ships no types."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Page:
    """What was answered with, as it came over the line."""

    url: str
    captured: datetime | None
    kind: str
    """The content type, with its parameters."""
    raw: bytes
    chunked: bool
    packings: tuple[str, ...]
    is_cut: bool
    """Whether the archive says that it holds only the beginning."""


def reads(given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    """All pages that were answered with 200 and can be read. Raises OSError.

    Requests, redirects, pictures, scripts and what was found unchanged are passed over; memory is
    taken for one page at a time, whatever the size of the archive.
    """
    found = False
    for start, page in _pages(Source(given.stream), choices.page_limit):
        found = True
        if isinstance(page, _Page):
            yield from _articles(page, given, choices, format_of)
        else:
            yield Read(f"{given.place}, byte {start}", None, f"the record is broken: {page}")
    if not found:
        yield Read(given.place, None, "holds no page that was answered with and can be read")


def _pages(source: Source, limit: int) -> Iterator[tuple[int, _Page | str]]:
    """Where each record of a page begins, and the page, or what is wrong with the record."""
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    while True:
        start = source.tell()
        try:
            begun = source.begin()
            if begun is None:
                return
            start, line = begun
            page = _page(loader.parse_record_stream(source, line, known_format="warc"), limit)
        except _BROKEN as error:
            yield start, damaged(error).strerror or ""
            if not source.resume():
                return
        else:
            if page is not None:
                yield start, page


def _page(record: Record, limit: int) -> _Page | None:
    """The page in a record, which is read to its end; None for all that is no page."""
    stated = record.rec_headers.get_header
    if not (stated("Content-Length") or "").isdigit():
        raise ValueError("it does not say how long it is")
    page = None
    if (kind := _kind(record)) is not None:
        http = record.http_headers.get_header if record.http_headers else lambda _name: None
        packed = (http("content-encoding") or "").lower().replace(" ", "").split(",")
        page = _Page(
            stated("WARC-Target-URI"),
            _moment(stated("WARC-Date")),
            kind,
            record.raw_stream.read(limit + 1),
            (http("transfer-encoding") or "").lower() == "chunked",
            tuple(each for each in packed if each not in ("", "identity")),
            stated("WARC-Truncated") is not None,
        )
    while record.raw_stream.read(_BLOCK):
        pass
    if record.raw_stream.limit > 0:
        raise EOFError("it is cut off")
    return page


def _kind(record: Record) -> str | None:
    """The content type of what is a page that was answered with; None for all else."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url.startswith(("http://", "https://")) or urlsplit(url).path == "/robots.txt":
        return None
    if record.rec_type == "response" and record.http_headers:
        answered = record.http_headers.get_statuscode() == "200"
        kind = record.http_headers.get_header("content-type") if answered else None
    else:
        kind = record.content_type if record.rec_type == "resource" else None
    return kind if kind and _media_type(kind) in _READABLE else None


def _articles(page: _Page, given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    place = f"{given.place}: {page.url}"
    try:
        body = _body(page, choices.page_limit)
    except BadInput as error:
        yield Read(place, None, str(error), captured=page.captured)
        return
    charset = _CHARSET.search(page.kind)
    inner = replace(
        given,
        place=place,
        name=urlsplit(page.url).path.rpartition("/")[2],
        stream=io.BytesIO(body),
        url=page.url,
        media_type=_media_type(page.kind),
        charset=charset[1] if charset else None,
        captured=page.captured,
        beside=lambda _name: None,
        stated={**given.stated, "url": page.url},
    )
    read = format_of(inner)
    if read is not None:
        yield from read(inner, choices)


def _body(page: _Page, limit: int) -> bytes:
    """The page itself, out of what it was sent in. Raises BadInput."""
    if page.is_cut:
        raise BadInput("was cut off when it was archived")
    body = page.raw
    if page.chunked and len(body) <= limit:
        body = ChunkedDataReader(io.BytesIO(body)).read(limit + 1)
    for packing in reversed(page.packings[-_MOST_PACKINGS:]):
        if len(body) <= limit:
            body = _unpacked(body, packing, limit)
    if len(body) > limit:
        raise BadInput(f"is larger than the limit for a page, {limit:,} bytes")
    return body


def _unpacked(body: bytes, packing: str, limit: int) -> bytes:
    if packing == "br":
        return _out_of_brotli(body, limit)
    ways: tuple[int, ...] = (15, -15)
    if packing in ("gzip", "x-gzip"):
        # Some archives keep what was sent packed as it came out, and what was said of it as it was.
        ways = (31,) if body.startswith(MAGIC) else ()
    elif packing != "deflate":
        raise BadInput(f"is packed as {packing[:20]!r}, which cannot be read here")
    for way in ways:
        unpacker = zlib.decompressobj(way)
        try:
            out = unpacker.decompress(body, limit + 1)
        except zlib.error:
            continue
        if unpacker.eof or len(out) > limit:
            return out
    if ways == (31,):
        raise BadInput(f"is packed as {packing}, and damaged")
    return body


def _out_of_brotli(body: bytes, limit: int) -> bytes:
    unpacker = brotli.Decompressor()
    try:
        out = bytes(unpacker.process(body, output_buffer_limit=limit + 1))
        if unpacker.is_finished() or len(out) > limit:
            return out
    except brotli.error:
        pass
    try:
        # Nothing marks what is packed so; but text, which some archives keep as it came out, it hardly is.
        body.decode()
    except UnicodeDecodeError:
        raise BadInput("is packed as br, and damaged") from None
    return body


def _media_type(kind: str) -> str:
    return kind.partition(";")[0].strip().lower()


def _moment(stated: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stated or "")
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
