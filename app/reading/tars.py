"""TAR archives, plain or packed by gzip, bzip2 or xz: their members' articles, never written onto a disk."""

import bz2
import errno
import gzip
import lzma
import tarfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO, cast

from app.reading import members
from app.reading.given import Choices, FormatOf, Given, Ration
from app.reading.members import MOST, Member
from app.reading.unpacking import BROKEN, Counted, Readable, damaged, seekable, unpacked
from app.records import Read

_LONGEST_READ = 1 << 26
"""Bytes taken at once; only a member's header that is made to harm asks for more."""
_PACKERS: Mapping[bytes, Callable[[Any], Readable]] = {
    b"\x1f\x8b": lambda packed: gzip.GzipFile(fileobj=packed, mode="rb"),
    b"BZ": bz2.BZ2File,
    b"\xfd7": lzma.LZMAFile,
}


def reads(given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    """All articles in a TAR archive, by its members' names. Raises OSError."""
    allowed = members.ration(given, choices)
    listed: list[Member] = []
    try:
        with tarfile.open(
            fileobj=cast(BinaryIO, _Short(_whole(given.stream, allowed))), mode="r:"
        ) as archive:
            wrong = _list(archive, listed)
            yield from members.reads(listed, given, choices, format_of, allowed)
            if wrong:
                yield Read(given.place, None, wrong)
    except BROKEN as error:
        yield Read(given.place, None, f"is no TAR archive that can be read: {damaged(error).strerror}")


def _whole(stream: BinaryIO, allowed: Ration) -> BinaryIO:
    """The archive unpacked: members are read by name, and a packed stream only in its own order."""
    stream = seekable(stream)
    first = stream.read(2)
    stream.seek(0)
    packer = _PACKERS.get(first)
    if packer is None:
        return stream
    counted = Counted(stream)
    # Against what is left, but not off it: members come out of these bytes, and are counted then.
    return seekable(unpacked(packer(counted), Ration(allowed.left), lambda: counted.count))


def _list(archive: tarfile.TarFile, listed: list[Member]) -> str | None:
    """Adds all members, and says what ended the list too early."""
    try:
        while (entry := archive.next()) is not None:
            if len(listed) >= MOST:
                return f"holds more than {MOST:,} members; the rest of it is not read"
            if not entry.isdir():
                listed.append(
                    Member(members.named(entry.name), partial(_open, archive, entry), _why_not(entry))
                )
        return _end(archive)
    except BROKEN as error:
        return f"cannot be read to its end: {damaged(error).strerror}"


def _end(archive: tarfile.TarFile) -> str | None:
    """What is wrong with the block after the last member, which should hold nothing but zeros."""
    stream = archive.fileobj
    assert stream is not None
    stream.seek(archive.offset)
    block = stream.read(tarfile.BLOCKSIZE)
    if not block:
        return "ends without the mark that ends an archive: members may be missing"
    return (
        f"is damaged from byte {archive.offset:,} on; the rest of it is not read"
        if block.strip(b"\0")
        else None
    )


def _open(archive: tarfile.TarFile, entry: tarfile.TarInfo, allowed: Ration) -> BinaryIO:
    try:
        stream = archive.extractfile(entry)
    except BROKEN as error:
        raise damaged(error) from error
    if stream is None:
        raise OSError(errno.EIO, "it is no file")
    # Nothing is unpacked here any more: what was, is in the archive's own ratio.
    return unpacked(stream, allowed, lambda: entry.size)


def _why_not(entry: tarfile.TarInfo) -> str | None:
    if entry.isfile():
        return None
    kind = "a link" if entry.issym() or entry.islnk() else "a device or a pipe"
    return f"is {kind}, and in archives only files are read"


class _Short:
    """A stream for the tarfile module, which takes a header's word for how much to hold at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self.seek, self.tell, self._read = stream.seek, stream.tell, stream.read

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _LONGEST_READ:
            raise tarfile.ReadError("a header is too long")
        return self._read(size)
