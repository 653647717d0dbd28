"""Documents made to harm whoever reads them, each read in a process of its own, and what that took.

Run as a program, it prints a line of JSON for each: its name, what was said of it, seconds of the
processor's time, and the bytes that memory grew by at the most.
"""

# ruff: noqa: E501 - samples stand as they would be sent

import bz2
import gzip
import io
import json
import lzma
import os
import resource
import struct
import sys
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli

from app.errors import AppError
from app.reading import feeds, sitemaps
from app.reading.formats import FORMATS, ending
from app.reading.given import Choices, Given
from app.reading.network import asking, robots

CHOICES = Choices(2_000_000)
SECONDS, MEMORY = 60, 4_000_000_000
"""What one may take before it is ended from outside; far more than any does."""
_WORDS = b"The toll will rise by twelve per cent, the harbour master said. "
_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def _tarred(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


def _gigabytes(number: int) -> bytes:
    """Many files of zeros packed by gzip, one behind another."""
    return gzip.compress(b"\0" * 10_000_000) * (100 * number)


def _nested(depth: int) -> bytes:
    inner = _zipped({"a.txt": _WORDS * 1000})
    for _ in range(depth):
        inner = _zipped({f"{n}.zip": inner for n in range(9)}, zipfile.ZIP_STORED)
    return inner


def _wide_dictionary() -> bytes:
    """XZ that asks for a dictionary of a gigabyte and a half for a few words."""
    raw = bytearray(lzma.compress(_tarred("a.txt", _WORDS), filters=[{"id": lzma.FILTER_LZMA2, "preset": 0}]))
    # The packer would take as much itself: the size is written in afterwards, with its checksum.
    start, size = 12, (raw[12] + 1) * 4
    at = raw.index(b"\x21\x01", start) + 2
    raw[at] = 37
    raw[start + size - 4 : start + size] = struct.pack("<L", zlib.crc32(raw[start : start + size - 4]))
    return bytes(raw)


def _document(body: bytes, **parts: bytes) -> bytes:
    kinds = b"application/vnd.openxmlformats-officedocument.wordprocessingml"
    related = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = b"http://schemas.openxmlformats.org/package/2006"
    main = "word/document.xml" if "main" not in parts else parts.pop("main").decode()
    types = (
        b'<Types xmlns="%b/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        b'package.relationships+xml"/><Override PartName="/%b" ContentType="%b.document.main+xml"/><Override '
        b'PartName="/word/styles.xml" ContentType="%b.styles+xml"/></Types>'
    ) % (packed, main.encode(), kinds, kinds)
    leads = b'<Relationships xmlns="%b/relationships"><Relationship Id="r1" Type="%b/%b" Target="%b"/></Relationships>'
    rels = f"word/_rels/{main.rpartition('/')[2]}.rels"
    return _zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": leads % (packed, related, b"officeDocument", main.encode()),
            main: b'<?xml version="1.0"?>' + body,
            rels: leads % (packed, related, b"styles", b"styles.xml"),
            "word/styles.xml": parts.get("styles", b"<w:styles %b/>" % _W),
        }
    )


def _styled(number: int) -> bytes:
    """As many paragraphs as styles, each in a style of its own."""
    styles = b"".join(
        b'<w:style w:type="paragraph" w:styleId="s%d"><w:name w:val="n%d"/></w:style>' % (n, n)
        for n in range(number)
    )
    lines = b"".join(
        b'<w:p><w:pPr><w:pStyle w:val="s%d"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>' % n for n in range(number)
    )
    return _document(
        b"<w:document %b><w:body>%b</w:body></w:document>" % (_W, lines),
        styles=b"<w:styles %b>%b</w:styles>" % (_W, styles),
    )


def _laughs(root: bytes) -> bytes:
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%b">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    return b'<?xml version="1.0"?><!DOCTYPE x [%b]><%b>&a11;</%b>' % (entities, root, root)


def _sent_packed(body: bytes, packing: bytes) -> bytes:
    said = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %b\r\n\r\n%b" % (packing, body)
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http; "
        b"msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(said), said)
    )


_ITEM = b'<rss version="2.0"><channel><item><link>https://a.example/1</link>%b</item></channel></rss>'
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "zeros.txt.gz": (lambda: _gigabytes(8), "larger than the limit"),
    "zeros.jsonl.gz": (lambda: _gigabytes(8), "200 times"),
    "zeros.tgz": (lambda: _gigabytes(8), "200 times"),
    "zeros.tar.bz2": (lambda: bz2.compress(b"\0" * 50_000_000) * 40, "200 times"),
    "zeros.txz": (lambda: lzma.compress(b"\0" * 50_000_000) * 40, "200 times"),
    "dictionary.txz": (_wide_dictionary, "64 characters"),
    "zeros.zip": (
        lambda: _zipped({"a.txt": b"\0" * 50_000_000, "b.html": b"\0" * 50_000_000}),
        "larger than",
    ),
    "lzma.zip": (lambda: _zipped({"a.jsonl": b"\0" * 50_000_000}, zipfile.ZIP_LZMA), "200 times"),
    "nested.zip": (lambda: _nested(4), "lies in more than 2 archives"),
    "brotli.warc": (
        lambda: _sent_packed(brotli.compress(b"<p>" * 200_000_000, quality=1), b"br"),
        "larger than",
    ),
    "markup.docx": (
        lambda: _document(b"<w:document %b><w:body>%b" % (_W, b"<w:p/>" * 15_000_000)),
        "unpacks to more",
    ),
    "named-otherwise.docx": (
        lambda: _document(
            b"<w:document %b><w:body>%b</w:body></w:document>" % (_W, b"<w:p/>" * 15_000_000),
            main=b"word/a.png",
        ),
        "unpacks to more",
    ),
    "paragraphs.docx": (
        lambda: _document(b"<w:document %b><w:body>%b</w:body></w:document>" % (_W, b"<w:p/>" * 3_000_000)),
        "1,000,000 tags",
    ),
    "styles.docx": (lambda: _styled(40_000), "characters"),
    "elements.html": (lambda: b"<i>" * 6_000_000, "500,000 tags"),
    "laughs.feed": (lambda: _laughs(b"rss"), "entities"),
    "laughs.map": (lambda: _laughs(b"urlset"), "entities"),
    "file.feed": (
        lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
        "entities",
    ),
    "stars.robots": (lambda: b"User-agent: *\nDisallow: /" + b"*a" * 40 + b"b$\n", "allows"),
    "rules.robots": (lambda: b"User-agent: *\n" + b"Disallow: /*a*b\n" * 100_000, "allows"),
}
"""By name, which ends in what reads it: how it is made, and what has to be said of it."""


def read(name: str, raw: bytes) -> str:
    """What is said of a bomb."""
    kind = ending(name)
    if kind == ".feed":
        return f"{len(feeds.leads(raw, 'https://a.example/'))} leads"
    if kind == ".map":
        return f"{len(sitemaps.read(sitemaps.unpacked(raw, CHOICES.page_limit)).pages)} pages"
    if kind == ".robots":
        robots.stated(raw, asking.NAME).check("https://a.example/" + "a" * 1900)
        return "allows"
    given = Given("at", name, io.BytesIO(raw))
    told = [
        read.error or f"{len(read.article.text):,} characters"
        for read in FORMATS[kind](given, CHOICES)
        if read.article or read.error
    ]
    return "; ".join(dict.fromkeys(told[-3:]))


def _measured(name: str, raw: bytes) -> dict[str, object]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    try:
        said = read(name, raw)
    except OSError as error:
        said = error.strerror or repr(error)
    except AppError as error:
        said = str(error)
    except BaseException as error:  # noqa: BLE001 - told, as all that happens here
        said = f"BROKEN: {error!r:.200}"
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    apart = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - began + apart.ru_utime + apart.ru_stime
    return {
        "name": name,
        "said": said[:300],
        "seconds": round(seconds, 2),
        "grown": 1024 * max(grown, apart.ru_maxrss),
    }


def _apart(name: str, raw: bytes) -> str:
    """What `_measured` tells, from a process that is ended where it takes too much."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        with suppress(BaseException):
            os.write(theirs, json.dumps(_measured(name, raw)).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as told:
        line = told.read()
    os.waitpid(child, 0)
    return line or json.dumps(
        {"name": name, "said": "BROKEN: was ended", "seconds": SECONDS, "grown": MEMORY}
    )


def main(names: list[str]) -> None:
    """Read all bombs, or those named."""
    for name in names or BOMBS:
        sys.stdout.write(_apart(name, BOMBS[name][0]()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
