"""Speech opened by a dash (`— It will rain, — said the captain`), as printed in many countries.

A dash at the beginning of a paragraph may as well open an item of a list. It opens speech where a clause
follows the words (`— …, — said X`, `– …, says X`) or questions and answers alternate, and then throughout
the article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extract.asides import asides
from app.extract.marks import Quotation, SetOff, trimmed, without
from app.extract.turns import stage_directions
from app.records import Document, Paragraph, Role, Span

_OPENS = re.compile(r"[—–-]\s*(?=[^\s\d—–\"“«„‘`-])")
_WITHIN = re.compile(r"(?<=[.!?…:])\s+[—–]\s?(?=[^\W\d_a-zß-ÿ])")
_NEW_TURN = re.compile(r"(?<=[.!?…])\s*[—–]\s+(?=[^\W\d_a-zß-ÿ])")
_ENDS = (".", "!", "?", "…", ")", "”", "»", '"', "’")
_TOLD = 0.25
"""Share of a run's turns that have to have a clause or be a question; else it is a list."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """What somebody says in one go in one paragraph, clauses left out."""

    parts: tuple[Span, ...]
    paragraph: int
    has_clause: bool
    asks: bool
    """Whether it ends in a question mark and no clause says whose it is."""


def dialogue(document: Document) -> tuple[Quotation, ...]:
    """What dashes set off as speech, in reading order; words behind a clause are a quotation of their own."""
    runs = list(_runs(document))
    if not any(turn.has_clause for run in runs for turn in run) and not any(map(_is_interview, runs)):
        return ()
    text = document.text
    found: list[Quotation] = []
    for run in runs:
        if sum(turn.has_clause or turn.asks for turn in run) < _TOLD * len(run) and len(run) > 1:
            continue
        for turn, by in zip(run, _set_off(run), strict=True):
            found += _quotations(text, turn, by)
    return tuple(found)


def _runs(document: Document) -> Iterator[list[_Turn]]:
    """Turns in neighbouring paragraphs."""
    run: list[_Turn] = []
    for paragraph in document.paragraphs:
        turns = _turns(document, paragraph) if paragraph.role is Role.BODY else []
        if run and (not turns or turns[0].paragraph != run[-1].paragraph + 1):
            yield run
            run = []
        run += turns
    if run:
        yield run


def _turns(document: Document, paragraph: Paragraph) -> list[_Turn]:
    """What a paragraph's dashes set off: one at its beginning, or one within that a clause confirms."""
    text, span = document.text, paragraph.span
    opening = _OPENS.match(text, span.start, span.end)
    if opening:
        return list(_said(text, paragraph, opening.end())) if text[span.end - 1] in _ENDS else []
    within = _WITHIN.search(text, span.start, span.end)
    turns = list(_said(text, paragraph, within.end())) if within else []
    return turns if turns and turns[0].has_clause else []


def _said(text: str, paragraph: Paragraph, start: int) -> Iterator[_Turn]:
    end, parts, has_clause = paragraph.span.end, list[Span](), False
    for aside in asides(text, start, end):
        *whole, open_ = _split(text, start, aside.before)
        for one in whole:
            yield _turn(text, [*parts, one], paragraph, has_clause=has_clause)
            parts, has_clause = [], False
        parts.append(open_)
        has_clause = True
        start = end if aside.resumes is None else aside.resumes
    rest = _split(text, start, end) if start < end else []
    for one in rest:
        yield _turn(text, [*parts, one], paragraph, has_clause=has_clause)
        parts, has_clause = [], False
    if parts:
        yield _turn(text, parts, paragraph, has_clause=has_clause)


def _split(text: str, start: int, end: int) -> list[Span]:
    """Words cut where a dash behind a finished sentence lets somebody else speak."""
    cuts = [found.span() for found in _NEW_TURN.finditer(text, start, end)]
    starts, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b] or [Span(start, end)]


def _turn(text: str, parts: Sequence[Span], paragraph: Paragraph, *, has_clause: bool) -> _Turn:
    asks = not has_clause and trimmed(text, parts[-1]).of(text).endswith("?")
    return _Turn(tuple(parts), paragraph.number, has_clause, asks)


def _is_interview(run: Sequence[_Turn]) -> bool:
    return len(run) > 3 and sum(turn.asks for turn in run) * 4 >= len(run) and not all(t.asks for t in run)


def _set_off(run: Sequence[_Turn]) -> list[SetOff]:
    """Who asks and who answers: in turns where no clause tells, else by question marks."""
    asked = [number for number, turn in enumerate(run) if turn.asks]
    odd = sum(number % 2 for number in asked)
    in_turns = not any(turn.has_clause for turn in run) and asked and odd in (0, len(asked))
    found = []
    for number, turn in enumerate(run):
        asks = number % 2 == bool(odd) if in_turns else turn.asks
        dash = turn.has_clause or (number and run[number - 1].has_clause)
        found.append(SetOff.QUESTION if asks else SetOff.DASH if dash else SetOff.ANSWER)
    return found


def _quotations(text: str, turn: _Turn, by: SetOff) -> Iterator[Quotation]:
    for number, part in enumerate(turn.parts):
        left_out = stage_directions(text, part)
        outer = trimmed(text, part)
        pieces = tuple(without(text, outer, left_out))
        if pieces:
            at = turn.paragraph
            yield Quotation(outer, pieces, left_out, at, at, closed=True, by=by, goes_on=number > 0)
