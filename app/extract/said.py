"""When statements were said, by the words that say so: a time that belongs to the saying and to nothing else.

A wrong day is worse than none. So a time counts only where syntax hangs it on the cue, by way of nothing but
an occasion ("in a speech on Tuesday"), or where it stands right beside the cue and its source.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from app.extract.attributions import Draft, has_words
from app.extract.moments import YEARLESS, Moment, moments
from app.extract.occasions import Clause, belongs
from app.extract.overlaps import Places, places
from app.extract.segments import Segment
from app.records import Document, Kind, Said, Span

_LEAD = re.compile(
    r"(?:\b(?:late|early|earlier|later|back)\s+)?\b(?:on|in)\s+(?P<the>the\s+)?\Z|\bas\s+(?:early|late|recently)\s+as\s+\Z",
    re.IGNORECASE,
)
_LONGEST_LEAD = 24
_NEAR = 1000
"""Characters of a paragraph before a time that are looked at."""
_INTERVIEW = re.compile(
    r"\b(?:interview|conversation)\b[^.\n]{0,30}?\b(?:took place|conducted|held|recorded|given)\b"
    r"[^.\n]{0,40}?\b(?:on|in) "
)
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_TURNS = ("answer", "label", "question")
"""Rules of words that the form of an interview sets off."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """The words of all statements, and where they stand."""

    words: Sequence[Span]
    places: Places

    def at(self, span: Span) -> Iterator[Span]:
        return (self.words[number] for number in self.places.near([span]))


def when(
    drafts: Sequence[Draft], document: Document, parsed: Sequence[Segment], published: date | None
) -> tuple[Said | None, ...]:
    """When each of `drafts` was said; None where nothing tells, or two times do that differ."""
    words = [span for draft in drafts for span in draft.content]
    taken = _Taken(words, places([span] for span in words))
    interview = _of_interview(document.text, published)
    return tuple(
        _agreed(_of_clause(document.text, draft, parsed, taken, published))
        or (interview if draft.rule in _TURNS else None)
        for draft in drafts
    )


def _of_clause(
    text: str, draft: Draft, parsed: Sequence[Segment], taken: _Taken, published: date | None
) -> Iterator[Said | None]:
    """What each time that belongs to the cue tells; None is a time whose day cannot be told."""
    segment = None if draft.cue is None else _holding(parsed, draft.cue)
    if segment is None or draft.cue is None:
        return
    clause = Clause(_tokens(segment, draft.cue), _tokens(segment, draft.source) if draft.source else ())
    if not clause.cue:
        return
    for moment in moments(text, segment.place(clause.cue[0].sent), published):
        lead = _lead(text, moment.span, segment.span.start)
        span = Span(lead.start() if lead else moment.span.start, moment.span.end)
        days = None if _in_another_year(text, moment) else moment.days
        if any(not _is_no_more(text, one, span) for one in taken.at(span)) or _parted(draft, draft.cue, span):
            continue
        how = belongs(_tokens(segment, moment.span), _tokens(segment, span), clause)
        if how:
            yield days and Said(*days, span, f"{moment.rule}; {how}")


def _lead(text: str, time: Span, since: int) -> re.Match[str] | None:
    """The preposition before a time; "the" only before a day of the month ("on the 12th of May")."""
    found = _LEAD.search(text, max(since, time.start - _LONGEST_LEAD), time.start)
    return None if found and found["the"] and not text[time.start].isdigit() else found


def _in_another_year(text: str, moment: Moment) -> bool:
    """Whether a day or month without its year follows a year that it may be of: "Elected in 2009. In May"."""
    if moment.days is None or moment.rule not in YEARLESS:
        return False
    nearby = max(0, moment.span.start - _NEAR)
    paragraph = text.rfind("\n", nearby, moment.span.start) + 1 or nearby
    before = _YEAR.findall(text, paragraph, moment.span.start)
    return bool(before) and int(before[-1]) != moment.days[0].year


def _is_no_more(text: str, content: Span, time: Span) -> bool:
    """Whether what was taken for content is nothing but the time: "said on 4 May that"."""
    rest = content.of(text).replace(time.of(text), "", 1)
    return not has_words(rest, 0, len(rest))


def _parted(draft: Draft, cue: Span, time: Span) -> bool:
    """Whether reported words stand between a cue and a time: what is said there may have had its day."""
    between = Span(min(cue.end, time.end), max(cue.start, time.start))
    parted = any(span.overlaps(between) and not span.overlaps(time) for span in draft.content)
    return parted and (time.start < cue.start or draft.kind is Kind.INDIRECT)


def _agreed(told: Iterable[Said | None]) -> Said | None:
    """The narrowest, where every other holds it."""
    found = list(told)
    known = sorted((one for one in found if one is not None), key=lambda one: one.last - one.first)
    if not known or len(known) < len(found):
        return None
    first = known[0]
    return first if all(one.first <= first.first and first.last <= one.last for one in known) else None


def _of_interview(text: str, published: date | None) -> Said | None:
    """When the interview that an article prints was, where exactly one sentence tells."""
    told = [
        Said(*one.days, one.span, f"{one.rule}; of the interview")
        for found in _INTERVIEW.finditer(text)
        for one in moments(text, Span(found.end(), min(len(text), found.end() + _LONGEST_LEAD)), published)
        if one.days and one.span.start == found.end()
    ]
    return told[0] if len(told) == 1 else None


def _holding(parsed: Sequence[Segment], cue: Span) -> Segment | None:
    """The narration that a cue stands in."""
    before = bisect_right(parsed, cue.start, key=lambda segment: segment.span.start)
    segment = parsed[before - 1] if before else None
    return segment if segment and segment.quotation is None and segment.span.holds(cue) else None


def _tokens(segment: Segment, span: Span) -> tuple[Token, ...]:
    start, end = span.start - segment.span.start, span.end - segment.span.start
    held = segment.doc.char_span(start, end, alignment_mode="expand") if 0 <= start < end else None
    return tuple(held) if held is not None else ()
