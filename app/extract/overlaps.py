"""How much of one content lies in another, and pieces of content made one."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.records import Span


@dataclass(frozen=True, slots=True)
class Places:
    """Where contents stand, so that those near another are found without going through all."""

    spans: tuple[tuple[Span, int], ...]
    """Every span with the number of its content, in order."""
    longest: int

    def near(self, content: Iterable[Span]) -> list[int]:
        """Numbers of the contents that share characters with `content`, in order."""
        found = set()
        for span in content:
            place = bisect_left(self.spans, (Span(span.start - self.longest, 0), -1))
            while place < len(self.spans) and self.spans[place][0].start < span.end:
                if self.spans[place][0].overlaps(span):
                    found.add(self.spans[place][1])
                place += 1
        return sorted(found)


def places(contents: Iterable[Sequence[Span]]) -> Places:
    """The places of contents, numbered in their order."""
    spans = sorted((span, number) for number, content in enumerate(contents) for span in content)
    return Places(tuple(spans), max((len(span) for span, _ in spans), default=0))


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
