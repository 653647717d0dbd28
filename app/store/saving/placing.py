"""Where a statement stands that people decided about: at the machine's words or at theirs. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.records import Span, Verdict
from app.store import succession
from app.store import tables as t
from app.store.saving import spans
from app.store.saving.anchoring import anchored, moved
from app.store.saving.decisions import Decision, Extent
from app.store.saving.versions import CONTENT, Shape, Spans

VOUCHES = frozenset({Verdict.CONFIRMED, Verdict.SPEAKER, Verdict.EXTENT, Verdict.KIND})
"""Who decides one of these has seen that somebody did say it."""
COLUMNS = ("code", "start", "end", "rule", "kind", "antecedent_start", "antecedent_end")
Place = tuple[Any, ...]
"""A row of `statement_places`, without the statement, by `COLUMNS`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the machine last found of a statement."""

    found: bool
    """False where it no longer finds it; the rest is then as it last did."""
    shape: Shape
    text: str
    """Of its capture."""
    words: str
    rule: str
    confidence: float
    reasons: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """An article's text as it stands, and what the machine finds in it."""

    capture: int
    text: str
    found: tuple[str, ...] = ()
    """The words of every passage."""
    taken: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """Where passages begin, by their normalised words."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a statement stands, before anything but its extent is decided."""

    state: str
    shape: Shape
    words: str
    places: tuple[Place, ...]
    by: int | None = None
    """The decision without which it would not stand, or not so."""
    missing: frozenset[int] = frozenset()
    """Decisions about its extent whose words are not there."""


def place(found: Found, decisions: Sequence[Decision], page: Page) -> Placed:
    """Where the statement stands by decisions that none replaced, oldest first.

    At the words that were last decided, where they stand in the text; else at what the machine finds. Where
    it finds nothing any more, what a person vouched for stands all the same as long as its words do.
    """
    about = [each for each in decisions if each.is_about(found.words)]
    missing: set[int] = set()
    for each in reversed(about):
        if each.extent is None:
            continue
        if found.found and _same(each.extent.words, found.words):
            break
        at = _spans(each.extent, found, page)
        if at is not None:
            by = None if _same(each.extent.words, found.words) and found.found else each.id
            return replace(_at(found, page, at), by=by, missing=frozenset(missing))
        missing.add(each.id)
    return replace(_as_found(found, about, page), missing=frozenset(missing))


def _as_found(found: Found, about: Sequence[Decision], page: Page) -> Placed:
    if found.found:
        return Placed(t.LIVE, found.shape, found.words, found.places)
    vouched = [each.id for each in about if each.verdict in VOUCHES]
    if vouched:
        content = found.shape.content
        own = Extent(found.words, tuple(s.of(found.text) for s in content), found.shape.capture, content)
        at = _spans(own, found, page)
        if at is not None:
            return replace(_at(found, page, at), by=vouched[-1])
    left = succession.unfound(page.text, page.found)(found.words)
    return Placed(t.WITHDRAWN if left else t.GONE, found.shape, found.words, found.places)


def _spans(extent: Extent, found: Found, page: Page) -> tuple[Span, ...] | None:
    """Where the words of an extent stand, nearest to what was found and where no other passage does."""
    taken = () if found.found else page.taken.get(succession.normalised(extent.words), ())
    if extent.capture == page.capture and not any(_overlap(extent.at[0], span) for span in taken):
        return extent.at
    near = found.shape.content[0].start
    if found.shape.capture != page.capture:
        near = moved(found.text, page.text, near)
    return anchored(page.text, extent.pieces, near, taken)


def _at(found: Found, page: Page, content: tuple[Span, ...]) -> Placed:
    """What was found, with its content at these spans of the page, and all else that stands beside it."""
    words = spans.joined(page.text, content)
    if found.shape.capture == page.capture:
        beside: Spans = tuple(row for row in found.shape.spans if row[0] != CONTENT)
        places = found.places
    else:
        onward = _onward(found, page, content)
        beside = tuple(
            (part, number, at)
            for part, number, span in found.shape.spans
            if part != CONTENT and (at := onward(span)) is not None
        )
        places = tuple(_place(row, onward, content) for row in found.places)
    kept = [row for row in beside if not any(_overlap(row[2], span) for span in content)]
    shape = replace(
        found.shape,
        capture=page.capture,
        spans=tuple(sorted([*kept, *((CONTENT, n, span) for n, span in enumerate(content))])),
    )
    return Placed(t.LIVE, shape, words, places)


def _onward(found: Found, page: Page, content: tuple[Span, ...]) -> Callable[[Span], Span | None]:
    """A function from a span of the text that the statement was found in to where it stands in the page."""
    shift = content[0].start - found.shape.content[0].start

    def onward(span: Span) -> Span | None:
        at = anchored(page.text, [span.of(found.text)], span.start + shift)
        return None if at is None else at[0]

    return onward


def _place(row: Place, onward: Callable[[Span], Span | None], content: tuple[Span, ...]) -> Place:
    code, start, end, rule, kind, since, until = row
    at = onward(Span(start, end)) or content[0]
    before = None if since is None else onward(Span(since, until))
    return (code, at.start, at.end, rule, kind, *((before.start, before.end) if before else (None, None)))


def _same(one: str, other: str) -> bool:
    return succession.normalised(one) == succession.normalised(other)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
