"""Quotations that stand by themselves → drafts, each with the clause beside it or the label before it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Tokens

from app.extract.attributions import CLAUSE_AFTER, Draft, has_words, with_clause
from app.extract.beside import behind, is_somebody_between
from app.extract.clauses import Clause, clause_after, clause_before
from app.extract.marks import Quotation, SetOff
from app.extract.segments import Segment
from app.extract.subjects import acting
from app.quoting import after_a_phrase
from app.records import Document, Kind

_TURNS = {SetOff.LABEL: "label", SetOff.QUESTION: "question", SetOff.ANSWER: "answer"}
_LONGEST_BETWEEN = 40
"""Tokens of narration over which a speaker goes on in the same paragraph."""
_BARE_CLAUSE = 14
"""Tokens of a sentence of its own behind a finished quotation that is nothing but a clause."""


@dataclass(slots=True)
class Narration:
    """The narration with the cues that a quotation has already taken, by segment."""

    segments: list[Segment]
    taken: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [segment.span.start for segment in self.segments]

    def after(self, text: str, quotation: Quotation) -> int | None:
        """The segment right behind a quotation, only punctuation between."""
        index = bisect_left(self._starts, quotation.outer.end)
        if index == len(self.segments) or self.segments[index].paragraph != quotation.last:
            return None
        return None if has_words(text, quotation.outer.end, self._starts[index]) else index

    def before(self, text: str, quotation: Quotation) -> int | None:
        """The segment right before a quotation, or one that ends the paragraph above with a colon."""
        index = bisect_left(self._starts, quotation.outer.start) - 1
        if index < 0 or has_words(text, self.segments[index].span.end, quotation.outer.start):
            return None
        segment = self.segments[index]
        announces = segment.paragraph == quotation.first - 1 and segment.span.of(text).endswith(":")
        return index if announces or segment.paragraph == quotation.first else None

    def between(self, earlier: Quotation, later: Quotation) -> list[Segment]:
        """The segments that begin behind one quotation and before another."""
        first = bisect_left(self._starts, earlier.outer.end)
        return self.segments[first : bisect_left(self._starts, later.outer.start)]

    def holding(self, position: int) -> int | None:
        """The segment in which a position of the text stands."""
        index = bisect_left(self._starts, position + 1) - 1
        return index if index >= 0 and position < self.segments[index].span.end else None


def of_blocks(document: Document, blocks: Sequence[Quotation], narration: Narration) -> list[Draft]:
    """The statements of block quotations; those that go on with one before them are joined to it."""
    found = [_of_block(document, block, narration) for block in blocks]
    return _joined(document, blocks, found, narration)


def _of_block(document: Document, block: Quotation, narration: Narration) -> Draft:
    text = document.text
    draft = Draft(block.pieces, Kind.DIRECT, "quotation without a clause", inserts=block.inserts)
    if block.by in _TURNS:
        return _labelled(replace(draft, rule=_TURNS[block.by]), block, narration)
    behind, ahead = narration.after(text, block), narration.before(text, block)
    if behind is not None:
        segment = narration.segments[behind]
        first = next(iter(segment.doc.sents))
        clause = clause_after(first)
        if block.by is SetOff.DASH and (clause is None or clause.source is None):
            clause = acting(first) or clause
        if clause and (_unfinished(text, block) or _is_bare(first, clause)):
            narration.taken[behind].add(clause.verb.i)
            rule = "dash" if block.by is SetOff.DASH else CLAUSE_AFTER
            return with_clause(text, draft, segment, clause, rule, first)
    if ahead is not None:
        segment = narration.segments[ahead]
        last = list(segment.doc.sents)[-1]
        clause = clause_before(last) or (acting(last) if last[-1].text == ":" else None)
        if clause and segment.span.of(text)[-1] not in ".!?" and clause.verb.i not in narration.taken[ahead]:
            narration.taken[ahead].add(clause.verb.i)
            return with_clause(text, draft, segment, clause, "clause before quotation", last)
    return draft


def _labelled(draft: Draft, block: Quotation, narration: Narration) -> Draft:
    """A turn of a transcript or an interview: its label, where it has one, says whose it is."""
    label = block.label
    index = narration.holding(label.start) if label is not None else None
    if label is None or index is None:
        return draft
    segment = narration.segments[index]
    ends = label.start - segment.span.start, label.end - segment.span.start
    return replace(draft, source=label, tokens=segment.doc.char_span(*ends, alignment_mode="expand"))


def _joined(
    document: Document, blocks: Sequence[Quotation], found: list[Draft], narration: Narration
) -> list[Draft]:
    """A quotation without a clause of its own goes on with the one before it, nobody else coming between."""
    result: list[Draft] = []
    for number, draft in enumerate(found):
        block, earlier = blocks[number], blocks[number - 1] if number else None
        if draft.cue is None and earlier and _takes_up(document, earlier, block, narration):
            joined = replace(
                result[-1],
                content=result[-1].content + draft.content,
                inserts=result[-1].inserts + draft.inserts,
            )
            result[-1] = joined
        else:
            result.append(draft)
    return result


def _takes_up(document: Document, earlier: Quotation, later: Quotation, narration: Narration) -> bool:
    if later.by is SetOff.MARKS:
        return earlier.by not in _TURNS and _adjacent(document, earlier, later, narration)
    return later.goes_on


def _adjacent(document: Document, earlier: Quotation, later: Quotation, narration: Narration) -> bool:
    text, behind = document.text, narration.after(document.text, later)
    if behind is not None and _unfinished(text, later):
        return False  # words behind it that are no clause we know may name somebody else
    between = narration.between(earlier, later)
    if not between:
        return later.first - earlier.last <= 1
    if len(between) > 1:
        return False
    if later.first == earlier.last + 1:
        return between[0].paragraph == earlier.last and behind is None and not _asks(text, earlier)
    same = earlier.last == later.first
    same = same and not is_somebody_between(text, earlier.outer.end, later.outer.start)
    return same and len(between[0].doc) <= _LONGEST_BETWEEN and _unfinished(text, earlier)


def _asks(text: str, block: Quotation) -> bool:
    """Whether a quotation is a question: in dialogue the next paragraph is the answer."""
    return text[block.pieces[-1].end - 1] == "?"


def _unfinished(text: str, block: Quotation) -> bool:
    """Whether the sentence goes on behind the quotation, as before `, he said`."""
    last = text[block.pieces[-1].end - 1]
    gap = behind(text, block.outer.end)
    return last in ",!?…" or gap in (",", "-", "–", "—") or not after_a_phrase(text, block.pieces[-1].end)


def _is_bare(sentence: Tokens, clause: Clause) -> bool:
    """Whether a sentence only says who spoke: one that ends with a colon says who speaks next."""
    says_more = any(child.dep_ == "ccomp" and child.i > clause.verb.i for child in clause.verb.children)
    announces = sentence[-1].text == ":"
    return clause.source is not None and not says_more and not announces and len(sentence) <= _BARE_CLAUSE
