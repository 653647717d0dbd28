import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st

from app.reading import files
from app.reading.formats import count_of, format_of
from app.reading.given import Choices, Given
from app.records import Read

CHOICES = Choices(1000, page_limit=5000, archive_limit=100_000_000)
GOOD = {
    "b.txt": b"B",
    "a/c.txt": b"C",
    "a/c.toml": b'outlet = "The Bee"',
    "a/many.jsonl": b'{"text": "One"}\n{"text": "Two"}\n',
    "picture.png": b"x",
    ".hidden/d.txt": b"D",
    "__MACOSX/b.txt": b"B",
    "a/.e.txt": b"E",
}
TOLD = [("a/c.txt", "C"), ("a/many.jsonl, line 1", "One"), ("a/many.jsonl, line 2", "Two"), ("b.txt", "B")]


def zipped(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def tarred(members: Mapping[str, bytes], *special: tarfile.TarInfo) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        for entry in special:
            archive.addfile(entry)
    return made.getvalue()


def reads(name: str, content: bytes, choices: Choices = CHOICES) -> list[Read]:
    given = Given("at", name, io.BytesIO(content))
    read = format_of(given)
    assert read
    return list(read(given, choices))


def told(found: list[Read]) -> list[tuple[str, str | None]]:
    """Where each was, and its text, or why not."""
    return [
        (read.place.removeprefix("at").removeprefix(": "), read.article.text if read.article else read.error)
        for read in found
    ]


ARCHIVES = {
    "a.zip": zipped(GOOD),
    "b.zip": zipped(GOOD, zipfile.ZIP_LZMA),
    "a.tar": tarred(GOOD),
    "a.tar.gz": gzip.compress(tarred(GOOD)),
    "a.TGZ": gzip.compress(tarred(GOOD)),
    "a.tar.bz2": bz2.compress(tarred(GOOD)),
    "a.txz": lzma.compress(tarred(GOOD)),
    "a": zipped(GOOD),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_members_are_read_by_name_as_a_folder_is(name: str) -> None:
    found = reads(name, ARCHIVES[name])
    assert told(found) == TOLD
    assert found[0].article
    assert found[0].article.facts.outlet == "The Bee"
    assert found[0].article.facts.file_name == "c.txt"


def test_a_folder_gives_what_its_archive_gives(tmp_path: Path) -> None:
    for name, content in GOOD.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "a.zip").write_bytes(ARCHIVES["a.zip"])
    folder, archive = (files.reads([tmp_path / name], CHOICES) for name in ("in", "a.zip"))
    # A folder's own files come before those in its folders.
    assert sorted(told(list(folder))) == sorted((f"{tmp_path}/in/{place}", text) for place, text in TOLD)
    assert sorted(told(list(archive))) == sorted((f"{tmp_path}/a.zip: {place}", text) for place, text in TOLD)
    (origin,) = files.origins([tmp_path / "a.zip"], CHOICES)
    assert origin.count() == 3


def test_archives_in_archives_are_read_two_deep() -> None:
    one = zipped({"a.txt": b"A"})
    two = gzip.compress(tarred({"one.zip": one, "b.txt": b"B"}))
    three = zipped({"two.tgz": two})
    assert told(reads("three.zip", three)) == [("two.tgz: b.txt", "B"), ("two.tgz: one.zip: a.txt", "A")]
    assert told(reads("four.zip", zipped({"three.zip": three}))) == [
        ("three.zip: two.tgz: b.txt", "B"),
        ("three.zip: two.tgz: one.zip", "lies in more than 2 archives"),
    ]


def test_single_files_can_be_packed() -> None:
    assert told(reads("a.txt.gz", gzip.compress(b"Words."))) == [("", "Words.")]
    assert told(reads("a.jsonl.gz", gzip.compress(GOOD["a/many.jsonl"]))) == [
        (", line 1", "One"),
        (", line 2", "Two"),
    ]


def test_nothing_is_followed_or_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    link, hard, pipe, device = (tarfile.TarInfo(f"{name}.txt") for name in ("link", "hard", "pipe", "device"))
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "../a.txt"
    pipe.type, device.type = tarfile.FIFOTYPE, tarfile.CHRTYPE
    raw = tarred(
        {"../../up.txt": b"Up", "/etc/root.txt": b"Root", "es\x1bc.txt": b"Esc"}, link, hard, pipe, device
    )
    assert told(reads("a.tar", raw)) == [
        ("../../up.txt", "Up"),
        ("/etc/root.txt", "Root"),
        ("device.txt", "is a device or a pipe, and in archives only files are read"),
        ("es\ufffdc.txt", "Esc"),
        ("hard.txt", "is a link, and in archives only files are read"),
        ("link.txt", "is a link, and in archives only files are read"),
        ("pipe.txt", "is a device or a pipe, and in archives only files are read"),
    ]
    entry = zipfile.ZipInfo("link.txt")
    entry.external_attr = 0o120777 << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("../up.txt", "Up")
    assert told(reads("a.zip", made.getvalue())) == [
        ("../up.txt", "Up"),
        ("link.txt", "is a link, and links in archives are not followed"),
    ]
    assert list(tmp_path.iterdir()) == []


def encrypted() -> bytes:
    raw = bytearray(zipped({"a.txt": b"A", "b.txt": b"B"}))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(mark) + offset] |= 1
    return bytes(raw)


def test_encrypted_members_are_refused_by_name() -> None:
    assert told(reads("a.zip", encrypted())) == [
        ("a.txt", "is encrypted: take the archive apart with its password, and read the files"),
        ("b.txt", "B"),
    ]


def overlapping(number: int) -> bytes:
    """A ZIP file whose many members are all the same packed bytes."""
    kernel = zipped({"0000.jsonl": b"x" * 10_000_000})
    local, central = (
        kernel[: kernel.index(b"PK\1\2")],
        kernel[kernel.index(b"PK\1\2") : kernel.index(b"PK\5\6")],
    )
    listed = central * number
    return (
        local + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, number, number, len(listed), len(local), 0)
    )


HUGE = b'{"text": "' + b"x" * 50_000_000 + b'"}'
BOMBS = {
    "ratio.zip": (zipped({"a.jsonl": HUGE, "b.txt": b"B"}), "unpacks to more than 200 times its size"),
    "ratio.jsonl.gz": (gzip.compress(HUGE), "unpacks to more than 200 times its size"),
    "ratio.tar.gz": (gzip.compress(tarred({"a.jsonl": HUGE})), "unpacks to more than 200 times its size"),
    "overlapping.zip": (overlapping(500), "comes to more than may be unpacked"),
    "nested.zip": (
        zipped({f"{n}.zip": zipped({f"{m}.txt": b"x" * 900 for m in range(50)}) for n in range(50)}),
        "comes to more than may be unpacked",
    ),
    "list.zip": (
        b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 9, 9, 0xFFFFFFF0, 0, 0),
        "lists more than 200,000 members",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end(name: str) -> None:
    content, said = BOMBS[name]
    limit = 1_000_000 if name == "nested.zip" else CHOICES.archive_limit
    try:
        found = reads(name, content, Choices(1000, 5000, archive_limit=limit))
    except OSError as error:
        assert said in str(error.strerror)
    else:
        errors = [read.error for read in found if read.error]
        assert any(said in error for error in errors), errors[-3:]
        assert count_of(name, io.BytesIO(content)) < 600


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.txz", "x.txt.gz"])
def test_what_is_cut_off_is_an_error(name: str) -> None:
    whole = gzip.compress(b"Words. " * 20) if name == "x.txt.gz" else ARCHIVES[name]
    for size in range(0, len(whole.rstrip(b"\0")), max(1, len(whole) // 60)):
        try:
            found = reads(name, whole[:size])
        except OSError:
            continue
        assert any(read.error for read in found), size


@settings(max_examples=150, deadline=20_000)
@tried(
    st.sampled_from(["a.zip", "a.tar", "a.tar.gz"]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
)
def test_no_change_of_bytes_raises(name: str, changes: list[tuple[float, int]]) -> None:
    raw = bytearray(ARCHIVES[name])
    for where, byte in changes:
        raw[int(where * len(raw))] = byte
    try:
        found = reads(name, bytes(raw))
    except OSError as error:
        assert error.strerror
    else:
        assert found
    assert count_of(name, io.BytesIO(bytes(raw))) >= 1
