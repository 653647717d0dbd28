"""The tagger's proposals and the rules' drafts made one: rules decide where marks and clauses are certain.

A quotation that stands by itself with a clause beside it is as the rules read it. Everything else is as the
tagger proposes, its ends snapped to quotation marks; where rules found the same words, their source stands.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens

from app.extract.attributions import Draft, kind_of, snapped
from app.extract.lexicon import words
from app.extract.marks import Quotation, inserts, trimmed, without
from app.extract.medium import medium_of
from app.extract.segments import Segment
from app.extract.tagger import Proposal
from app.records import Document, Kind, Role, Span

_SPEECH = 0.5
"""From this likelihood on a proposal counts as speech."""
_SAME = 0.5
"""Share of characters from which two contents are the same statement."""
_NEARLY = 0.75
"""From this share on the rules' ends stand too: syntax ends clauses more exactly than labels do."""
_FEWEST_WORDS = 2
_CERTAIN = ("according to", "as X said")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LEADS = ("that ", "That ")


def merged(
    document: Document,
    found: Sequence[Draft],
    proposals: Sequence[Proposal],
    quotations: Sequence[Quotation],
    parsed: Sequence[Segment],
) -> tuple[Draft, ...]:
    """The statements of a document in reading order; `found` are the rules' drafts."""
    certain = [draft for draft in found if _is_certain(draft)]
    held = [span for one in certain for span in (*one.content, *([one.cue] if one.cue else []))]
    speakers = {draft.source.start for draft in found if draft.source is not None}
    result = list(certain)
    for proposal in proposals:
        if proposal.speech < _SPEECH or (proposal.cue and any(proposal.cue.overlaps(span) for span in held)):
            continue
        if proposal.source is not None and proposal.source.of(document.text).lower() in words("nobody"):
            continue
        content = _content(document, proposal, quotations)
        # "quoted X as saying S": content that begins with somebody who is speaking says nothing itself.
        if content and content[0].start not in speakers and _share(content, held) <= _SAME:
            draft = _draft(document, proposal, content, found, quotations, parsed)
            if draft.kind is Kind.DIRECT or (draft.source and _says_something(content, parsed)):
                result.append(draft)
    return tuple(sorted(_apart([*result, *found]), key=lambda draft: draft.content[0]))


def _is_certain(draft: Draft) -> bool:
    return draft.source is not None and (draft.kind is Kind.DIRECT or draft.rule in _CERTAIN)


def _says_something(content: Sequence[Span], parsed: Sequence[Segment]) -> bool:
    """Whether words make a proposition or an intention; a topic alone ("discussed the budget") is none."""
    read = (_tokens(parsed, span) for span in content)
    return any(
        t.tag_ in _FINITE or t.dep_ == "xcomp" for tokens in read if tokens is not None for t in tokens
    )


def _content(document: Document, proposal: Proposal, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """The proposed words by paragraph, snapped to marks, without inserts and a leading "that"."""
    text = document.text
    pieces: list[Span] = []
    for span in proposal.content:
        for paragraph in document.paragraphs:
            if paragraph.role is not Role.BODY or not span.overlaps(paragraph.span):
                continue
            part = Span(max(span.start, paragraph.span.start), min(span.end, paragraph.span.end))
            near = [one for one in quotations if one.first == one.last == paragraph.number]
            part = snapped(text, trimmed(text, part), near)
            if text[part.start : part.end].startswith(_LEADS):
                part = Span(part.start + len(_LEADS[0]), part.end)
            pieces += without(text, part, inserts(document, part, (paragraph,)))
    if sum(len(piece.of(text).split()) for piece in pieces) < _FEWEST_WORDS:
        return ()
    return tuple(_joined(sorted(pieces)))


def _joined(pieces: list[Span]) -> Iterator[Span]:
    """Pieces that overlap, or touch but for marks, are one."""
    held = None
    for piece in pieces:
        if held is not None and piece.start <= held.end:
            held = Span(held.start, max(held.end, piece.end))
        else:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held


def _draft(
    document: Document,
    proposal: Proposal,
    content: tuple[Span, ...],
    found: Sequence[Draft],
    quotations: Sequence[Quotation],
    parsed: Sequence[Segment],
) -> Draft:
    kind = kind_of(document.text, content, quotations)
    same = max(found, key=lambda draft: _alike(draft.content, content), default=None)
    alike = _alike(same.content, content) if same is not None else 0.0
    if same is not None and same.source is not None and alike >= _SAME:
        return same if alike >= _NEARLY else replace(same, content=content, kind=kind, inserts=())
    draft = Draft(content, kind, "tagger", cue=proposal.cue)
    if proposal.source is None:
        return draft
    tokens = _tokens(parsed, proposal.source)
    medium = _medium(document.text, parsed, proposal.source)
    return replace(draft, source=proposal.source, tokens=tokens, medium=medium)


def _medium(text: str, parsed: Sequence[Segment], source: Span) -> Span | None:
    segment, tokens = _segment(parsed, source), _tokens(parsed, source)
    return medium_of(text, segment.place(tokens.sent)) if segment is not None and tokens is not None else None


def _tokens(parsed: Sequence[Segment], span: Span) -> Tokens | None:
    """The parsed words of a span, where one segment holds it."""
    segment = _segment(parsed, span)
    if segment is None:
        return None
    start, end = span.start - segment.span.start, span.end - segment.span.start
    return segment.doc.char_span(start, end, alignment_mode="expand")


def _segment(parsed: Sequence[Segment], span: Span) -> Segment | None:
    index = bisect_right(parsed, span.start, key=lambda segment: segment.span.start) - 1
    return parsed[index] if index >= 0 and parsed[index].span.holds(span) else None


def _apart(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """No two statements share words: the one that comes first in the list stands."""
    taken: list[Span] = []
    for draft in drafts:
        if not any(span.overlaps(other) for span in draft.content for other in taken):
            taken += draft.content
            yield draft


def _alike(one: Sequence[Span], other: Sequence[Span]) -> float:
    shared = _shared(one, other)
    whole = sum(map(len, one)) + sum(map(len, other)) - shared
    return shared / whole if whole else 0.0


def _share(part: Sequence[Span], whole: Sequence[Span]) -> float:
    return _shared(part, whole) / max(1, sum(map(len, part)))


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
