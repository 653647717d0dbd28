"""How much of one content lies in another, and pieces of content made one."""

from collections.abc import Iterable, Iterator, Sequence

from app.records import Span


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
