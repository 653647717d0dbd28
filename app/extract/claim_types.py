"""What sort of proposition a claim is, by its words."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from app.extract.lexicon import rows
from app.records import ClaimType, Quantity

_MANY = 3
"""From here on a count is what a claim is about; "two men" is not."""


def type_of(words_: str, stated: Iterable[Quantity] = ()) -> ClaimType:
    """The type of a claim by its words and the quantities in them, the first that fits."""
    if any(_is_figure(one) for one in stated):
        return ClaimType.FIGURE
    for type_, pattern in _patterns():
        if pattern.search(words_):
            return type_
    return ClaimType.EVENT


def _is_figure(one: Quantity) -> bool:
    if one.unit == "date":
        return False
    return one.unit == "%" or one.unit.isupper() or one.bound != "exactly" or Decimal(one.value) >= _MANY


@cache
def _patterns() -> tuple[tuple[ClaimType, re.Pattern[str]], ...]:
    return tuple(
        (ClaimType(kind), re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _rows()
    )


def _rows() -> Iterator[tuple[str, str]]:
    for row in rows("claim_types"):
        kind, _, patterns = row.partition(" | ")
        yield kind, patterns.replace(";", "|")
