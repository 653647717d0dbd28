"""Word ranges over the paragraphs that an editor sees, and the spans of the article's text they mean.

Words are counted from 1 over all the paragraphs shown, as `ranges` counts them.
"""

from collections.abc import Sequence
from itertools import pairwise

from app.records import Span
from app.store.queries.views import ParagraphView, Piece
from app.web import ranges

_STOPS = ".,;:!?…"


def numbered(paragraphs: Sequence[ParagraphView]) -> tuple[str, ...]:
    """For scripts, of each paragraph the number of its first word and where its words stand."""
    return ranges.numbered([each.words for each in paragraphs])


def counted(paragraphs: Sequence[ParagraphView]) -> tuple[tuple[int, str], ...]:
    """The words in lines of ten, each with the number of its first: for editors who count."""
    return ranges.counted(ranges.each([each.words for each in paragraphs]))


def of(paragraphs: Sequence[ParagraphView], pieces: Sequence[Piece]) -> tuple[tuple[int, int], ...]:
    """The first and last word of each piece; none of one that has no word in these paragraphs."""
    words = _words(paragraphs)
    held = ([n for n, span in enumerate(words, 1) if span.overlaps(piece.span)] for piece in pieces)
    return tuple((numbers[0], numbers[-1]) for numbers in held if numbers)


def spans(
    paragraphs: Sequence[ParagraphView], chosen: Sequence[tuple[int, int]], pieces: Sequence[Piece] = ()
) -> tuple[Span, ...]:
    """Where ranges of words stand; one over several paragraphs is a span in each.

    A stop after the last word belongs to it, and where a range begins or ends like one of `pieces`, so does
    its span, quotation marks or not. Raises ValueError, with what is wrong, for words that are not there.
    """
    words = _words(paragraphs)
    for first, last in chosen:
        if not 1 <= first <= last <= len(words):
            raise ValueError(f"there are no words {first} to {last} here, only 1 to {len(words)}")
    if not chosen:
        raise ValueError("no words are given")
    if any(after[0] <= before[1] for before, after in pairwise(sorted(chosen))):
        raise ValueError("two ranges have words in common")
    made = []
    for first, last in sorted(chosen):
        for paragraph in paragraphs:
            inside = [span for span in words[first - 1 : last] if paragraph.span.holds(span)]
            if inside:
                made.append(_edges(paragraph, Span(inside[0].start, inside[-1].end), pieces))
    return tuple(made)


def _words(paragraphs: Sequence[ParagraphView]) -> list[Span]:
    return [
        Span(each.span.start + word.start, each.span.start + word.end)
        for each in paragraphs
        for word in ranges.words(each.words)
    ]


def _edges(paragraph: ParagraphView, span: Span, pieces: Sequence[Piece]) -> Span:
    start, end = span.start, span.end
    text, at = paragraph.words, paragraph.span.start
    while end - at < len(text) and text[end - at] in _STOPS:
        end += 1
    for piece in pieces:
        inner = ranges.words(piece.words)
        if inner and piece.span.start + inner[0].start == span.start:
            start = piece.span.start
        if inner and piece.span.start + inner[-1].end == span.end:
            end = piece.span.end
    return Span(start, end)
