"""Turns: what each label of a transcript, or each question of an interview, sets off as somebody's words."""

import re
from collections.abc import Iterator, Sequence

from app.extract.labels import Label, is_spoken, labels
from app.extract.lexicon import words
from app.extract.marks import Quotation, SetOff, trimmed, without
from app.records import Document, Paragraph, Role, Span

_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]")
_DENSE = 0.4
"""Share of labelled paragraphs from which all that stands between labels belongs to the one above."""


def turns(document: Document) -> tuple[Quotation, ...]:
    """The labelled turns of a document in reading order."""
    found = labels(document.text, [paragraph.span for paragraph in document.paragraphs])
    if not found:
        return ()
    numbers = [label.paragraph for label in found]
    dense = len(found) >= _DENSE * (numbers[-1] - numbers[0] + 1)
    ends = [*numbers[1:], None]
    return tuple(
        turn
        for label, end in zip(found, ends, strict=True)
        if (turn := _turn(document, label, list(_below(document, label, end, dense=dense))))
    )


def _below(document: Document, label: Label, end: int | None, *, dense: bool) -> Iterator[Paragraph]:
    """The paragraphs without a label that go on with a turn."""
    alone = label.words >= document.paragraphs[label.paragraph].span.end
    for paragraph in document.paragraphs[label.paragraph + 1 : end]:
        first = alone and paragraph.number == label.paragraph + 1
        if paragraph.role is not Role.BODY:
            if paragraph.role is Role.HEADING and not first:
                return
            if not first:
                continue
        words_here = paragraph.span.of(document.text)
        goes_on = is_spoken(words_here) if end is None or not dense else True
        if not first and not goes_on:
            return
        yield paragraph


def _turn(document: Document, label: Label, below: Sequence[Paragraph]) -> Quotation | None:
    text = document.text
    own = document.paragraphs[label.paragraph].span
    parts = [Span(label.words, own.end)] if label.words < own.end else []
    parts += [paragraph.span for paragraph in below]
    if not parts:
        return None
    outer = Span(parts[0].start, parts[-1].end)
    left_out = stage_directions(text, outer)
    pieces = tuple(piece for part in parts for piece in without(text, trimmed(text, part), left_out))
    by = SetOff.QUESTION if label.asks(text) else SetOff.LABEL
    last = below[-1].number if below else label.paragraph
    first = label.paragraph if label.words < own.end else label.paragraph + 1
    return (
        Quotation(outer, pieces, left_out, first, last, closed=True, by=by, label=label.span)
        if pieces
        else None
    )


def stage_directions(text: str, within: Span) -> tuple[Span, ...]:
    """What stands in brackets about the manner of speaking: `(laughs)`, `[Pause]`."""
    found = _BRACKETS.finditer(text, within.start, within.end)
    return tuple(Span(*one.span()) for one in found if _is_direction(one[1]))


def _is_direction(words_here: str) -> bool:
    bare = words_here.strip(" .,").casefold()
    return bare in words("stage_words") or bare.split(" ")[0] in words("stage_words")
