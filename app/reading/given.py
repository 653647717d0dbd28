"""Bytes under a name: what every format reads, whether it lay in a folder, in an archive or on the web."""

import errno
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from app.errors import BadInput
from app.reading import columns
from app.reading.names import shown
from app.records import Read


@dataclass(slots=True)
class Ration:
    """Bytes that an archive, with all archives in it, may still come to once unpacked: counted down."""

    left: int

    def take(self, size: int) -> None:
        """Raises OSError where that many are no longer left."""
        self.left -= size
        if self.left < 0:
            raise OSError(errno.EFBIG, "the archive comes to more than may be unpacked")


@dataclass(frozen=True, slots=True)
class Given:
    """One file, archive member, web page or record of an archive of the web, opened for reading."""

    place: str
    """As people read it: the path or address, and the member's or line's."""
    name: str
    """The file name, without folders; its end tells the format where nothing else does."""
    stream: BinaryIO
    """Read once, from its beginning; seekable only where the format says that it asks for that."""
    url: str | None = None
    """Where it was fetched from, which is the article's address unless the page states another."""
    media_type: str | None = None
    """As the server said, without parameters, in lower case."""
    charset: str | None = None
    """As the server said."""
    captured: datetime | None = None
    """When it was taken from its publisher; None where nobody knows."""
    beside: Callable[[str], bytes | None] = field(default=lambda _name: None)
    """The bytes of the file of that name in the same folder, or None where there is none."""
    stated: Mapping[str, object] = field(default_factory=dict)
    """Facts that whoever led here stated (a feed, a command's options); what the text states itself wins."""
    depth: int = 0
    """How many archives it lies in."""
    ration: Ration | None = None
    """What the archive around it may still come to; None outside archives."""

    @property
    def file_name(self) -> str | None:
        """The fact: what was on the web has an address, and whatever name it has by chance is none."""
        return shown(PurePath(self.name)) if self.url is None else None


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen about reading, the same for every origin."""

    limit: int
    """Bytes an article, as text."""
    page_limit: int = 20_000_000
    """Bytes a page, PDF or DOCX file: markup and pictures count, though none is kept."""
    archive_limit: int = 2_000_000_000
    """Bytes that the members of one archive may come to once they are unpacked."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Which column or key of tables and JSON states what, where it is not called so itself."""
    stated: Mapping[str, object] = field(default_factory=dict)
    """Facts of all articles that do not state them themselves."""

    def __post_init__(self) -> None:
        """Raises BadInput where `fields` names what no article states."""
        columns.checked(self.fields)


Format = Callable[[Given, Choices], Iterator[Read]]
"""Reads all articles that bytes hold; what cannot be read is a Read with an error. Raises only OSError."""
FormatOf = Callable[[Given], Format | None]
"""Finds what reads bytes; handed to formats that hold others."""


def whole(given: Given, limit: int) -> bytes:
    """All bytes, once they are known to be some and not too many. Raises BadInput, OSError."""
    # One byte more than allowed tells that there are too many without reading all of them.
    raw = given.stream.read(limit + 1)
    if len(raw) > limit:
        raise BadInput(f"is larger than the limit for an article, {limit:,} bytes")
    if not raw:
        raise BadInput("is empty")
    return raw
