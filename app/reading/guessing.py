"""The encoding of a text that says nothing of it, where only one can be meant."""

import re
from dataclasses import dataclass

import charset_normalizer

_SAMPLE = 200_000
"""Bytes that a guess is made from."""
_WESTERN = re.compile("[A-Za-zÀ-ÖØ-öø-þŠšŽžŒœ]")
_MARKS = "€‚„…†‡‰‹‘’“”•–—™›\xa0¡£§©«®°·»¿¢¥ª²³´º¼½¾×¹"
_ODD = re.compile(
    r"[ÐðÝýÞþ]|[^\W\d_][³¹²¿¼¾½£¥¡¢ª¯¸]|[¿¹³¼¾£¥¡¯ª][^\W\d_]{2}|[A-Za-z][€™“”…†‡‰©®»«§¤¦¬±µ¶×÷][A-Za-z]"
)
"""What text of another single-byte encoding becomes as windows-1252: Polish, Turkish, Czech, Cyrillic."""
_CROWDED = 0.35


@dataclass(frozen=True, slots=True)
class Guess:
    """A text, and the encoding that it was read in."""

    text: str
    name: str


def guessed(raw: bytes) -> Guess | None:
    """`raw` as text; None where no encoding, or more than one, would make sense of it."""
    western = _western(raw)
    if western is not None:
        return Guess(western, "windows-1252")
    best = charset_normalizer.from_bytes(raw[:_SAMPLE]).best()
    if best is None or not best.could_be_from_charset or best.coherence < 0.5:
        return None
    try:
        return Guess(raw.decode(best.encoding), best.encoding.replace("cp125", "windows-125"))
    except UnicodeError:
        return None


def _western(raw: bytes) -> str | None:
    """The text, where every byte beyond ASCII makes a letter or a mark where Western languages have one."""
    try:
        text = raw.decode("cp1252")
    except UnicodeError:
        return None
    beyond = [c for c in text if c > "\x7f"]
    letters = [c for c in text if c.isalpha()]
    accented = sum(c > "\x7f" for c in letters)
    if _ODD.search(text) or accented > _CROWDED * len(letters):
        return None
    return text if all(_WESTERN.match(c) or c in _MARKS for c in beyond) else None
