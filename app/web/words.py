"""A statement's words as pages show them: pieces, what was left out between them, and no mark too many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.records import Kind, Span
from app.store.queries.taken import TakenArticle
from app.store.queries.views import ArticleRef, ClaimRow, Piece, StatementRow
from app.web import highlight, judged, ranges, wording
from app.web.highlight import Mark, Segment
from app.web.ranges import Range

_UNBROKEN = 3
"""Between paragraphs, so few characters are a line break and a quotation mark: nothing was left out."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One unbroken piece; `gap` says that words were left out before it."""

    segments: tuple[Segment, ...]
    gap: bool = False
    numbered: str = ""
    """For scripts: where its words stand and what their numbers are, see `ranges.numbered`."""


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
    listed: tuple[str, ...]
    """The same in a list, where nobody is named who did not say them."""
    lang: str
    more: bool = False
    """Whether words follow that are left out."""


def of_statement(row: StatementRow) -> Words:
    """A statement's words; only direct speech stands in quotation marks."""
    found = highlight.hits(row.snippet)
    return _of_statement(
        row, [Fragment(_segments(piece.words, row.kind, found)) for piece in row.pieces], row.pieces
    )


def numbered(row: StatementRow, chosen: Range | None) -> Words:
    """A statement's words as its own page shows them: counted, and those that a link points at marked."""
    said = [piece.words for piece in row.pieces]
    parts = ranges.parts(said, chosen) if chosen else (None,) * len(said)
    found = highlight.hits(row.snippet)
    fragments = []
    for words, part, told in zip(said, parts, ranges.numbered(said), strict=True):
        marks = [Mark(part, "chosen")] if part else []
        fragments.append(Fragment(_labelled(_segments(words, row.kind, found, marks)), numbered=told))
    return _of_statement(row, fragments, row.pieces)


def excerpt(row: StatementRow, chosen: Range) -> Words:
    """Only the words that a range chooses; [...] stands for those before and after."""
    said = [piece.words for piece in row.pieces]
    held = [(piece, part) for piece, part in zip(row.pieces, ranges.parts(said, chosen), strict=True) if part]
    fragments = [Fragment(_part(_segments(piece.words, row.kind, frozenset()), part)) for piece, part in held]
    fragments[0] = replace(fragments[0], gap=chosen.first > 1)
    made = _of_statement(row, fragments, [piece for piece, _ in held])
    return replace(made, more=chosen.last < ranges.total(said))


def _of_statement(row: StatementRow, fragments: Sequence[Fragment], pieces: Sequence[Piece]) -> Words:
    paragraphs: list[list[Fragment]] = []
    last: Piece | None = None
    for piece, fragment in zip(pieces, fragments, strict=True):
        if last is None or _follows(last, piece):
            paragraphs.append([fragment])
        else:
            paragraphs[-1].append(replace(fragment, gap=True))
        last = piece
    return Words(
        tuple(tuple(paragraph) for paragraph in paragraphs),
        row.kind.value,
        row.kind is Kind.DIRECT,
        noted(row),
        (*judged.listed(row), *notes(row.kind, row.article, row.gone)),
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
        notes=noted(row),
        listed=(*judged.listed(row), *notes(row.kind, row.article, row.gone)),
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


def notes(
    kind: Kind | None, article: ArticleRef | TakenArticle, gone: datetime | None = None
) -> tuple[str, ...]:
    """Why words of this kind are not to be taken for somebody's own, or no longer for the article's."""
    why = (
        wording.KIND_NOTES[kind] if kind else "",
        wording.TRANSLATED if article.translated_from else "",
        f"No longer in the article since {wording.day(gone).words}" if gone else "",
    )
    return tuple(note for note in why if note)


def _follows(last: Piece, piece: Piece) -> bool:
    return piece.paragraph != last.paragraph and piece.span.start - last.span.end <= _UNBROKEN


def _segments(
    words: str, kind: Kind | None, found: frozenset[str], over: Sequence[Mark] = ()
) -> tuple[Segment, ...]:
    marks = [*over, *(Mark(span, "hit") for span in highlight.find(words, found))]
    if kind is Kind.MIXED:
        marks += [Mark(span, "verbatim") for span in highlight.quoted(words)]
    return tuple(
        Segment(text, " ".join(sorted({mark.style for mark in over})))
        for text, over in highlight.cut(words, 0, marks)
    ) or (Segment(words),)


def _labelled(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    first = next((each for each in segments if "chosen" in each.styles.split()), None)
    return tuple(replace(each, label="linked words: ") if each is first else each for each in segments)


def _part(segments: tuple[Segment, ...], part: Span) -> tuple[Segment, ...]:
    """The segments within `part`; a quotation that it cuts keeps quotation marks, as an editor would set."""
    made = []
    start = 0
    for segment in segments:
        left, right = max(part.start - start, 0), min(part.end - start, len(segment.words))
        if left < right:
            kept = segment.words[left:right]
            if segment.styles == "verbatim":
                opens = "“" if left and segment.words[:left].strip() else ""
                closes = "”" if segment.words[right:].strip() else ""
                kept = f"{opens}{kept}{closes}"
            made.append(replace(segment, words=kept))
        start += len(segment.words)
    return tuple(made)


def plain(words: Words) -> str:
    """The words as one line of plain text, marked as on the page."""
    text = unmarked(words)
    return f"“{text}”" if words.quoted else text


def said(pieces: Sequence[Piece]) -> str:
    """A statement's words as one line of plain text, as `unmarked` has them: without what only pages show."""
    first = pieces[0]
    told, last = first.words, first
    for piece in pieces[1:]:
        told += f" {piece.words}" if _follows(last, piece) else f" […] {piece.words}"
        last = piece
    return told


def noted(row: StatementRow | ClaimRow) -> tuple[str, ...]:
    """What a reader must know before repeating a row's words."""
    return (*judged.told(row), *notes(row.kind, row.article, row.gone))


def unmarked(words: Words) -> str:
    """The words as one line of plain text, without quotation marks of ours."""
    parts = [part for paragraph in words.paragraphs for part in paragraph]
    told = " ".join(
        ("[…] " if part.gap else "") + "".join(each.words for each in part.segments) for part in parts
    )
    return f"{told} […]" if words.more else told
