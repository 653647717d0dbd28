"""A stream of text in any encoding as one in UTF-8, for formats that are never held whole."""

import codecs
import errno
import io
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from app.reading import guessing

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_SAMPLE = 1 << 18
_BLOCK = 1 << 16
_SPREADSHEET = "windows-1252"
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class _Recoded(io.RawIOBase):
    """`head` and what follows it in `stream`, from `codec` to UTF-8; wrong bytes stay as they are."""

    def __init__(self, head: bytes, stream: BinaryIO, codec: str) -> None:
        super().__init__()
        self._head, self._stream = head, stream
        self._decoder = codecs.getincrementaldecoder(codec)("surrogateescape")
        self._out = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        while not self._out:
            block, self._head = self._head or self._stream.read(_BLOCK), b""
            try:
                text = self._decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                raise OSError(errno.EIO, f"it is not {error.encoding}") from error
            self._out = text.encode("utf-8", "surrogateescape")
            if not block and not self._out:
                return 0
        part, self._out = self._out[: len(view)], self._out[len(view) :]
        view[: len(part)] = part
        return len(part)


def utf_8(stream: BinaryIO, declared: str | None) -> tuple[BinaryIO, str | None]:
    """`stream` in UTF-8, and a note where its encoding was guessed from its beginning. Raises OSError."""
    head = stream.read(_SAMPLE)
    # The sample ends anywhere; its last line may be half a letter.
    codec, note = _codec(head[: head.rfind(b"\n") + 1] or head, declared)
    return io.BufferedReader(_Recoded(head, stream, codec)), note


def _codec(sample: bytes, declared: str | None) -> tuple[str, str | None]:
    for mark, codec in _MARKS.items():
        if sample.startswith(mark):
            return codec, None
    for codec in ("utf-8", declared or "utf-8"):
        with suppress(LookupError, UnicodeError):
            sample.decode(codec)
            return codec, None
    guess = guessing.guessed(sample)
    # For others, the beginning of a table is too little to tell by.
    if guess is not None and guess.name == _SPREADSHEET:
        return _SPREADSHEET, f"read as {_SPREADSHEET}, by guess"
    return "utf-8", None
