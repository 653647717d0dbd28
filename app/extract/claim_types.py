"""What sort of proposition a claim is, by its words."""

import re
from collections.abc import Iterator
from functools import cache

from app.extract.lexicon import rows
from app.records import ClaimType

_FIGURE = re.compile(
    r"[$€£¥]\s?\d|\d[\d.,]*\s?(?:%|percent|per cent|thousand|million|billion|trillion)"
    r"|\b\d{1,3}(?:,\d{3})+\b"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def type_of(words_: str) -> ClaimType:
    """The type of a claim by its words, the first pattern that fits."""
    if _FIGURE.search(_YEAR.sub("", words_)):
        return ClaimType.FIGURE
    for type_, pattern in _patterns():
        if pattern.search(words_):
            return type_
    return ClaimType.EVENT


@cache
def _patterns() -> tuple[tuple[ClaimType, re.Pattern[str]], ...]:
    return tuple(
        (ClaimType(kind), re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _rows()
    )


def _rows() -> Iterator[tuple[str, str]]:
    for row in rows("claim_types"):
        kind, _, patterns = row.partition(" | ")
        yield kind, patterns.replace(";", "|")
