"""Paragraphs of an article as read: numbered, cut into runs, with notes in the margin."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.records import Role, Span
from app.store.queries.views import (
    ArticleRef,
    ArticleView,
    ClaimRow,
    ClaimView,
    ParagraphView,
    StatementRow,
    StatementView,
)
from app.web import highlight, lines, links, ranges, wording
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


def of_article(view: ArticleView, threshold: float) -> tuple[GalleyParagraph, ...]:
    """The whole article, every statement and claim marked and linked, and listed in the margin."""
    marks = [mark for row in view.statements for mark in _statement_marks(row, threshold)]
    marks += [_claim_mark(row) for row in view.claims]
    notes: dict[int, list[Note]] = {}
    for row in view.statements:
        line = lines.statement_line(row, threshold)
        note = Note(row.kind.value, line.kind, line.speaker.words, line.href)
        notes.setdefault(row.pieces[0].paragraph, []).append(note)
    for claim in view.claims:
        note = Note("claim", "Claim", wording.TYPES[claim.type], links.claim(claim))
        notes.setdefault(claim.paragraph, []).append(note)
    return tuple(
        _paragraph(paragraph, view.article, marks, tuple(notes.get(paragraph.number, ())))
        for paragraph in view.paragraphs
    )


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
    return _around(view.paragraphs, view.source_paragraphs, view.row.article, marks)


def of_claim(view: ClaimView) -> tuple[GalleyParagraph, ...]:
    """The source paragraphs of a claim with its words marked."""
    return _around(view.paragraphs, view.source_paragraphs, view.row.article, [Mark(view.row.span, "claim")])


def _around(
    paragraphs: Sequence[ParagraphView], sources: frozenset[int], article: ArticleRef, marks: list[Mark]
) -> tuple[GalleyParagraph, ...]:
    return tuple(
        _paragraph(paragraph, article, marks, (), dimmed=paragraph.number not in sources)
        for paragraph in paragraphs
    )


def _paragraph(
    paragraph: ParagraphView,
    article: ArticleRef,
    marks: list[Mark],
    notes: tuple[Note, ...],
    *,
    dimmed: bool = False,
) -> GalleyParagraph:
    return GalleyParagraph(
        paragraph.number + 1,
        links.article(article, paragraph.number),
        paragraph.role.value,
        wording.ROLES[Role(paragraph.role)],
        dimmed,
        highlight.runs(paragraph.words, paragraph.span.start, marks, _LEAD),
        notes,
    )


def _statement_marks(row: StatementRow, threshold: float) -> list[Mark]:
    line = lines.statement_line(row, threshold)
    label = f"{line.kind}, {line.speaker.words}: "
    return [Mark(piece.span, row.kind.value, line.href, label) for piece in row.pieces]


def _claim_mark(row: ClaimRow) -> Mark:
    return Mark(row.span, "claim", links.claim(row), f"Claim, {wording.TYPES[row.type].lower()}: ")
