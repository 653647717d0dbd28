"""Counts as a few shades, the steps between them round numbers."""

from bisect import bisect_right
from collections.abc import Iterator

MOST = 5
"""Shades that are still told apart."""


def bounds(largest: int) -> tuple[int, ...]:
    """The smallest count of each shade, the first 1, at most `MOST` of them for counts up to `largest`."""
    if largest <= MOST:
        return tuple(range(1, largest + 1))
    found = list(_round_numbers(largest))
    if len(found) <= MOST:
        return tuple(found)
    step = (len(found) - 1) / (MOST - 1)
    return tuple(found[round(step * number)] for number in range(MOST))


def shade(count: int, of: tuple[int, ...]) -> int:
    """Which shade a count has, 1 the lightest; 0 for none."""
    return bisect_right(of, count)


def ranges(of: tuple[int, ...], largest: int) -> tuple[str, ...]:
    """Each shade's counts in words: “5–9”."""
    ends = (*(bound - 1 for bound in of[1:]), largest)[: len(of)]
    return tuple(
        f"{start:,}" if start == end else f"{start:,}–{end:,}" for start, end in zip(of, ends, strict=True)
    )


def _round_numbers(largest: int) -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, … up to `largest`."""
    ten = 1
    while ten <= largest:
        yield from (ten * each for each in (1, 2, 5) if ten * each <= largest)
        ten *= 10
