"""Quotations and reported speech → drafts of attributions: content, cue and source, not yet resolved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Tokens

from app.extract.clauses import Clause, clause_after, clause_before, verbs_of_speech
from app.extract.marks import Quotation, trimmed
from app.extract.medium import medium_of
from app.extract.reported import reported
from app.extract.segments import Segment
from app.extract.tagger import Proposal
from app.quoting import after_a_phrase
from app.records import Document, Kind, Span

_PHRASE_WORDS = 5
"""A woven quotation of fewer words is a title or a scare quote, unless reported speech holds it."""
_LONGEST_BETWEEN = 40
"""Tokens of narration over which a speaker goes on in the same paragraph."""
_BARE_CLAUSE = 14
"""Tokens of a sentence of its own behind a finished quotation that is nothing but a clause."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution whose source is still only words."""

    content: tuple[Span, ...]
    kind: Kind
    rule: str
    cue: Span | None = None
    source: Span | None = None
    tokens: Tokens | None = field(default=None, compare=False)
    """The source, parsed."""
    inserts: tuple[Span, ...] = ()
    medium: Span | None = None
    proposal: Proposal | None = field(default=None, compare=False)
    """What the tagger proposed for these words."""


@dataclass(slots=True)
class _Narration:
    """The narration with the cues that a quotation has already taken, by segment."""

    segments: list[Segment]
    taken: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def after(self, text: str, quotation: Quotation) -> int | None:
        """The segment right behind a quotation, only punctuation between."""
        for index, segment in enumerate(self.segments):
            if segment.span.start >= quotation.outer.end:
                near = segment.paragraph == quotation.last
                return (
                    index if near and not _has_words(text, quotation.outer.end, segment.span.start) else None
                )
        return None

    def before(self, text: str, quotation: Quotation) -> int | None:
        """The segment right before a quotation, or one that ends the paragraph above with a colon."""
        for index in range(len(self.segments) - 1, -1, -1):
            segment = self.segments[index]
            if segment.span.end <= quotation.outer.start:
                if _has_words(text, segment.span.end, quotation.outer.start):
                    return None
                announces = segment.paragraph == quotation.first - 1 and segment.span.of(text).endswith(":")
                return index if announces or segment.paragraph == quotation.first else None
        return None


def drafts(
    document: Document, blocks: Sequence[Quotation], woven: Sequence[Quotation], parsed: Sequence[Segment]
) -> tuple[Draft, ...]:
    """All statements of a document in reading order, outermost only."""
    narration = _Narration([segment for segment in parsed if segment.quotation is None])
    found = _joined(document, blocks, [_of_block(document, block, narration) for block in blocks], narration)
    for index, segment in enumerate(narration.segments):
        found.extend(_of_narration(document, segment, woven, narration.taken[index]))
    return tuple(sorted(found, key=lambda draft: draft.content[0]))


def _of_block(document: Document, block: Quotation, narration: _Narration) -> Draft:
    text = document.text
    draft = Draft(block.pieces, Kind.DIRECT, "quotation without a clause", inserts=block.inserts)
    behind, ahead = narration.after(text, block), narration.before(text, block)
    if behind is not None:
        segment = narration.segments[behind]
        first = next(iter(segment.doc.sents))
        clause = clause_after(first)
        if clause and (_unfinished(text, block) or _is_bare(first, clause)):
            narration.taken[behind].add(clause.verb.i)
            return _with_clause(text, draft, segment, clause, "clause after quotation", first)
    if ahead is not None:
        segment = narration.segments[ahead]
        last = list(segment.doc.sents)[-1]
        clause = clause_before(last)
        if clause and segment.span.of(text)[-1] not in ".!?" and clause.verb.i not in narration.taken[ahead]:
            narration.taken[ahead].add(clause.verb.i)
            return _with_clause(text, draft, segment, clause, "clause before quotation", last)
    return draft


def _with_clause(
    text: str, draft: Draft, segment: Segment, clause: Clause, rule: str, sentence: Tokens
) -> Draft:
    source, speaks = None, -1
    if clause.source is not None:
        source, speaks = segment.place(clause.source), segment.at(clause.source.root)
    medium = medium_of(text, segment.place(sentence))
    if medium is not None and medium.start <= speaks < medium.end:
        medium = None  # a publication that speaks for itself passes nothing on
    return replace(
        draft,
        rule=rule,
        cue=segment.place(clause.cue),
        source=source,
        tokens=clause.source,
        medium=medium,
    )


def _joined(
    document: Document, blocks: Sequence[Quotation], found: list[Draft], narration: _Narration
) -> list[Draft]:
    """A quotation without a clause of its own goes on with the one before it, nobody else coming between."""
    result: list[Draft] = []
    for number, draft in enumerate(found):
        earlier = blocks[number - 1] if number else None
        if (
            draft.cue is None
            and earlier
            and result
            and _adjacent(document, earlier, blocks[number], narration)
        ):
            joined = replace(
                result[-1],
                content=result[-1].content + draft.content,
                inserts=result[-1].inserts + draft.inserts,
            )
            result[-1] = joined
        else:
            result.append(draft)
    return result


def _adjacent(document: Document, earlier: Quotation, later: Quotation, narration: _Narration) -> bool:
    text, behind = document.text, narration.after(document.text, later)
    if behind is not None and _unfinished(text, later):
        return False  # words behind it that are no clause we know may name somebody else
    between = [s for s in narration.segments if earlier.outer.end <= s.span.start < later.outer.start]
    if not between:
        return later.first - earlier.last <= 1
    if len(between) > 1:
        return False
    if later.first == earlier.last + 1:
        # In dialogue the next paragraph is the answer.
        asks = text[earlier.pieces[-1].end - 1] == "?"
        return between[0].paragraph == earlier.last and behind is None and not asks
    same = earlier.last == later.first
    return same and len(between[0].doc) <= _LONGEST_BETWEEN and _unfinished(text, earlier)


def _unfinished(text: str, block: Quotation) -> bool:
    """Whether the sentence goes on behind the quotation, as before `, he said`."""
    last = text[block.pieces[-1].end - 1]
    gap = text[block.outer.end :].lstrip(" \t")[:1]
    return last in ",!?…" or gap in (",", "-", "–", "—") or not after_a_phrase(text, block.pieces[-1].end)


def _is_bare(sentence: Tokens, clause: Clause) -> bool:
    says_more = any(child.dep_ == "ccomp" and child.i > clause.verb.i for child in clause.verb.children)
    return clause.source is not None and not says_more and len(sentence) <= _BARE_CLAUSE


def _of_narration(
    document: Document, segment: Segment, woven: Sequence[Quotation], taken: set[int]
) -> Iterator[Draft]:
    text = document.text
    here = [quotation for quotation in woven if segment.span.overlaps(quotation.outer)]
    quoted = {
        token.i for token in segment.doc for q in here if q.outer.start < segment.at(token) < q.outer.end - 1
    }
    for sentence in segment.doc.sents:
        place = segment.place(sentence)
        contents: list[Span] = []
        for one in reported(sentence, quoted=quoted, taken=taken):
            spans = tuple(snapped(text, segment.place(part), here) for part in one.content)
            contents.extend(spans)
            draft = Draft(spans, kind_of(text, spans, here), one.rule)
            yield _with_clause(text, draft, segment, one.clause, one.rule, sentence)
        for quotation in here:
            apart = place.holds(quotation.pieces[0]) and not any(
                c.overlaps(quotation.outer) for c in contents
            )
            if apart and len(quotation.words(text)) >= _PHRASE_WORDS:
                yield from _phrase(text, segment, sentence, quotation, taken)


def _phrase(
    text: str, segment: Segment, sentence: Tokens, quotation: Quotation, taken: set[int]
) -> Iterator[Draft]:
    """A quoted phrase that a verb of speech governs without a complement of its own."""
    for clause in verbs_of_speech(sentence):
        if clause.verb.i in taken or clause.source is None:
            continue
        if any(segment.at(token) >= quotation.outer.start for token in clause.verb.subtree):
            draft = Draft(quotation.pieces, Kind.DIRECT, "quoted phrase")
            yield _with_clause(text, draft, segment, clause, "quoted phrase", sentence)
            return


def snapped(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    """Content holds a quotation whole or not at all; content that is one quotation leaves its marks out."""
    for quotation in quotations:
        if span.overlaps(quotation.outer):
            span = Span(min(span.start, quotation.outer.start), max(span.end, quotation.outer.end))
            inner = Span(quotation.pieces[0].start, quotation.pieces[-1].end)
            if not _has_words(text, span.start, inner.start) and not _has_words(text, inner.end, span.end):
                return inner
    return trimmed(text, span)


def kind_of(text: str, content: tuple[Span, ...], quotations: Sequence[Quotation]) -> Kind:
    """How much of `content` stands in `quotations`."""
    inside = outside = False
    for span in content:
        held = [q.outer for q in quotations if q.outer.overlaps(span)]
        inner = [q for q in quotations if q.outer.holds(span)]
        inside |= bool(held)
        outside |= not inner and _outside(text, span, held)
    if inside:
        return Kind.MIXED if outside else Kind.DIRECT
    return Kind.INDIRECT


def _outside(text: str, span: Span, held: list[Span]) -> bool:
    """Whether `span` has a word that no quotation holds."""
    position = span.start
    for outer in sorted(held):
        if _has_words(text, position, outer.start):
            return True
        position = max(position, outer.end)
    return _has_words(text, position, span.end)


def _has_words(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])
