"""How much of one content lies in another, and pieces of content made one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.records import Span

_CELL = 512
"""Characters of a cell: about a paragraph."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where contents stand, so that those near another are found without going through all.

    By cells of the text, as sorting by beginnings would not do: one long content reaches over all others.
    """

    cells: defaultdict[int, list[tuple[Span, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, content: Iterable[Span], number: int) -> None:
        """Put down where the content of that number stands."""
        for span in content:
            for cell in _cells(span):
                self.cells[cell].append((span, number))

    def near(self, content: Iterable[Span]) -> list[int]:
        """Numbers of the contents that share characters with `content`, in order."""
        return sorted({number for number, _ in self._touching(content)})

    def touch(self, content: Iterable[Span]) -> bool:
        """Whether any content shares characters with `content`."""
        return next(self._touching(content), None) is not None

    def _touching(self, content: Iterable[Span]) -> Iterator[tuple[int, Span]]:
        for span in content:
            for cell in _cells(span):
                for other, number in self.cells.get(cell, ()):
                    if other.overlaps(span):
                        yield number, other


def places(contents: Iterable[Iterable[Span]]) -> Places:
    """The places of contents, numbered in their order."""
    found = Places()
    for number, content in enumerate(contents):
        found.add(content, number)
    return found


def _cells(span: Span) -> range:
    return range(span.start // _CELL, max(span.start, span.end - 1) // _CELL + 1)


def alike(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Share of the characters of both that are in both (Jaccard), 0 to 1."""
    common = shared(one, other)
    whole = sum(map(len, one)) + sum(map(len, other)) - common
    return common / whole if whole else 0.0


def share(part: Sequence[Span], whole: Sequence[Span]) -> float:
    """Share of the characters of `part` that lie in `whole`, 0 to 1."""
    return shared(part, whole) / max(1, sum(map(len, part)))


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Characters in both."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def joined(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """Pieces in order; those that overlap, or have nothing but marks and spaces between, are one."""
    held = None
    for piece in sorted(pieces):
        if held is not None and _touch(text, held, piece):
            held = Span(held.start, max(held.end, piece.end))
        else:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held


def _touch(text: str, one: Span, other: Span) -> bool:
    between = text[one.end : other.start]
    return "\n" not in between and not any(c.isalnum() for c in between)
