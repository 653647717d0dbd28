"""Normal forms of a word of a name: what its spellings and romanisations have in common.

Rules of spelling, never likeness: two words are one name where they share a form. A short word says too
little to be changed.
"""

import re
import unicodedata
from functools import cache

from app.link.lexicon import lines

SHORT = 3
"""Words of so few letters are compared as they are: Lee is not Li."""
_APOSTROPHES = re.compile(r"['’‘ʼʻ`ʹʿʾ]")
_WORD = re.compile(r"\w+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
)
_SOUNDS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj", "č": "ch", "ć": "ch", "ç": "ch",
    "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "ž": "zh", "ż": "zh", "ğ": "g", "ñ": "ny", "ə": "e",
}  # fmt: skip
"""Letters that some write with two instead of dropping the mark."""

_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"[^a-z]", ""),
        (r"eff$", "ev"), (r"off$", "ov"),  # Romanoff
        (r"tsch|tch|cz", "ch"), (r"shch|sch", "sh"),
        (r"dzh|dj|zh", "j"),  # Zhomart, Djibril
        (r"kh", "h"), (r"gh", "g"), (r"ph", "f"), (r"dh", "d"), (r"th", "t"), (r"bh", "b"),
        (r"ck|q", "k"), (r"x", "ks"), (r"c(?=[eiy])", "s"), (r"c(?!h)", "k"), (r"tz", "ts"), (r"w", "v"),
        (r"oo|ou", "u"), (r"ee", "i"),  # Farooq, Mahmoud, Saeed
        (r"(?<=[aeou])j(?![aeiou])|(?<=i)j$", "i"),  # Sergej, Dmitrij
        (r"^ye", "e"), (r"(?<=[aeioubdfgklmnprstvz])ye", "e"), (r"(?<=[bdfgklmnprstvz])yo", "e"),
        (r"(?<=[a-z])ie(?=v)", "e"),  # Soloviev
        (r"y", "i"),
        (r"(?<=.)(?:ai|ae|ei)", "ai"),  # Mikhail, Mikhael; Hussein, Husain
        (r"(.)\1+", r"\1"),  # Hassan, Zelenskyy
        (r"(?<=[bdfgklmnprstv])er$", "r"),  # Alexander, Aleksandr
        (r"(?<=[aeiou])h$", ""),  # Abdullah
        (r"(?<=[aeiou])h(?=[bdfgklmnprstv])", ""),  # Mehmet
    )
)  # fmt: skip


def words(name: str) -> list[str]:
    """The words of a name without case, diacritics and punctuation; an apostrophe joins."""
    return _WORD.findall(_plain(_APOSTROPHES.sub("", name).casefold()))


@cache
def forms(word: str) -> frozenset[str]:
    """The normal forms of a printed word: without its marks, and with the letters that spell them out."""
    lower = unicodedata.normalize("NFC", _APOSTROPHES.sub("", word).casefold())
    plain = "".join(_WORD.findall(_plain(lower)))
    if len(plain) <= SHORT:
        return frozenset({plain})
    spelt = _plain("".join(_SOUNDS.get(letter, letter) for letter in lower))
    written = {plain, "".join(_WORD.findall(spelt))}
    if plain.startswith("q"):
        written.add(f"g{plain[1:]}")  # Qaddafi, Gaddafi
    found = {_normal(each) for each in written}
    return frozenset(found | {_variants()[each] for each in found if each in _variants()})


def alike(one: str, other: str) -> bool:
    """Whether two printed words are spellings of one name."""
    return not forms(one).isdisjoint(forms(other))


def _plain(lower: str) -> str:
    decomposed = unicodedata.normalize("NFKD", lower.translate(_LETTERS).replace("ß", "ss"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _normal(word: str) -> str:
    for pattern, put in _RULES:
        word = pattern.sub(put, word)
    return word


@cache
def _variants() -> dict[str, str]:
    """Normal form → what all spellings of that name are listed under."""
    return {_normal(word): f"={line[0]}" for line in map(str.split, lines("romanisations")) for word in line}
