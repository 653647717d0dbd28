"""Bytes of an archive of the web, plain or packed record by record, read on after what is damaged."""

import zlib
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
_BLOCK = 1 << 16
_LONGEST_LINE = 1 << 16
_LONGEST_HEAD = 1 << 20
_START = b"WARC/"


class Source:
    """A stream for warcio's parsers, which read what a record says of itself line by line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._raw = stream.read(_BLOCK)
        self._packed = self._raw.startswith(MAGIC)
        self._taken = len(self._raw)
        self._unpacker = zlib.decompressobj(31) if self._packed else None
        self._fresh = True
        # What was unpacked last, and whether a record begins there: damage may show behind the next mark.
        self._fed, self._begins = b"", False
        self._out, self._position, self._head = b"", 0, 0
        self._line: tuple[int, bytes] | None = None
        self._member = 0

    def begin(self) -> tuple[int, bytes] | None:
        """Where the next record begins, and its first line; None at the end."""
        self._head = 0
        found, self._line = self._line, None
        while found is None or not found[1].strip():
            found = self._offset(), self.readline()
            self._head = 0
            if not found[1]:
                return None
        return found

    def resume(self) -> bool:
        """Go to where the next record begins, past what is broken; False where none does."""
        while True:
            try:
                self._head = 0
                start, line = self._offset(), self.readline()
            except (zlib.error, EOFError):
                if not self._next_member():
                    return False
                continue
            if line.startswith(_START):
                self._line = start, line
                return True
            if not line:
                return False

    def read(self, size: int) -> bytes:
        """As of any stream."""
        parts: list[bytes] = []
        while size > 0 and (self._position < len(self._out) or self._fill()):
            part = self._out[self._position : self._position + size]
            self._position += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def readline(self, size: int = _LONGEST_LINE) -> bytes:
        """As of any stream, but no more than any line of a record's head takes. Raises ValueError."""
        size = min(size, _LONGEST_LINE)
        line = b""
        while len(line) < size and not line.endswith(b"\n"):
            if self._position >= len(self._out) and not self._fill():
                break
            end = self._out.find(b"\n", self._position) + 1 or len(self._out)
            end = min(end, self._position + size - len(line))
            line, self._position = line + self._out[self._position : end], end
        self._head += len(line)
        if self._head > _LONGEST_HEAD:
            raise ValueError("its head is too long")
        return line

    def tell(self) -> int:
        """How far the file has been read."""
        return self._offset()

    def _offset(self) -> int:
        return self._member if self._packed else self._taken - (len(self._out) - self._position)

    def _fill(self) -> bool:
        self._out, self._position = b"", 0
        if self._unpacker is None:
            self._out = self._raw or self._more()
            self._raw = b""
            return bool(self._out)
        while not self._out:
            if self._unpacker.eof and not self._another():
                return False
            if not self._raw:
                self._raw = self._more()
                if not self._raw:
                    raise EOFError("it is cut off")
            self._fed, self._begins = self._raw, self._fresh
            self._out = self._unpacker.decompress(self._raw, 1 << 20)
            self._raw = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            self._fresh = False
        return True

    def _another(self) -> bool:
        """Whether one more packed record follows; zeros between them mean nothing."""
        self._raw = self._raw.lstrip(b"\0") or self._more().lstrip(b"\0")
        self._open()
        return bool(self._raw)

    def _next_member(self) -> bool:
        """Look for the mark that packed records begin with."""
        self._raw, where = self._fed or self._raw, 1 if self._begins else 0
        while (found := self._raw.find(MAGIC, where)) < 0:
            where = 0
            kept = self._raw[1 - len(MAGIC) :] if len(self._raw) >= len(MAGIC) else b""
            more = self._more()
            if not more:
                return False
            self._raw = kept + more
        self._raw = self._raw[found:]
        self._out, self._position = b"", 0
        self._open()
        return True

    def _open(self) -> None:
        self._member = self._taken - len(self._raw)
        self._unpacker, self._fresh = zlib.decompressobj(31), True

    def _more(self) -> bytes:
        block = self._stream.read(_BLOCK)
        self._taken += len(block)
        return block
