"""Words in the form they are compared in, each with its place in the text."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.link.normal import folded

# "50 %" and "50 per cent" are compared as one word; a dash between words parts them.
_PIECE = re.compile(r"\d[\d.,]*\s?%|\bper\s+cent\b|[^\s–—/]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text at ``[start, end)``, marks beside it included."""

    form: str
    start: int
    end: int
    printed: str
    """The piece of the text that it is, or is part of."""


_folded = lru_cache(maxsize=1 << 16)(folded)
"""Texts are made of the same words again and again."""


@lru_cache(maxsize=1024)
def placed(text: str) -> tuple[Word, ...]:
    """The words of `text` in order."""
    return tuple(
        Word(form, found.start(), found.end(), found.group())
        for found in _PIECE.finditer(text)
        for form in _folded(found.group())
    )
