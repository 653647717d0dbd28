"""ZIP archives: their members' articles, unpacked one after another and never onto a disk."""

import stat
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from app.errors import BadInput
from app.reading import members
from app.reading.given import Choices, FormatOf, Given, Ration
from app.reading.members import MOST, Member
from app.reading.unpacking import BROKEN, damaged, seekable, unpacked
from app.records import Read

_TAIL = 22 + (1 << 16)
"""Bytes at the end in which a ZIP file says where its list of members is."""
_ENTRY = 46
"""Bytes that each member takes in that list, its name not counted."""


def reads(given: Given, choices: Choices, format_of: FormatOf) -> Iterator[Read]:
    """All articles in a ZIP archive, by its members' names. Raises OSError."""
    allowed = members.ration(given, choices)
    try:
        stream = seekable(given.stream)
        check(stream)
        with zipfile.ZipFile(stream) as archive:
            listed = [_member(archive, entry) for entry in archive.infolist() if not entry.is_dir()]
            yield from members.reads(listed, given, choices, format_of, allowed)
    except BadInput as error:
        yield Read(given.place, None, str(error))
    except BROKEN as error:
        yield Read(given.place, None, f"is no ZIP archive that can be read: {damaged(error).strerror}")


def count(stream: BinaryIO, format_of: FormatOf) -> int:
    """How many members are of a known kind."""
    try:
        check(stream)
        with zipfile.ZipFile(stream) as archive:
            listed = [_member(archive, entry) for entry in archive.infolist() if not entry.is_dir()]
            return len(members.wanted(listed, format_of)) or 1
    except (*BROKEN, BadInput):
        return 1


def check(stream: BinaryIO) -> None:
    """Raises BadInput where the list of members alone, which is held whole, would be too long."""
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    end = tail.rfind(b"PK\5\6")
    if end < 0 or end + 22 > len(tail):
        raise BadInput("is no ZIP archive, or only the beginning of one")
    (length,) = struct.unpack_from("<L", tail, end + 12)
    if length == 0xFFFFFFFF and (large := tail.rfind(b"PK\6\6", 0, end)) >= 0 and large + 56 <= len(tail):
        (length,) = struct.unpack_from("<Q", tail, large + 40)
    if length > MOST * _ENTRY * 4:
        raise BadInput(f"lists more than {MOST:,} members")


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Member:
    return Member(members.named(entry.filename), partial(_open, archive, entry), _why_not(entry))


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: Ration) -> BinaryIO:
    try:
        return unpacked(archive.open(entry), allowed, lambda: entry.compress_size)
    except BROKEN as error:
        raise damaged(error) from error


def _why_not(entry: zipfile.ZipInfo) -> str | None:
    if entry.flag_bits & 1:
        return "is encrypted: take the archive apart with its password, and read the files"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link, and links in archives are not followed"
    return None
