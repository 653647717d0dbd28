"""Quotation marks → quotations, however the marks are broken.

A quotation is what stands between an opening mark and its closing mark. Where marks fail, layout decides:
a quotation goes on into the next paragraph when a closing mark, or a dash with an attribution, ends it there.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from app.extract.asides import asides
from app.extract.closing import Row, closed_within, closes, may_open, reopens, row
from app.extract.cues import dash_clause, interposed
from app.quoting import Mark, Side, marks
from app.records import Document, Paragraph, Role, Span

_WORD = re.compile(r"\w")
_FARTHEST = 12
_SKIPPED = (Role.CAPTION, Role.CREDIT, Role.INSERT)
_SIGNED_INSERT = re.compile(
    # A space beside the dash: "(R-Ky.)" is no signature.
    r"\([^()]{0,200}?(?:\s[-–—]\s?|[-–—]\s)(?:Ed\.?|ed\.?|[A-Z][\w.]*(?: [\w.]+){0,2})\s*\)"
)
_EDITOR = r"(?:editor(?:ial)?|translator|reporter|author|publisher|ed|eds|tr|trans)"
_LABEL = rf"(?i:{_EDITOR}(?:['’]?s['’]?|\.)?\s(?:note|comment|remark)|note|eds?)\.?\s?[:–—]"
_LABELLED_INSERT = re.compile(rf"\[\s?{_LABEL}[^\[\]]{{1,500}}\]|\(\s?{_LABEL}[^()]{{1,500}}\)")
_SIGNED_IN_SQUARE = re.compile(r"\[[^\[\]]{0,500}?[-–—]\s?[Ee]ds?\.?\s?\]")


class SetOff(Enum):
    """What sets somebody's words off from the narration."""

    MARKS = "marks"
    LABEL = "label"
    DASH = "dash"
    LAYOUT = "layout"
    QUESTION = "question"
    """An interviewer's."""
    ANSWER = "answer"
    """Its place behind a question."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: its words by paragraph, without marks and inserts."""

    outer: Span
    """From the opening mark to past the closing one, where it has marks."""
    pieces: tuple[Span, ...]
    inserts: tuple[Span, ...]
    first: int
    """Number of the paragraph it opens in."""
    last: int
    closed: bool
    by: SetOff = SetOff.MARKS
    label: Span | None = None
    """The words before it that say whose it is, in a transcript."""
    goes_on: bool = False
    """Whether it takes up the quotation before it behind a clause, where layout tells."""

    def words(self, text: str) -> list[str]:
        """All its words, in order."""
        return [word for piece in self.pieces for word in re.findall(r"\w+(?:['’]\w+)*", piece.of(text))]


@dataclass(slots=True)
class _Open:
    mark: Mark
    first: int
    parts: list[Span] = field(default_factory=list)
    searched: int = 0
    """Up to where no clause behind a dash was found, so that no stretch is searched twice."""
    nested: bool = False
    """Whether a mark of another shape has opened within."""


def quotations(document: Document) -> tuple[Quotation, ...]:
    """Every quotation of the body in reading order, nested ones left inside their outer one."""
    single = _single_only(document)
    found: list[Quotation] = []
    opened: _Open | None = None
    for paragraph in document.paragraphs:
        if paragraph.role in _SKIPPED:
            continue
        if paragraph.role in (Role.HEADING, Role.FOOTNOTE):
            opened = None
            continue
        opened = _read(document, paragraph, opened, found, single=single)
        if opened and not _goes_on(document, paragraph.number, opened.mark):
            end = _before_clause(document.text, opened.parts[-1].start, paragraph.span.end)
            found.append(
                _quotation(document, opened, paragraph.number, end or paragraph.span.end, closed=False)
            )
            opened = None
    return tuple(quotation for quotation in found if quotation.pieces)


def inserts(document: Document, within: Span, paragraphs: Sequence[Paragraph]) -> tuple[Span, ...]:
    """An editor's words in brackets: labelled, signed after a dash, or broken over whole paragraphs."""
    text = document.text
    found = [
        Span(*match.span())
        for pattern in (_SIGNED_INSERT, _LABELLED_INSERT, _SIGNED_IN_SQUARE)
        for match in pattern.finditer(text, within.start, within.end)
    ]
    for paragraph in paragraphs:
        if paragraph.role is Role.INSERT and within.start <= paragraph.span.start < within.end:
            start = text.rfind("(", within.start, paragraph.span.start)
            end = text.find(")", paragraph.span.end)
            if start >= 0 and end >= 0:
                found.append(Span(start, end + 1))
    return tuple(sorted(set(found)))


def _single_only(document: Document) -> bool | None:
    """Which marks the body quotes with: True for single ones alone, else None for both."""
    body = [p.span for p in document.paragraphs if p.role is Role.BODY]
    return None if any(next(marks(document.text, s.start, s.end), None) for s in body) else True


def _read(
    document: Document,
    paragraph: Paragraph,
    opened: _Open | None,
    found: list[Quotation],
    *,
    single: bool | None,
) -> _Open | None:
    """Walk one paragraph's marks; returns the quotation still open at its end."""
    text, span = document.text, paragraph.span
    here = list(marks(text, span.start, span.end, single=single))
    families = {kind: row(mark for mark in here if mark.single is kind) for kind in (False, True)}
    seen = dict.fromkeys(families, 0)
    last = max((mark.start for mark in families[True].marks if mark.side is not Side.OPEN), default=-1)
    may_end = {False: span.end, True: span.end if single or _taken_up(document, paragraph.number) else last}
    if opened:
        same = families[opened.mark.single].marks
        begin = span.start
        if same and reopens(text, span, same[0]):
            begin = same[0].end
            here = [mark for mark in here if mark.start >= begin]
            seen[opened.mark.single] = 1
        opened.parts.append(Span(begin, span.end))
        opened.nested = False
    for mark in here:
        family, index = families[mark.single], seen[mark.single]
        seen[mark.single] += 1
        if opened is None:
            opened = _opened(text, paragraph, family, index, may_end[mark.single])
            continue
        if mark.single is not opened.mark.single:
            continue  # nested
        clause = _clause(text, opened, mark.start) if mark.side is Side.OPEN else None
        if clause is not None:
            found.append(_quotation(document, opened, paragraph.number, clause, closed=False))
            opened = _opened(text, paragraph, family, index, may_end[mark.single])
        elif closes(text, opened.mark, family, index, nested=opened.nested):
            found += _closed(document, opened, paragraph.number, mark)
            opened = None
        elif mark.shape != opened.mark.shape:
            opened.nested = mark.side is Side.OPEN
    return _interrupted(document, opened, paragraph, found) if opened else None


def _interrupted(
    document: Document, opened: _Open, paragraph: Paragraph, found: list[Quotation]
) -> _Open | None:
    """What is still open behind the clauses after dashes, each of which ends a quotation or interrupts it."""
    text, end, still = document.text, paragraph.span.end, opened
    start = max(still.searched, still.parts[-1].start)
    while (dash := dash_clause(text, start, end)) is not None:
        found.append(_quotation(document, still, paragraph.number, dash, closed=False))
        aside = interposed(text, start, end)
        if aside is None or aside.start != dash:
            return None
        still = _again(still, paragraph.number, aside)
        start = aside.end
    return still


def _again(opened: _Open, number: int, aside: Span) -> _Open:
    """What goes on behind a clause between dashes."""
    taken_up = replace(opened.mark, start=aside.end, end=aside.end)
    return _Open(taken_up, number, [Span(aside.end, opened.parts[-1].end)])


def _opened(text: str, paragraph: Paragraph, family: Row, index: int, may_end: int) -> _Open | None:
    """The quotation that a mark begins, if it is an opening one and before the last that can end it."""
    mark = family.marks[index]
    if not may_open(text, paragraph.span, family, index) or mark.start >= may_end:
        return None
    return _Open(mark, paragraph.number, [Span(mark.end, paragraph.span.end)])


def _taken_up(document: Document, number: int) -> bool:
    """Whether the next paragraph of the body begins with an opening single mark."""
    below = document.paragraphs[number + 1 : number + 1 + _FARTHEST]
    span = next((p.span for p in below if p.role is Role.BODY), Span(0, 0))
    first = next(marks(document.text, span.start, min(span.end, span.start + 2), single=True), None)
    return first is not None and first.start == span.start


def _closed(document: Document, opened: _Open, number: int, mark: Mark) -> list[Quotation]:
    """The quotation that `mark` ends, in two or more where clauses between dashes interrupt it."""
    text, found = document.text, []
    while (aside := interposed(text, opened.parts[-1].start, mark.start)) is not None:
        found.append(_quotation(document, opened, number, aside.start, closed=False))
        opened = _again(opened, number, aside)
    return [*found, _quotation(document, opened, number, mark.start, closed=True, past=mark.end)]


def _clause(text: str, opened: _Open, end: int) -> int | None:
    """Where an open quotation ends at a clause, as a second opening mark at `end` says that it has to."""
    start = max(opened.searched, opened.parts[-1].start)
    opened.searched = end
    dash = dash_clause(text, start, end)
    return dash if dash is not None or start > opened.parts[-1].start else _before_clause(text, start, end)


def _before_clause(text: str, start: int, end: int) -> int | None:
    aside = next(asides(text, start, end), None)
    return None if aside is None else aside.before


def _goes_on(document: Document, number: int, opening: Mark) -> bool:
    """Whether a quotation left open at the end of a paragraph is taken up below."""
    text, nothing_between = document.text, True
    for paragraph in document.paragraphs[number + 1 : number + 1 + _FARTHEST]:
        if paragraph.role in _SKIPPED:
            continue
        if paragraph.role is not Role.BODY:
            return False
        span = paragraph.span
        here = list(marks(text, span.start, span.end, single=opening.single))
        first_opens = not here or here[0].side is Side.OPEN
        if first_opens and dash_clause(text, span.start, here[0].start if here else span.end) is not None:
            return True
        if here:
            # Who marks each paragraph's beginning marks every one: narration between says that it had ended.
            again = nothing_between and reopens(text, span, here[0]) and opening.shape == here[0].shape
            return again or closed_within(text, opening, row(here))
        nothing_between = False
    return False


def _quotation(
    document: Document, opened: _Open, last: int, end: int, *, closed: bool, past: int | None = None
) -> Quotation:
    outer = Span(opened.mark.start, end if past is None else past)
    left_out = inserts(document, outer, document.paragraphs[opened.first : last + 1])
    parts = (Span(part.start, min(part.end, end)) for part in opened.parts if part.start < end)
    pieces = tuple(piece for part in parts for piece in without(document.text, part, left_out))
    return Quotation(outer, pieces, left_out, opened.first, last, closed)


def without(text: str, part: Span, left_out: tuple[Span, ...]) -> list[Span]:
    """What remains of `part` once the inserts are taken out, trimmed; empty remains are dropped."""
    first = bisect_right(left_out, part.start, key=lambda insert: insert.end)
    left_out = left_out[first : bisect_left(left_out, part.end, key=lambda insert: insert.start)]
    starts = [part.start, *(insert.end for insert in left_out)]
    ends = [*(insert.start for insert in left_out), part.end]
    rest = (Span(max(a, part.start), min(b, part.end)) for a, b in zip(starts, ends, strict=True))
    return [trimmed(text, span) for span in rest if span.start < span.end and _WORD.search(span.of(text))]


def trimmed(text: str, span: Span) -> Span:
    """`span` without white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def whole_words(text: str, span: Span) -> Span:
    """`span` without the rest of a word at its beginning, and with that at its end."""
    start, end = span.start, span.end
    while start < end and _within_word(text, start):
        start += 1
    while end > start and _within_word(text, end):
        end += 1
    return Span(start, end)


def _within_word(text: str, position: int) -> bool:
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()


def within(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Those of some quotations in order that share words with a span."""
    first = bisect_right(quotations, span.start, key=lambda one: one.outer.end)
    return quotations[first : bisect_left(quotations, span.end, key=lambda one: one.outer.start)]
