"""Text cut where it is too long for the parser: behind a sentence, else between words, else within one.

What syntax asks of a sentence grows faster than its length, and the parser's memory with what it reads at
once. No paragraph of prose is so long, and no word.
"""

import re
from collections.abc import Iterator

from app.records import Span

LONGEST = 8_000
"""Characters that are parsed together at most."""
LONGEST_WORD, _PIECE = 1_000, 200
"""Characters from which what has no space is no word, and those of the pieces that are made of it."""
_LEAST = LONGEST // 2
_SENTENCE = re.compile(r"[.!?…][\"”’»')\]]{0,3}\s+(?=\S)")
_GAP = re.compile(r"\s(?=\S)")
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD},}}")


def stretches(text: str, span: Span) -> Iterator[Span]:
    """The parts of a span that are parsed, in order; together all its words, and mostly the span itself."""
    position = span.start
    for endless in _ENDLESS.finditer(text, span.start, span.end):
        yield from _words(text, Span(position, endless.start()))
        for start in range(endless.start(), endless.end(), _PIECE):
            yield Span(start, min(start + _PIECE, endless.end()))
        position = endless.end()
    yield from _words(text, Span(position, span.end))


def _words(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        end = _last(text, start + _LEAST, start + LONGEST)
        yield from _solid(text, Span(start, end))
        start = end
    yield from _solid(text, Span(start, span.end))


def _last(text: str, start: int, end: int) -> int:
    """Where the last sentence that ends in ``text[start:end]`` does, else the last word, else `end`."""
    for pattern in (_SENTENCE, _GAP):
        ends = [found.end() for found in pattern.finditer(text, start, end)]
        if ends:
            return ends[-1]
    return end


def _solid(text: str, span: Span) -> Iterator[Span]:
    """A span without white space at its ends, if it has anything else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start < end:
        yield Span(start, end)
