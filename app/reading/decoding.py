"""Bytes to text: as declared, as UTF-8, or by a guess that is safe; else a clear word about why not."""

import codecs
import re
from contextlib import suppress

from app.errors import BadInput
from app.reading import guessing

_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x80-\x84\x86-\x9f]")
"""What stands in no text: bytes read as another encoding than theirs often come to these."""
# What these names stand for on the web, by its own standard: all that they hold, and more.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_HIDDEN = ("utf-16", "iso2022")
_FAMILIES = ("iso8859", "cp", "koi8", "mac", "iso2022", "utf-16", "euc")
_TEXT = {"utf-8", "ascii", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "shift_jis", "johab", "tis-620"}
"""Codecs of text; Python has others (rot13, zip), which no page is written in."""


def decode(raw: bytes) -> str:
    """The text of `raw`, which has to be UTF-8, without a byte order mark, and character for character.

    Line ends stay as they are: every position in the store counts in exactly this text.
    Raises BadInput on anything that is not UTF-8 text, with the offset in bytes.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadInput("is UTF-16, not UTF-8: save it as UTF-8")
    _refuse_binary(raw)
    skipped = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    try:
        return raw[skipped:].decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + skipped
        raise BadInput(f"is not UTF-8: byte {offset} is 0x{raw[offset]:02x} ({error.reason})") from error


def decoded(raw: bytes, *declared: str | None) -> tuple[str, str | None]:
    """The text of `raw`, and a note where its encoding was guessed.

    A byte order mark settles the encoding, then what was declared, the first that the bytes bear
    out, then UTF-8, which no other text is by chance. What is left is guessed, where that is safe.
    Raises BadInput.
    """
    for mark, name in _BOMS.items():
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], name), None
    named = [codec for label in declared if (codec := _codec(label))]
    # These are ASCII, or binary, to whoever does not know.
    hidden = [codec for codec in named if codec.startswith(_HIDDEN)]
    for codec in hidden:
        with suppress(BadInput):
            return _strictly(raw, codec), None
    try:
        return decode(raw), None
    except BadInput as error:
        refused = error
    for codec in named:
        with suppress(BadInput):
            return _strictly(raw, codec), None
    guess = None if b"\0" in raw else guessing.guessed(raw)
    if guess is None:
        raise refused
    return guess.text, f"read as {guess.name}, by guess: {refused}"


def _strictly(raw: bytes, codec: str) -> str:
    """`raw` read as `codec`, where it is text in it."""
    try:
        text = raw.decode(codec)
    except UnicodeError as error:
        raise BadInput(f"is not {codec}: {error}") from error
    wrong = _CONTROL.search(text)
    if wrong:
        raise BadInput(f"is not text: position {wrong.start()} is U+{ord(wrong[0]):04X}")
    return text


def _codec(label: str | None) -> str | None:
    try:
        name = codecs.lookup((label or "").strip()).name
    except (LookupError, ValueError):
        return None
    if name == "utf-16":
        return "utf-16-le"
    return None if name not in _TEXT and not name.startswith(_FAMILIES) else _WIDER.get(name, name)


def _refuse_binary(raw: bytes) -> None:
    zero = raw.find(b"\0")
    if zero >= 0:
        raise BadInput(f"is not text: byte {zero} is zero, as in binary files")


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
