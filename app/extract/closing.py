"""Which marks begin and end a quotation, where several could."""

from collections.abc import Sequence
from itertools import islice

from app.quoting import Mark, Side, after_a_phrase
from app.records import Span


def reopens(text: str, span: Span, mark: Mark) -> bool:
    """Whether a mark stands at the beginning of a paragraph, where a quotation goes on."""
    return mark.side is not Side.CLOSE and not text[span.start : mark.start].strip(" \t-–—")


def may_open(text: str, span: Span, mark: Mark) -> bool:
    """Whether a mark can begin a quotation."""
    if mark.side is Side.OPEN or mark.start == span.start:
        return True
    return mark.side is Side.EITHER and not after_a_phrase(text, mark.start, span.start)


def closes(text: str, opening: Mark, here: Sequence[Mark], index: int, *, nested: bool = True) -> bool:
    """Whether ``here[index]`` ends the quotation that `opening` began; `nested`, if another one is within."""
    mark = here[index]
    if mark.side is Side.OPEN:
        # ", "said X: after a phrase and a space even a mark of opening shape closes a quotation.
        straight = mark.shape == "straight" and text[mark.start - 1].isspace()
        return straight and text[mark.start - 2] in ",.?!…" and not _closed_later(opening, here, index)
    if _is_apostrophe(text, here, index):
        return False
    if "angled" in (opening.shape, mark.shape):
        return mark.shape == opening.shape
    if mark.shape == opening.shape or (mark.side is Side.CLOSE and not nested):
        return True
    return not _closed_later(opening, here, index)


def _is_apostrophe(text: str, here: Sequence[Mark], index: int) -> bool:
    """`‘the farmers’ field’`: behind a plural, within a sentence, with another mark to close it."""
    mark = here[index]
    if text[mark.start : mark.end] not in ("'", "’") or index + 1 == len(here):
        return False
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
    return before == "s" and after[:1] == " " and after[1:].islower() and here[index + 1].side is Side.CLOSE


def _closed_later(opening: Mark, here: Sequence[Mark], index: int) -> bool:
    """Whether a mark of the opening's own shape still closes it, so that others in between are nested."""
    if opening.shape == "straight":
        return False
    later = (mark for mark in islice(here, index + 1, None) if mark.shape == opening.shape)
    following = next(later, None)
    return following is not None and following.side is Side.CLOSE


def opened_before(earlier: Sequence[Mark]) -> bool:
    """Whether one of `earlier` marks opens."""
    return any(mark.side is Side.OPEN for mark in earlier)
