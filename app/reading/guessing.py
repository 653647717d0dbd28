"""The encoding of a text that says nothing of it, where only one can be meant."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import charset_normalizer

from app.reading.languages import detected

_SAMPLE = 200_000
"""Bytes that a guess is made from."""
_WESTERN = re.compile("[A-Za-zÀ-ÖØ-öø-þŠšŽžŒœ]")
_MARKS = "€‚„…†‡‰‹‘’“”•–—™›\xa0¡£§©«®°·»¿¢¥ª²³´º¼½¾×¹"
_ODD = re.compile(
    r"[ÐðÝýÞþ]|[^\W\d_][³¹²¿¼¾½£¥¡¢ª¯¸]|[¿¹³¼¾£¥¡¯ª][^\W\d_]{2}"
    r"|[A-Za-zÀ-ÿ][‚„†‡‰]|[a-zß-ÿ][ŠŒŽ]|[A-Za-z][€™“”…†‡‰©®»«§¤¦¬±µ¶×÷][A-Za-z]"
)
"""What text of another single-byte encoding becomes as windows-1252: Polish, Turkish, Czech, Cyrillic."""
_STRAY = re.compile("[^\\W\\d_][¶¤¦¬±]|[¶¤¦¬±][^\\W\\d_]")
_CROWDED = 0.35
_COHERENT = 0.5
_CYRILLIC = ("ru", "uk", "be", "bg", "mk", "sr")
_LANGUAGES: Mapping[str, Collection[str]] = {
    "cp1251": _CYRILLIC,
    "koi8_r": ("ru",),
    "koi8_u": ("uk",),
    "cp1253": ("el",),
    "iso8859_7": ("el",),
    "cp1254": ("tr", "az"),
    "cp1255": ("he",),
    "cp1256": ("ar", "fa", "ur"),
    "cp1250": ("pl", "cs", "sk", "hu", "hr", "sl", "ro"),
    "iso8859_2": ("pl", "cs", "sk", "hu", "hr", "sl", "ro"),
    "cp932": ("ja",),
    "shift_jis": ("ja",),
    "euc_jp": ("ja",),
    "gb18030": ("zh",),
    "big5": ("zh",),
    "cp949": ("ko",),
    "euc_kr": ("ko",),
}
"""What else may be guessed, each with the languages that are written so."""
_NAMES = {f"cp125{n}": f"windows-125{n}" for n in range(9)}


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
    languages = _LANGUAGES.get(best.encoding, ()) if best is not None else ()
    if best is None or not languages or best.coherence < _COHERENT:
        return None
    try:
        text = raw.decode(best.encoding)
    except UnicodeError:
        return None
    # Two that know nothing of each other have to agree.
    is_likely = detected(text) in languages and not _STRAY.search(text)
    return Guess(text, _NAMES.get(best.encoding, best.encoding)) if is_likely else None


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
