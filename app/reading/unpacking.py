"""Packed bytes unpacked while they are read, and never more of them than allowed."""

import errno
import io
import lzma
import shutil
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from app.reading.given import Ration

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BROKEN = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, RuntimeError, ValueError, LookupError, ArithmeticError, TypeError, AttributeError),
)
"""What Python's own modules raise on packed bytes that are not as they say."""
_HIGHEST_RATIO = 200
"""Articles, as pages or JSON, pack to a fifth or a tenth; only what is made to harm packs to so little."""
_RATIO_FROM = 20_000_000
_IN_MEMORY = 1 << 25


class Readable(Protocol):
    """What unpacks: of a stream, the little that is asked of it here."""

    def read(self, size: int, /) -> bytes:
        """As of any stream."""
        ...

    def close(self) -> None:
        """As of any stream."""
        ...


class _Unpacked(io.RawIOBase):
    """Bytes as another stream unpacks them, counted."""

    def __init__(self, stream: Readable, ration: Ration, packed: Callable[[], int]) -> None:
        super().__init__()
        self._stream, self._ration, self._packed = stream, ration, packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        try:
            block = self._stream.read(min(len(view), 1 << 20))
        except (*BROKEN, OSError) as error:
            # The modules that unpack also raise OSError where no system's call went wrong.
            raise error if getattr(error, "strerror", None) else damaged(error) from error
        self._given += len(block)
        if self._given > _RATIO_FROM and self._given > _HIGHEST_RATIO * self._packed():
            raise OSError(errno.EFBIG, f"unpacks to more than {_HIGHEST_RATIO} times its size")
        self._ration.take(len(block))
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class Counted:
    """A stream that knows how many of its bytes were read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """As of any stream."""
        block = self._stream.read(size)
        self.count += len(block)
        return block


def unpacked(stream: Readable, ration: Ration, packed: Callable[[], int]) -> BinaryIO:
    """`stream`, which unpacks from as many bytes as `packed` tells, within what is allowed.

    Reading it raises OSError, of which `strerror` says what is wrong.
    """
    return io.BufferedReader(_Unpacked(stream, ration, packed), 1 << 16)


def damaged(error: Exception) -> OSError:
    """`error`, met while unpacking, as what formats may raise."""
    return OSError(errno.EIO, f"it is damaged ({' '.join(str(error).split())[:200] or type(error).__name__})")


def seekable(stream: BinaryIO) -> BinaryIO:
    """`stream` itself, or all its bytes again: in memory, and in a nameless file where they are many."""
    if stream.seekable():
        return stream
    spool = cast(BinaryIO, SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - it goes with the last reference
    shutil.copyfileobj(stream, spool, 1 << 20)
    spool.seek(0)
    return spool
