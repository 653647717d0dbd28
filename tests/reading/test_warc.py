import gzip
import io
import zlib
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from app.reading.formats import format_of
from app.reading.given import Choices, Given
from app.records import Read

CHOICES = Choices(1000, page_limit=5000)
MOMENT = "2021-05-04T10:00:00Z"
TEXT = (("Content-Type", "text/plain; charset=UTF-8"),)


class Archive:
    """An archive of the web, made by warcio."""

    def __init__(self, packed: bool = False) -> None:
        self.made = io.BytesIO()
        self.writer = WARCWriter(self.made, gzip=packed)
        # The same bytes each time.
        self.writer._make_warc_id = lambda: "<urn:uuid:00000000-0000-4000-8000-000000000000>"
        self.writer.curr_warc_date = lambda: MOMENT

    def add(
        self,
        path: str,
        body: bytes,
        headers=TEXT,
        status: str = "200 OK",
        kind: str = "response",
        **said: str,
    ) -> "Archive":
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind != "resource" else None
        record = self.writer.create_warc_record(
            f"https://bee.example{path}",
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_content_type=said.pop("type", None) or "application/http; msgtype=response",
            warc_headers_dict={
                "WARC-Date": MOMENT,
                **{name.replace("_", "-"): value for name, value in said.items()},
            },
        )
        self.writer.write_record(record)
        return self

    @property
    def raw(self) -> bytes:
        return self.made.getvalue()


def reads(raw: bytes, name: str = "a.warc") -> list[Read]:
    given = Given("at", name, io.BytesIO(raw))
    read = format_of(given)
    assert read
    return list(read(given, CHOICES))


def told(found: list[Read]) -> list[tuple[str, str | None]]:
    """Where each was, and its text, or why not."""
    places = (read.place.removeprefix("at").removeprefix(": https://bee.example") for read in found)
    return [
        (place, read.article.text if read.article else read.error)
        for place, read in zip(places, found, strict=True)
    ]


def collection(packed: bool = False) -> Archive:
    chunked = b"3\r\nWor\r\n4\r\nds.\n\r\n0\r\n\r\n"
    archive = Archive(packed)
    archive.writer.write_record(archive.writer.create_warcinfo_record("a.warc", {"software": "test"}))
    archive.add("/a", b"A").add("/asked", b"", kind="request", status="GET / HTTP/1.1")
    archive.add("/gone", b"Gone", status="404 Not Found").add("/moved", b"", status="301 Moved")
    archive.add("/robots.txt", b"User-agent: *").add("/p.png", b"x", [("Content-Type", "image/png")])
    archive.add("/script", b"x", [("Content-Type", "application/json")]).add("/untyped", b"x", [])
    archive.add("/same", b"", kind="revisit")
    archive.add("/chunks", chunked, [*TEXT, ("Transfer-Encoding", "chunked")])
    archive.add("/gzip", gzip.compress(b"Gzip"), [*TEXT, ("Content-Encoding", "gzip")])
    archive.add("/unpacked", b"Was gzip", [*TEXT, ("Content-Encoding", "gzip")])
    archive.add("/deflate", zlib.compress(b"Deflate")[2:-4], [*TEXT, ("Content-Encoding", "deflate")])
    archive.add("/brotli", brotli.compress("Brotli é".encode()), [*TEXT, ("Content-Encoding", "br")])
    archive.add("/resource", b"R", kind="resource", type="text/plain")
    return archive.add("/z", b"Z")


TOLD = [
    ("/a", "A"),
    ("/chunks", "Words.\n"),
    ("/gzip", "Gzip"),
    ("/unpacked", "Was gzip"),
    ("/deflate", "Deflate"),
    ("/brotli", "Brotli é"),
    ("/resource", "R"),
    ("/z", "Z"),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "whole.warc.gz"])
def test_pages_that_were_answered_with_are_read_and_all_else_is_passed_over(name: str) -> None:
    raw = collection(packed=name == "a.warc.gz").raw
    found = reads(gzip.compress(raw) if name == "whole.warc.gz" else raw, name)
    assert told(found) == TOLD
    assert {read.captured for read in found} == {datetime(2021, 5, 4, 10, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("body", "headers", "said", "why"),
    [
        (b"x" * 6000, TEXT, {}, "larger than the limit for a page"),
        (b"x" * 2000, TEXT, {}, "larger than the limit for an article"),
        (
            gzip.compress(b"x" * 10**7),
            [*TEXT, ("Content-Encoding", "gzip")],
            {},
            "larger than the limit for a page",
        ),
        (
            gzip.compress(b"Words")[:-9],
            [*TEXT, ("Content-Encoding", "gzip")],
            {},
            "packed as gzip, and damaged",
        ),
        (
            brotli.compress(bytes(10**7)),
            [*TEXT, ("Content-Encoding", "br")],
            {},
            "larger than the limit for a page",
        ),
        (
            brotli.compress("Ein Wört".encode() * 99)[:-5],
            [*TEXT, ("Content-Encoding", "br")],
            {},
            "packed as br, and damaged",
        ),
        (b"x", [*TEXT, ("Content-Encoding", "zstd")], {}, "packed as 'zstd'"),
        (b"x", TEXT, {"WARC_Truncated": "length"}, "was cut off when it was archived"),
        (b"", TEXT, {}, "is empty"),
    ],
    # Packed bytes differ from one process to the next, and tests of all have to be called the same.
    ids=lambda part: "" if isinstance(part, bytes) else None,
)
def test_a_page_that_cannot_be_read_says_why(body: bytes, headers, said: dict[str, str], why: str) -> None:
    bad, good = reads(Archive().add("/bad", body, headers, **said).add("/good", b"Good").raw)
    assert bad.place == "at: https://bee.example/bad"
    assert bad.error
    assert why in bad.error
    assert good.article


def test_after_a_broken_record_the_rest_is_read() -> None:
    one, two = Archive().add("/one", b"One").raw, Archive().add("/two", b"Two").raw
    for broken in (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: none\r\n\r\n\r\n\r\n",
        b"garbage\r\n" * 3,
        b"WARC/9.9\r\n\r\n",
        b"WARC/1.0\r\n" + b"A: bbbbbbbb\r\n" * 90_000,
        b"WARC/1.0\r\nA: " + b"b" * 3_000_000 + b"\r\n",
    ):
        found = reads(one + broken + two)
        assert told(found)[0] == ("/one", "One")
        assert found[-1].article
        assert found[1].place == f"at, byte {len(one)}"
        assert found[1].error
        assert found[1].error.startswith("the record is broken")


def test_after_a_damaged_packed_record_the_rest_is_read() -> None:
    one, two, three = (
        Archive(packed=True).add(f"/{name}", name.encode()).raw for name in ("one", "two", "three")
    )
    flipped = [two[:at] + bytes([two[at] ^ 0xFF]) + two[at + 1 :] for at in range(10, len(two), 9)]
    for broken in (*flipped, two[:-20], b"garbage"):
        found = reads(one + broken + three, "a.warc.gz")
        assert told(found)[0] == ("/one", "one")
        assert told(found)[-1] == ("/three", "three")
        assert len(found) <= 4
        assert found[1].error


def test_what_is_cut_off_says_so() -> None:
    for packed in (False, True):
        raw = collection(packed).raw
        for size in range(len(raw) - 5, 40, -211):
            found = reads(raw[:size], "a.warc.gz" if packed else "a.warc")
            assert found
            assert [line for line in told(found) if line[1] and "broken" not in line[1]] == TOLD[
                : len(found) - 1
            ] or (told(found) == TOLD[: len(found)])
            assert all("byte" in read.place for read in found if read.error and "no page" not in read.error)


def test_what_is_no_archive_says_so() -> None:
    assert told(reads(b"")) == [("", "holds no page that was answered with and can be read")]
    (read,) = reads(b"no archive at all")
    assert read.error


@settings(max_examples=150, deadline=20_000)
@tried(
    st.booleans(), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=3)), max_size=6)
)
def test_no_change_of_bytes_raises(packed: bool, changes: list[tuple[float, bytes]]) -> None:
    raw = bytearray(collection(packed).raw)
    for where, new in changes:
        at = int(where * len(raw))
        raw[at : at + 2] = new
    assert reads(bytes(raw), "a.warc.gz" if packed else "a.warc")
