"""Spans over a paragraph's words → segments that a template can print one after the other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from app.quoting import Side
from app.quoting import marks as quotation_marks
from app.records import Span

HIT_START, HIT_END = "\ue000", "\ue001"
"""What the store puts around the words of an excerpt that a text query found."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show over a span of an article's text."""

    span: Span
    style: str
    """A CSS class: a statement's kind, "claim", "cue" or "source"."""
    href: str | None = None
    label: str = ""
    """What a screen reader says before the marked words."""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that are all marked in the same way."""

    words: str
    styles: str = ""
    """CSS classes, sorted, separated by spaces."""
    label: str = ""
    """What a screen reader says before the words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring segments that one mark leads; a link where it has an address."""

    segments: tuple[Segment, ...]
    mark: Mark | None = None
    begins: bool = False
    """Whether this is the first run of its mark in the paragraph."""


def cut(words: str, start: int, marks: Iterable[Mark]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """`words`, which stand at `start` of the text, cut at every edge of a mark, with the marks over each.

    The pieces joined are `words` again, whatever the spans.
    """
    end = start + len(words)
    near = [mark for mark in marks if mark.span.start < end and start < mark.span.end and mark.span]
    edges = {start, end}
    for mark in near:
        edges |= {max(mark.span.start, start), min(mark.span.end, end)}
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        over = tuple(mark for mark in near if mark.span.holds(Span(left, right)))
        yield words[left - start : right - start], over


def runs(words: str, start: int, marks: Sequence[Mark], lead: Sequence[str]) -> tuple[Run, ...]:
    """`words` as runs, each led by the mark over it whose style comes first in `lead`, then the shortest."""
    rank = {style: number for number, style in enumerate(lead)}

    def leading(over: tuple[Mark, ...]) -> Mark | None:
        able = [mark for mark in over if mark.style in rank]
        return min(able, key=lambda mark: (rank[mark.style], len(mark.span), mark.span), default=None)

    pieces = [(leading(over), text, over) for text, over in cut(words, start, marks)]
    seen: set[int] = set()
    made: list[Run] = []
    for _, group in groupby(pieces, key=lambda piece: id(piece[0])):
        members = list(group)
        mark = members[0][0]
        if mark and not any(c.isalnum() for _, text, _ in members for c in text):
            # A full stop that another mark left over is no place to press.
            mark = replace(mark, href=None, label="", anchor=None)
        segments = tuple(
            Segment(text, " ".join(sorted({each.style for each in over if each is not mark})))
            for _, text, over in members
        )
        made.append(Run(segments, mark, mark is not None and id(mark) not in seen))
        seen.add(id(mark))
    return tuple(made)


def hits(snippet: str | None) -> frozenset[str]:
    """The words of an excerpt that the query found, lower case."""
    if not snippet:
        return frozenset()
    return frozenset(
        found.casefold() for found in re.findall(f"{HIT_START}([^{HIT_START}{HIT_END}]+){HIT_END}", snippet)
    )


def excerpt(snippet: str) -> tuple[Segment, ...]:
    """An excerpt as segments, those that the query found with the style "hit"."""
    made, inside = [], False
    for part in re.split(f"([{HIT_START}{HIT_END}])", snippet):
        if part in (HIT_START, HIT_END):
            inside = part == HIT_START
        elif part:
            made.append(Segment(part, "hit" if inside else ""))
    return tuple(made)


def find(words: str, wanted: frozenset[str]) -> tuple[Span, ...]:
    """Where the words `wanted` stand in `words`, as whole words, in any case."""
    if not wanted:
        return ()
    return tuple(
        Span(found.start(), found.end())
        for found in re.finditer(r"\w+(?:['’-]\w+)*|\w+", words)
        if found.group().casefold() in wanted
    ) + tuple(_phrases(words, wanted))


def _phrases(words: str, wanted: frozenset[str]) -> Iterator[Span]:
    for phrase in wanted:
        if not re.fullmatch(r"\w+", phrase):
            for found in re.finditer(re.escape(phrase), words, re.IGNORECASE):
                yield Span(found.start(), found.end())


def quoted(words: str) -> tuple[Span, ...]:
    """The parts of `words` inside quotation marks, with their marks; one left open runs to the end."""
    found: list[Span] = []
    opened: int | None = None
    for mark in quotation_marks(words):
        if opened is None and mark.side is not Side.CLOSE:
            opened = mark.start
        elif mark.side is not Side.OPEN:
            # A closing mark first: the words were open before this piece begins.
            found.append(Span(found[-1].end if opened is None and found else opened or 0, mark.end))
            opened = None
    if opened is not None:
        found.append(Span(opened, len(words)))
    return tuple(found)
