"""Which format's module reads what: by media type where a server said one, else by the file name's end.

Formats that hold others (archives, rows with pages in them) are handed `format_of` and know none by name.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePath
from typing import BinaryIO

from app.reading import gzips, html, json_list, jsonl, markdown, pdf, tables, tars, text, warc, word, zips
from app.reading.given import Choices, Format, FormatOf, Given
from app.records import Read


def ending(name: str) -> str:
    """The end of a file name that tells its format, in lower case: two of them where only both tell."""
    path = PurePath(name.lower())
    both = "".join(path.suffixes[-2:])
    return both if both in FORMATS else path.suffix


def format_of(given: Given) -> Format | None:
    """What reads `given`; None where nothing here does."""
    by_type, by_name = MEDIA_TYPES.get(given.media_type or ""), ending(given.name)
    if given.media_type in _MISUSED and (found := _by_first_bytes(given)):
        return FORMATS[found]
    # Servers call much "plain text" or "ZIP" that the name tells better.
    if by_type and not (given.media_type in _BROAD and by_name in FORMATS):
        return FORMATS[by_type]
    return FORMATS.get(by_name) or FORMATS.get(_by_first_bytes(given))


def to_do(name: str) -> str:
    """What helps with a file of an unknown kind."""
    if ending(name) in _SAVED_ELSEWHERE:
        return "open it where it was written, and save it as DOCX or plain text"
    return f"known are {KNOWN}"


def count_of(name: str, stream: BinaryIO) -> int:
    """How many articles to expect in a file of that name: one, unless its format can tell cheaply."""
    count = _COUNTS.get(ending(name))
    return count(stream) if count else 1


def _by_first_bytes(given: Given) -> str:
    """What bytes without a name that tells begin with; nothing where they cannot be read twice."""
    if not given.stream.seekable():
        return ""
    start = given.stream.tell()
    first = given.stream.read(_FIRST)
    given.stream.seek(start)
    if _PAGE.match(first):
        return ".html"
    return next((kind for mark, kind in _FIRST_BYTES.items() if first.startswith(mark)), "")


def _holding(reads: Callable[[Given, Choices, FormatOf], Iterator[Read]]) -> Format:
    """The format that opens what it holds through this registry."""

    def opened(given: Given, choices: Choices) -> Iterator[Read]:
        return reads(given, choices, format_of)

    return opened


_ARTICLES: Mapping[str, Format] = {
    ".txt": text.reads,
    **dict.fromkeys((".md", ".markdown"), markdown.reads),
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.reads),
    ".docx": word.reads,
    ".pdf": pdf.reads,
    ".jsonl": _holding(jsonl.reads),
    ".ndjson": _holding(jsonl.reads),
    ".json": _holding(json_list.reads),
    ".csv": _holding(tables.reads),
    ".tsv": _holding(tables.reads),
}
_ARCHIVES: Mapping[str, Format] = {
    ".zip": _holding(zips.reads),
    ".warc": _holding(warc.reads),
    ".warc.gz": _holding(warc.reads),
    **dict.fromkeys(
        (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"), _holding(tars.reads)
    ),
}
FORMATS: Mapping[str, Format] = {
    **_ARTICLES,
    **_ARCHIVES,
    **dict.fromkeys((known + gzips.ENDING for known in _ARTICLES), _holding(gzips.reads)),
}
"""What can be read, by a file name's end in lower case."""
KNOWN = ", ".join((*_ARTICLES, *_ARCHIVES)) + "; all but archives also packed as .gz"
"""The same for people."""
MEDIA_TYPES: Mapping[str, str] = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/json": ".json",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/x-tar": ".tar",
    "application/warc": ".warc",
}
"""The same by media type: the file name's end that goes with it."""
_BROAD = frozenset({"text/plain", "application/zip", "application/x-zip-compressed"})
_MISUSED = frozenset({"text/plain", "text/html", "application/xhtml+xml"})
"""What servers say that know no better: what bytes begin with tells more."""
_FIRST = 1000
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
"""The beginning of a page, whatever it is called."""
_FIRST_BYTES: Mapping[bytes, str] = {b"%PDF-": ".pdf", b"PK\3\4": ".zip", b"WARC/": ".warc"}
_SAVED_ELSEWHERE = frozenset({".doc", ".odt", ".rtf", ".pages", ".wpd", ".docm", ".dotx", ".epub"})
_COUNTS: Mapping[str, Callable[[BinaryIO], int]] = {
    ".jsonl": jsonl.count,
    ".ndjson": jsonl.count,
    ".csv": tables.count,
    ".tsv": tables.count,
    ".zip": partial(zips.count, format_of=format_of),
}
