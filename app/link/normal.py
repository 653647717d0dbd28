"""Words as they are compared: without case, marks, diacritics and variants of spelling."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# An apostrophe or hyphen within a word joins it: "cease-fire" is "ceasefire", "don’t" is "dont".
_JOINED = re.compile(r"(?<=\w)['’ʼ`´](?=\w)|(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_PER_CENT = re.compile(r"\bper cent\b|(?<=\d) ?%", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_RULES = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(?<=\w\w)our(?=s|ed|ing|able|ite|ful|hood|ist|$)", "or"),
        (r"(?<=\w\w)is(?=e$|ed$|es$|ing$|er$|ers$|ation$|ations$)", "iz"),
        (r"(?<=\w[tb])re(?=s?$)", "er"),
        (r"(?<=\w)ogue(?=s?$)", "og"),
        (r"(?<=\w)mme(?=s?$)", "m"),
        (r"(?<=\wen)ce(?=s?$)", "se"),
        (r"^(\w*[aeiou]\w*[^aeiou][aeiou])ll(?=ed$|ing$|er$|ers$)", r"\1l"),
    )
)
_LONGEST = 60
"""Letters of the longest word there is; the rules take long over what is longer."""
Written = tuple[tuple[str, str], ...]
"""Words, each with the form it is compared in."""
_SPELLINGS = Path(__file__).parent / "lexicon" / "spellings.txt"


def folded(text: str) -> tuple[str, ...]:
    """The words of `text` in order, each in the one form that all its spellings share."""
    return tuple(form for _, form in written(text))


def written(text: str) -> Written:
    """The words of `text` in order without marks and diacritics, each with the form it is compared in."""
    return tuple(chain.from_iterable(map(piece, per_cent(text).split())))


def piece(text: str) -> Written:
    """The words of what stands between two spaces: several where marks part them, none where it is marks."""
    return _remembered(text) if len(text) <= _LONGEST else _piece(text)


def _piece(text: str) -> Written:
    decomposed = unicodedata.normalize("NFKD", _JOINED.sub("", text))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    found = _WORD.findall(_THOUSANDS.sub("", plain))
    return tuple((word, spelled(word.casefold())) for word in found)


_remembered = lru_cache(maxsize=1 << 14)(_piece)
"""News is written in few words: nearly each was met before."""


def per_cent(text: str) -> str:
    """`text` with one word for each way to write "per cent"."""
    return _PER_CENT.sub(" percent", text)


@lru_cache(maxsize=1 << 16)
def spelled(word: str) -> str:
    """The form of a folded word that stands for its other spellings too; it need not be a word itself."""
    if len(word) > _LONGEST:
        return word
    for rule, form in _RULES:
        word = rule.sub(form, word)
    return _spellings().get(word, word)


@cache
def _spellings() -> dict[str, str]:
    lines = _SPELLINGS.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {other: first for first, *others in rows for other in others}
