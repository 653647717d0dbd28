"""Paragraphs of an article as read: numbered, cut into runs, with notes in the margin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.records import Role, Span
from app.store.queries.views import (
    ArticleRef,
    ClaimView,
    ParagraphView,
    StatementView,
)
from app.web import highlight, links, ranges, wording
from app.web.highlight import Mark, Run
from app.web.ranges import Range

_LEAD = ("direct", "mixed", "indirect", "claim")


@dataclass(frozen=True, slots=True)
class Note:
    """A line in the margin beside a paragraph."""

    style: str
    kind: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class GalleyParagraph:
    """One paragraph, its number counted from 1."""

    number: int
    href: str
    role: str
    """"body", "heading", ... for style."""
    label: str
    """The role in words, "" for body."""
    dimmed: bool
    runs: tuple[Run, ...]
    notes: tuple[Note, ...] = ()
    numbered: str = ""
    """For scripts, where words are counted: where they stand and what their numbers are."""
    before: "Unshown | None" = None
    """What stands before it in the article and is not shown."""


@dataclass(frozen=True, slots=True)
class Unshown:
    """Paragraphs that readers do not see here; links to them still have somewhere to lead."""

    numbers: tuple[int, ...]
    words: str
    notes: tuple[Note, ...]
    """Claims that the article's narration makes there: each has a page of its own."""


def unshown(numbers: Sequence[int], notes: Mapping[int, Sequence[Note]]) -> Unshown | None:
    """Paragraphs in a row, numbered from 0, as the line that stands for them."""
    if not numbers:
        return None
    counted = tuple(number + 1 for number in numbers)
    words = (
        f"Paragraphs {counted[0]} to {counted[-1]} are not shown here."
        if len(counted) > 1
        else f"Paragraph {counted[0]} is not shown here."
    )
    return Unshown(counted, words, tuple(note for number in numbers for note in notes.get(number, ())))


def of_statement(view: StatementView, chosen: Range | None = None) -> tuple[GalleyParagraph, ...]:
    """The source paragraphs of a statement with its words, those `chosen` of them, cue and source marked."""
    kind = view.row.kind.value
    marks = [Mark(piece.span, kind) for piece in view.row.pieces]
    if chosen:
        pieces = view.row.pieces
        for piece, part in zip(pieces, ranges.parts([each.words for each in pieces], chosen), strict=True):
            start = piece.span.start
            marks += [Mark(Span(start + part.start, start + part.end), "chosen")] if part else []
    marks += [Mark(span, "cue") for span in view.cue_spans] + [
        Mark(span, "source") for span in view.source_spans
    ]
    made = _around(view, marks)
    if view.standing is None or (view.stands and view.row.gone is None):
        return made
    # The article is shown as last read: paragraphs of an earlier reading have no numbers there.
    return _captured(made, view.row.article, view.standing.capture)


def of_claim(view: ClaimView) -> tuple[GalleyParagraph, ...]:
    """The source paragraphs of a claim with its words marked."""
    made = _around(view, [Mark(view.row.span, "claim")])
    if view.standing is None or view.row.gone is None:
        return made
    return _captured(made, view.row.article, view.standing.capture)


def _captured(
    made: tuple[GalleyParagraph, ...], article: ArticleRef, capture: int
) -> tuple[GalleyParagraph, ...]:
    """The same paragraphs, each leading to where it stands in an earlier capture."""
    return tuple(replace(each, href=links.capture(article, capture, each.number - 1)) for each in made)


def _around(view: StatementView | ClaimView, marks: list[Mark]) -> tuple[GalleyParagraph, ...]:
    """The paragraphs shown, neighbours dimmed; what the reader looked for is marked in all of them."""
    found = highlight.hits(view.row.snippet)
    for each in view.paragraphs:
        start = each.span.start
        hits = highlight.find(each.words, found) if found else ()
        marks += [Mark(Span(start + hit.start, start + hit.end), "hit") for hit in hits]
    return tuple(
        paragraph(each, view.row.article, marks, (), dimmed=each.number not in view.source_paragraphs)
        for each in view.paragraphs
    )


def paragraph(
    view: ParagraphView,
    article: ArticleRef,
    marks: list[Mark],
    notes: tuple[Note, ...],
    *,
    dimmed: bool = False,
) -> GalleyParagraph:
    """One paragraph, cut at the edges of the marks in it."""
    return GalleyParagraph(
        view.number + 1,
        links.article(article, view.number),
        view.role.value,
        wording.ROLES[Role(view.role)] if view.whole else "Only these words of the paragraph are shown here",
        dimmed,
        highlight.runs(view.words, view.span.start, marks, _LEAD),
        notes,
    )
