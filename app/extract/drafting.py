"""Quotations and reported speech → drafts of attributions, by rules alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span as Tokens

from app.extract.attributions import Draft, kind_of, snapped, with_clause
from app.extract.blocks import Narration, of_blocks
from app.extract.clauses import verbs_of_speech
from app.extract.marks import Quotation, within
from app.extract.overlaps import places
from app.extract.pointing_back import pointing_back
from app.extract.reported import reported
from app.extract.segments import Segment
from app.records import Document, Kind, Span

_PHRASE_WORDS = 5
"""A woven quotation of fewer words is a title or a scare quote, unless reported speech holds it."""
_LONGEST_SENTENCE = 1000
"""Tokens up to which a sentence is read: longer ones are no prose, and each verb would look at all of it."""


def drafts(
    document: Document, blocks: Sequence[Quotation], woven: Sequence[Quotation], parsed: Sequence[Segment]
) -> tuple[Draft, ...]:
    """All statements of a document in reading order, outermost only."""
    narration = Narration([segment for segment in parsed if segment.quotation is None])
    found = of_blocks(document, blocks, narration)
    woven = sorted(woven, key=lambda quotation: quotation.outer)
    for index, segment in enumerate(narration.segments):
        here = within(woven, segment.span)
        found.extend(_of_narration(document, segment, here, narration.taken[index]))
    taken = places(draft.content for draft in found)
    back = pointing_back(document.text, narration.segments, woven)
    found.extend(draft for draft in back if not taken.touch(draft.content))
    return tuple(sorted(found, key=lambda draft: draft.content[0]))


def _of_narration(
    document: Document, segment: Segment, here: Sequence[Quotation], taken: set[int]
) -> Iterator[Draft]:
    """What a segment reports; `here` are the quotations woven into it."""
    text = document.text
    quoted = set(_quoted(segment, here))
    for sentence in segment.doc.sents:
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        place = segment.place(sentence)
        contents: list[Span] = []
        for one in reported(sentence, quoted=quoted, taken=taken):
            spans = tuple(snapped(text, segment.place(part), here) for part in one.content)
            if any(a.overlaps(b) for a, b in pairwise(spans)):
                continue  # the clause between them is itself in quotation marks
            contents.extend(spans)
            draft = Draft(spans, kind_of(text, spans, here), one.rule)
            yield with_clause(text, draft, segment, one.clause, one.rule, sentence)
        for quotation in within(here, place):
            apart = place.holds(quotation.pieces[0]) and not any(
                c.overlaps(quotation.outer) for c in contents
            )
            if apart and len(quotation.words(text)) >= _PHRASE_WORDS:
                yield from _phrase(text, segment, sentence, quotation, taken | quoted)


def _quoted(segment: Segment, here: Sequence[Quotation]) -> Iterator[int]:
    """The tokens that stand between marks."""
    at = [segment.at(token) for token in segment.doc]
    for quotation in here:
        yield from range(bisect_right(at, quotation.outer.start), bisect_left(at, quotation.outer.end - 1))


def _phrase(
    text: str, segment: Segment, sentence: Tokens, quotation: Quotation, taken: set[int]
) -> Iterator[Draft]:
    """A quoted phrase that a verb of speech governs without a complement of its own."""
    for clause in verbs_of_speech(sentence):
        if clause.verb.i in taken or clause.source is None:
            continue
        if any(segment.at(token) >= quotation.outer.start for token in clause.verb.subtree):
            draft = Draft(quotation.pieces, Kind.DIRECT, "quoted phrase")
            yield with_clause(text, draft, segment, clause, "quoted phrase", sentence)
            return
