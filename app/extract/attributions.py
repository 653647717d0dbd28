"""A draft of an attribution: content, cue and source, not yet resolved; and how rules make one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Tokens

from app.extract.clauses import Clause
from app.extract.marks import Quotation, trimmed, within
from app.extract.medium import medium_of
from app.extract.segments import Segment
from app.extract.tagger import Proposal
from app.records import Kind, Span

BY_FORM = ("label", "dash", "answer", "question", "parenthesis")
"""Rules that form alone decides; an interviewer's questions are nobody's statements."""
CLAUSE_AFTER = "clause after quotation"
"""The rule for words with `he said` right behind them."""


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


def with_clause(
    text: str, draft: Draft, segment: Segment, clause: Clause, rule: str, sentence: Tokens
) -> Draft:
    """A draft with the cue and source of a clause in `sentence`, and with the medium that it names."""
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


def snapped(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    """Content holds a quotation whole or not at all; content that is one quotation leaves its marks out."""
    for quotation in within(quotations, span):
        if span.overlaps(quotation.outer):
            span = Span(min(span.start, quotation.outer.start), max(span.end, quotation.outer.end))
            inner = Span(quotation.pieces[0].start, quotation.pieces[-1].end)
            if not has_words(text, span.start, inner.start) and not has_words(text, inner.end, span.end):
                return inner
    return trimmed(text, span)


def kind_of(text: str, content: tuple[Span, ...], quotations: Sequence[Quotation]) -> Kind:
    """How much of `content` stands in `quotations`."""
    inside = outside = False
    for span in content:
        here = [q.outer for q in within(quotations, span)]
        held = [outer for outer in here if outer.overlaps(span)]
        inner = [outer for outer in here if outer.holds(span)]
        inside |= bool(held)
        outside |= not inner and _outside(text, span, held)
    if inside:
        return Kind.MIXED if outside else Kind.DIRECT
    return Kind.INDIRECT


def _outside(text: str, span: Span, held: list[Span]) -> bool:
    """Whether `span` has a word that no quotation holds."""
    position = span.start
    for outer in sorted(held):
        if has_words(text, position, outer.start):
            return True
        position = max(position, outer.end)
    return has_words(text, position, span.end)


def has_words(text: str, start: int, end: int) -> bool:
    """Whether letters or digits stand in ``text[start:end]``."""
    return any(character.isalnum() for character in text[start:end])
