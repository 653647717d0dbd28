"""Finding words again in a text that changed around them."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from app.records import Span
from app.store import succession

_WORD = re.compile(r"[\w\u0300-\u036f]+")
_TELLING = 4
"""Words from which part of a passage tells which one it is."""


def anchored(
    text: str, pieces: Sequence[str], near: int, taken: Collection[Span] = ()
) -> tuple[Span, ...] | None:
    """Where `pieces` stand in `text`, in their order, nearest to `near`; None where they do not.

    Nothing begins in a span that is `taken`. Where they stand nowhere to the letter, their words are looked
    for, however they are set.
    """
    found = []
    for first in _standing(text, pieces[0]):
        if not any(first.start < span.end and span.start < first.end for span in taken):
            spans = _onward(text, first, pieces[1:])
            if spans is not None:
                found.append(spans)
    return min(found, key=lambda spans: abs(spans[0].start - near), default=None)


def moved(old: str, new: str, at: int) -> int:
    """About where in `new` stands what stood at `at` in `old`, of which it is an edited copy."""
    ahead = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    return at if at < ahead else max(0, at + len(new) - len(old))


def alike(one: str, other: str) -> bool:
    """Whether the words of one are those of the other, or are contained in them, piece by piece."""
    return _within(one, other) or _within(other, one)


def continues(one: str, other: str) -> bool:
    """Whether one passage may be another reading of the other: alike, and more than a stock phrase."""
    words = [succession.normalised(passage) for passage in (one, other)]
    telling = min(len(each.split()) for each in words) >= _TELLING
    return alike(one, other) if telling else words[0] == words[1]


def _within(part: str, whole: str) -> bool:
    if not succession.normalised(part):
        return part == whole
    return succession.stands(whole)(part) > 0


def _onward(text: str, first: Span, pieces: Sequence[str]) -> tuple[Span, ...] | None:
    spans = [first]
    for piece in pieces:
        after = next((span for span in _standing(text, piece) if span.start >= spans[-1].end), None)
        if after is None:
            return None
        spans.append(after)
    return tuple(spans)


def _standing(text: str, piece: str) -> list[Span]:
    return [*_to_the_letter(text, piece)] or [*_by_words(text, piece)]


def _to_the_letter(text: str, piece: str) -> Iterator[Span]:
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if not _cuts(text, at) and not _cuts(text, end):
            yield Span(at, end)
        at = text.find(piece, at + 1)


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _by_words(text: str, piece: str) -> Iterator[Span]:
    wanted = [word for word, _ in _words(piece)]
    if not wanted:
        return
    words = [*_words(text)]
    opening, closing = _edges(piece)
    for at in range(len(words) - len(wanted) + 1):
        if all(words[at + n][0] == word for n, word in enumerate(wanted)):
            start, end = words[at][1].start, words[at + len(wanted) - 1][1].end
            before = text[start - len(opening) : start] if start >= len(opening) else None
            after = text[end : end + len(closing)]
            yield Span(
                start - len(opening) if before == opening else start,
                end + len(closing) if after == closing else end,
            )


def _words(text: str) -> Iterator[tuple[str, Span]]:
    for found in _WORD.finditer(text):
        yield succession.normalised(found[0]), Span(*found.span())


def _edges(piece: str) -> tuple[str, str]:
    """What stands before the first and after the last word of a piece: dots and marks."""
    found = [*_WORD.finditer(piece)]
    return piece[: found[0].start()], piece[found[-1].end() :]
