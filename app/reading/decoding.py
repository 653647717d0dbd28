"""Bytes to text: UTF-8 or a clear word about why not."""

import re

from app.errors import BadInput

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def decode(raw: bytes) -> str:
    """The text of `raw` without a byte order mark, and otherwise character for character.

    Line ends stay as they are: every position in the store counts in exactly this text.
    Raises BadInput on anything that is not UTF-8 text, with the offset in bytes.
    """
    if raw.startswith(_UTF_16):
        raise BadInput("is UTF-16, not UTF-8: save it as UTF-8")
    zero = raw.find(b"\0")
    if zero >= 0:
        raise BadInput(f"is not text: byte {zero} is zero, as in binary files")
    skipped = len(_BOM) if raw.startswith(_BOM) else 0
    try:
        return raw[skipped:].decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + skipped
        raise BadInput(f"is not UTF-8: byte {offset} is 0x{raw[offset]:02x} ({error.reason})") from error


def storable(text: str) -> str:
    """`text` as it is, once it is known to hold words and nothing that a database cannot keep.

    Escapes in JSON and YAML can spell characters that no UTF-8 file holds.
    """
    if not text.strip():
        raise BadInput("holds no text")
    wrong = _NO_CHARACTER.search(text)
    if wrong:
        raise BadInput(
            f"position {wrong.start()} of the text is U+{ord(wrong[0]):04X}, which is no character"
        )
    return text
