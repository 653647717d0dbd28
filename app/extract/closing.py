"""Which marks begin and end a quotation, where several could."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from app.quoting import Mark, Side, after_a_phrase
from app.records import Span


@dataclass(frozen=True, slots=True)
class Row:
    """The marks of one family in a paragraph, in order."""

    marks: tuple[Mark, ...]
    by_shape: dict[str, list[int]]
    """The places in `marks` of each shape."""

    def following(self, index: int, shape: str | None = None) -> Mark | None:
        """The next mark behind one, or the next of a shape."""
        if shape is None:
            return self.marks[index + 1] if index + 1 < len(self.marks) else None
        places = self.by_shape.get(shape, [])
        place = bisect_right(places, index)
        return self.marks[places[place]] if place < len(places) else None


def row(marks: Iterable[Mark]) -> Row:
    """Marks made a row."""
    found = tuple(marks)
    by_shape: dict[str, list[int]] = {}
    for place, mark in enumerate(found):
        by_shape.setdefault(mark.shape, []).append(place)
    return Row(found, by_shape)


def reopens(text: str, span: Span, mark: Mark) -> bool:
    """Whether a mark stands at the beginning of a paragraph, where a quotation goes on."""
    return mark.side is not Side.CLOSE and not text[span.start : mark.start].strip(" \t-–—")


def may_open(text: str, span: Span, here: Row, index: int) -> bool:
    """Whether ``here[index]`` can begin a quotation where none is open."""
    mark, following = here.marks[index], here.following(index)
    if mark.side is Side.OPEN or mark.start == span.start:
        return True
    if mark.side is not Side.EITHER:
        return False
    closed = following is not None and following.side is not Side.OPEN
    return closed or not after_a_phrase(text, mark.start, span.start)


def closes(text: str, opening: Mark, here: Row, index: int, *, nested: bool = True) -> bool:
    """Whether ``here[index]`` ends the quotation that `opening` began; `nested`, if another one is within."""
    mark = here.marks[index]
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


def _is_apostrophe(text: str, here: Row, index: int) -> bool:
    """`‘the farmers’ field’`: behind a plural, within a sentence, with another mark to close it."""
    mark = here.marks[index]
    if text[mark.start : mark.end] not in ("'", "’") or (following := here.following(index)) is None:
        return False
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
    return before == "s" and after[:1] == " " and after[1:].islower() and following.side is Side.CLOSE


def _closed_later(opening: Mark, here: Row, index: int) -> bool:
    """Whether a mark of the opening's own shape still closes it, so that others in between are nested."""
    if opening.shape == "straight":
        return False
    following = here.following(index, opening.shape)
    return following is not None and following.side is Side.CLOSE


def closed_within(text: str, opening: Mark, here: Row) -> bool:
    """Whether a quotation that is open above ends in a paragraph, before another one opens."""
    for index, mark in enumerate(here.marks):
        if closes(text, opening, here, index):
            return True
        if mark.side is Side.OPEN:
            return False
    return False
