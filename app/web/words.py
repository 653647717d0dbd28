"""A statement's words as pages show them: pieces, what was left out between them, and no mark too many."""

from dataclasses import dataclass, replace

from app.records import Kind
from app.store.queries.views import ArticleRef, ClaimRow, Piece, StatementRow
from app.web import highlight, wording
from app.web.highlight import Mark, Segment

_UNBROKEN = 3
"""Between paragraphs, so few characters are a line break and a quotation mark: nothing was left out."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One unbroken piece; `gap` says that words were left out before it."""

    segments: tuple[Segment, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words in paragraphs of fragments."""

    paragraphs: tuple[tuple[Fragment, ...], ...]
    style: str
    """A statement's kind, or "narration"."""
    quoted: bool
    """Whether pages may set them in quotation marks."""
    notes: tuple[str, ...]
    """What a reader must know before repeating them, e.g. "Reported, not verbatim"."""
    lang: str


def of_statement(row: StatementRow) -> Words:
    """A statement's words; only direct speech stands in quotation marks."""
    found = highlight.hits(row.snippet)
    paragraphs: list[list[Fragment]] = []
    last: Piece | None = None
    for piece in row.pieces:
        fragment = Fragment(_segments(piece.words, row.kind, found))
        if last is None or _follows(last, piece):
            paragraphs.append([fragment])
        else:
            paragraphs[-1].append(replace(fragment, gap=True))
        last = piece
    return Words(
        tuple(tuple(paragraph) for paragraph in paragraphs),
        row.kind.value,
        row.kind is Kind.DIRECT,
        notes(row.kind, row.article),
        row.article.language or "",
    )


def of_claim(row: ClaimRow) -> Words:
    """A claim's exact words, as printed and so without marks of ours."""
    segments = _segments(row.words, row.kind, highlight.hits(row.snippet))
    style = row.kind.value if row.kind else "narration"
    return Words(
        ((Fragment(segments),),),
        style,
        quoted=False,
        notes=notes(row.kind, row.article),
        lang=row.article.language or "",
    )


def worded(row: ClaimRow) -> tuple[Segment, ...]:
    """A claim's wording: its words with our insertions in brackets; empty where there are none."""
    parts: list[Segment] = []
    at = row.span.start
    for gloss in row.glosses:
        parts.append(Segment(row.words[at - row.span.start : gloss.span.start - row.span.start]))
        # An insertion that replaces nothing stands before a word, not against it.
        parts += [Segment(f"[{gloss.words}]", "gloss"), *([] if gloss.span else [Segment(" ")])]
        at = gloss.span.end
    parts.append(Segment(row.words[at - row.span.start :]))
    return tuple(part for part in parts if part.words) if row.glosses else ()


def notes(kind: Kind | None, article: ArticleRef) -> tuple[str, ...]:
    """Why words of this kind, from this article, are not to be taken for somebody's own."""
    why = (wording.KIND_NOTES[kind] if kind else "", wording.TRANSLATED if article.translated_from else "")
    return tuple(note for note in why if note)


def _follows(last: Piece, piece: Piece) -> bool:
    return piece.paragraph != last.paragraph and piece.span.start - last.span.end <= _UNBROKEN


def _segments(words: str, kind: Kind | None, found: frozenset[str]) -> tuple[Segment, ...]:
    marks = [Mark(span, "hit") for span in highlight.find(words, found)]
    if kind is Kind.MIXED:
        marks += [Mark(span, "verbatim") for span in highlight.quoted(words)]
    return tuple(
        Segment(text, " ".join(sorted({mark.style for mark in over})))
        for text, over in highlight.cut(words, 0, marks)
    ) or (Segment(words),)


def plain(words: Words) -> str:
    """The words as one line of plain text, marked as on the page."""
    text = unmarked(words)
    return f"“{text}”" if words.quoted else text


def unmarked(words: Words) -> str:
    """The words as one line of plain text, without quotation marks of ours."""
    parts = [part for paragraph in words.paragraphs for part in paragraph]
    return " ".join(
        ("[…] " if part.gap else "") + "".join(each.words for each in part.segments) for part in parts
    )
