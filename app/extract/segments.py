"""A document cut at its quotations and parsed: narration and quoted words apart, so neither spoils the other.

A quotation that stands by itself ("block") is cut out; one woven into a sentence stays part of it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from app.extract.beside import behind, end_before
from app.extract.marks import Quotation, SetOff, within
from app.extract.pipeline import Models
from app.extract.stretches import stretches
from app.quoting import after_a_phrase
from app.records import Document, Role, Span

_NEAR = 120
"""Characters before a quotation that are looked at."""
_WOVEN_AT_MOST = 3
"""Words that a sentence may begin with in quotation marks without being somebody's utterance."""
_LONGEST_TITLE = 7
"""Words up to which what stands behind a colon may be a mere title."""
_INTERRUPTED = re.compile(r"""[,–—-] ?["”’'»][^"“”«»]{3,100},\Z""")
"""`"The dam," said Lee, ` takes up the quotation before it."""
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = rf"(?:\d{{1,2}}\.? {_MONTH}|{_MONTH}\.? \d{{1,2}})(?:,? \d{{4}})?"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]+(?:[,/] ?[\w. ]{1,30}){0,3}"
    rf"|[A-Z][\w.'’ -]{{1,30}}(?:, [A-Z][\w. ]{{1,20}})?, {_DAY})"
    r"(?: ?\([^()\n]{1,40}\))?\.? ?(?:--?|[–—])\s+"
)
"""Where and when a report was written; without the day, capitals tell the place."""


@dataclass(frozen=True, slots=True)
class Segment:
    """An unbroken stretch of one paragraph, parsed."""

    span: Span
    paragraph: int
    quotation: int | None
    """Index of the block quotation it is a piece of; None is narration."""
    doc: Doc

    def place(self, tokens: Tokens | Doc) -> Span:
        """Where `tokens` stand in the document."""
        start = tokens[0].idx
        return Span(self.span.start + start, self.span.start + tokens[-1].idx + len(tokens[-1]))

    def at(self, token: Token) -> int:
        """Where `token` begins in the document."""
        return self.span.start + token.idx


def is_block(document: Document, quotation: Quotation) -> bool:
    """Whether a quotation stands by itself instead of being woven into a sentence."""
    text = document.text
    if quotation.by is not SetOff.MARKS:
        return True
    if quotation.first != quotation.last or not quotation.closed:
        return not _woven_before(text, document, quotation)
    words = quotation.words(text)
    after = behind(text, quotation.outer.end)
    complete = after_a_phrase(text, quotation.pieces[-1].end) or after in ("", "\n", "\r", ",", "-", "–", "—")
    before = _before(text, document, quotation)
    if not before or before[-1] in '.!?…"”»*•-–—':
        return complete or len(words) > _WOVEN_AT_MOST
    if before[-1] not in ":,;":
        return False
    # Its full stop may stand behind the mark: `Lee said: "It leaks. Nobody cares".`
    several = re.search(r"[.!?…]\s", quotation.pieces[0].of(text)) is not None
    whole = before[-1] == ":" and (several or len(words) > _LONGEST_TITLE)
    if whole or _INTERRUPTED.search(before) is not None:
        complete = complete or after in (".", "!", "?")
    if _INTERRUPTED.search(before) is not None:
        return complete
    return complete and _begins_sentence(text, quotation)


def segments(document: Document, blocks: tuple[Quotation, ...], models: Models) -> tuple[Segment, ...]:
    """All body paragraphs cut at the block quotations and parsed, in reading order."""
    cuts = [
        (stretch, paragraph, quotation)
        for span, paragraph, quotation in _cuts(document, blocks)
        for stretch in stretches(document.text, span)
    ]
    docs = models.parse(span.of(document.text) for span, _, _ in cuts)
    return tuple(Segment(*cut, doc) for cut, doc in zip(cuts, docs, strict=True))


def _before(text: str, document: Document, quotation: Quotation) -> str:
    start = document.paragraphs[quotation.first].span.start
    return text[max(start, quotation.outer.start - _NEAR) : quotation.outer.start].rstrip()


def _woven_before(text: str, document: Document, quotation: Quotation) -> bool:
    before = _before(text, document, quotation)
    return bool(before) and before[-1] not in '.!?…:"”»-–—' and not _begins_sentence(text, quotation)


def _begins_sentence(text: str, quotation: Quotation) -> bool:
    first = re.search(r"\w", quotation.pieces[0].of(text))
    return first is not None and not first.group().islower()


def _cuts(document: Document, blocks: tuple[Quotation, ...]) -> Iterable[tuple[Span, int, int | None]]:
    for paragraph in document.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        position = _past_dateline(document.text, paragraph.span)
        here = within(blocks, paragraph.span)
        first = bisect_left(blocks, here[0].outer, key=lambda one: one.outer) if here else 0
        for index, block in enumerate(here, first):
            yield from _narration(document, Span(position, block.outer.start), paragraph.number)
            for piece in block.pieces:
                if paragraph.span.holds(piece):
                    yield piece, paragraph.number, index
            position = block.outer.end
        yield from _narration(document, Span(position, paragraph.span.end), paragraph.number)


def _past_dateline(text: str, span: Span) -> int:
    """`BERN, May 1 (Agency) - …` says where a report was written, not who speaks in it."""
    found = _DATELINE.match(text, span.start, span.end)
    return found.end() if found else span.start


def _narration(document: Document, span: Span, paragraph: int) -> Iterable[tuple[Span, int, int | None]]:
    if span.start >= span.end:
        return
    words = re.search(r"[\w$€£(\"“‘].*", span.of(document.text), re.DOTALL)
    if words and re.search(r"\w", words.group()):
        yield Span(span.start + words.start(), end_before(document.text, span.end)), paragraph, None


def tokens_at(parsed: Sequence[Segment], span: Span) -> Tokens | None:
    """The parsed words of a span, where one segment holds it."""
    segment = segment_at(parsed, span)
    if segment is None:
        return None
    start, end = span.start - segment.span.start, span.end - segment.span.start
    return segment.doc.char_span(start, end, alignment_mode="expand")


def segment_at(parsed: Sequence[Segment], span: Span) -> Segment | None:
    """The segment that holds a span, of all in reading order."""
    index = bisect_right(parsed, span.start, key=lambda segment: segment.span.start) - 1
    return parsed[index] if index >= 0 and parsed[index].span.holds(span) else None
