"""The tagger's proposals and the rules' drafts made one: rules decide where marks and clauses are certain.

A quotation that stands by itself with a clause beside it is as the rules read it. Everything else is as the
tagger proposes, its ends snapped to quotation marks; where rules found the same words, their source stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.extract.attributions import BY_FORM, CLAUSE_AFTER, Draft, kind_of, snapped
from app.extract.beside import is_narrated_behind, is_somebody_between
from app.extract.clauses import speaker_of
from app.extract.cues import verbs
from app.extract.documents import paragraphs_of
from app.extract.ends import own_words
from app.extract.marks import Quotation, inserts, trimmed, whole_words, within, without
from app.extract.medium import medium_of
from app.extract.overlaps import Places, alike, joined, places, share, shared
from app.extract.pointing_back import RULE as POINTING_BACK
from app.extract.segments import Segment, segment_at, tokens_at
from app.extract.statements import RELATIVE, Read, is_asked, is_speech, is_statement, leads_up
from app.extract.tagger import Proposal
from app.records import Document, Kind, Role, Span

_SAME = 0.5
"""Likeness from which two contents are the same statement."""
_NEARLY = 0.75
"""From this likeness on the rules' ends stand too: syntax ends clauses more exactly than labels do."""
_HELD, _WIDER = 0.9, 1.2
"""A proposal with this share of a quotation, and this many times its characters, reports more than it."""
_SURE = 0.95
"""From this likelihood on the tagger's source stands against the rules'."""
_LIKELY = 0.5
"""From this likelihood on it stands where rules know none."""
_FEWEST_WORDS = 2
_CERTAIN = ("according to", "as X said", POINTING_BACK)
_NO_CLAUSE = "quotation without a clause"
_LEADS = ("that ", "That ")


def merged(
    document: Document,
    found: Sequence[Draft],
    proposals: Sequence[Proposal],
    quotations: Sequence[Quotation],
    parsed: Sequence[Segment],
) -> tuple[Draft, ...]:
    """The statements of a document in reading order; `found` are the rules' drafts."""
    text = document.text
    notes = inserts(document, Span(0, len(text)), document.paragraphs)
    read = [(one, _content(document, one, quotations, notes)) for one in proposals]
    read = [(one, content) for one, content in read if content]
    found = _proposed(found, read)
    read = [one for one in read if is_speech(text, one, quotations)]
    cues = places([one.cue] if one.cue else [] for one, _ in read)
    certain = [draft for draft in found if _is_certain(draft) and not _is_part(draft, read, cues)]
    certain += _standing_alone(found, read, quotations, certain)
    held = [span for one in certain for span in (*one.content, *([one.cue] if one.cue else []))]
    taken, rules = places([span] for span in held), places(draft.content for draft in found)
    speakers = {draft.source.start for draft in found if draft.source is not None}
    result = [draft if _is_free(draft, taken) else _by(draft, text, parsed) for draft in certain]
    for proposal, content in read:
        if proposal.cue and taken.touch([proposal.cue]):
            continue
        # "quoted X as saying S": content that begins with somebody who is speaking says nothing itself.
        inside = share(content, [held[n] for n in taken.near(content)])
        if content[0].start not in speakers and inside <= _SAME:
            near = [found[n] for n in rules.near(content)]
            draft = _draft(text, proposal, content, near, quotations, parsed)
            if is_statement(text, draft, proposal, parsed):
                result.append(draft)
    apart = [draft for draft in _apart([*result, *found]) if draft.rule != "question"]
    stand = places([draft.cue] if draft.cue else () for draft in apart)
    apart = [
        draft
        for draft in apart
        if not leads_up(text, draft, apart, stand) and not is_asked(text, draft, parsed)
    ]
    own = (own_words(text, draft, notes) for draft in apart)
    return tuple(sorted((draft for draft in own if draft.content), key=lambda draft: draft.content[0]))


def _proposed(found: Sequence[Draft], read: Sequence[Read]) -> list[Draft]:
    """The drafts with what was proposed for the same words, unless that is under another quotation's cue."""
    known = places(content for _, content in read)
    cues = places([draft.cue] if draft.cue else () for draft in found)
    made = []
    for number, draft in enumerate(found):
        near = (read[n] for n in known.near(draft.content))
        alikes = (one for one, content in near if alike(draft.content, content) >= _SAME)
        same = next((one for one in alikes if not _is_others(one, draft, number, cues)), None)
        made.append(replace(draft, proposal=same))
    return made


def _is_others(proposal: Proposal, draft: Draft, number: int, cues: Places) -> bool:
    """Whether a quotation with a clause is proposed under another's: `"A," X replied. "B?" Y asked`."""
    if draft.rule != CLAUSE_AFTER or proposal.cue is None or proposal.cue > draft.content[0]:
        return False
    under = cues.near([proposal.cue])
    return bool(under) and number not in under


def _is_certain(draft: Draft) -> bool:
    by_clause = draft.source is not None and (draft.kind is Kind.DIRECT or draft.rule in _CERTAIN)
    return by_clause or draft.rule in BY_FORM


def _standing_alone(
    found: Sequence[Draft], read: Sequence[Read], quotations: Sequence[Quotation], certain: Sequence[Draft]
) -> Iterator[Draft]:
    """Quotations with both marks and no clause that do not go on with reported words: `A, he said. "B"`."""
    closed = {one.pieces[0].start for one in quotations if one.closed}
    cues = places([draft.cue] for draft in certain if draft.cue is not None)
    wider = places(content if len(content) > 1 else () for _, content in read)
    for draft in found:
        if draft.rule == _NO_CLAUSE and draft.content[0].start in closed:
            near = (read[number] for number in wider.near(draft.content))
            if not any(
                one.cue is not None and not cues.touch([one.cue]) and set(draft.content) <= set(content)
                for one, content in near
            ):
                yield draft


def _is_free(draft: Draft, taken: Places) -> bool:
    """Whether a quotation without a clause was proposed under somebody else's: then who speaks is open."""
    one = draft.proposal
    return draft.source is None and one is not None and one.cue is not None and taken.touch([one.cue])


def _is_part(draft: Draft, read: Sequence[Read], cues: Places) -> bool:
    """Whether a quotation is only the quoted part of what its cue reports: `he told them "this" and that`.

    `cues` is where those of all proposals stand.
    """
    if draft.kind is not Kind.DIRECT or draft.cue is None or draft.inserts or draft.rule in BY_FORM:
        return False
    if draft.content[0].end <= draft.cue.start < draft.content[-1].start:
        return False  # a clause between two parts of it belongs to nothing else
    for _, content in (read[number] for number in cues.near([draft.cue])):
        if share(draft.content, content) > _HELD:
            # Only what runs on from the quotation: "A", she added, and, later, "B" are two.
            around = sum(len(span) for span in content if shared([span], draft.content))
            return around > _WIDER * sum(map(len, draft.content))
    return False


def _content(
    document: Document, proposal: Proposal, quotations: Sequence[Quotation], notes: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The proposed words by paragraph, snapped to marks, without inserts and a leading "that"."""
    text = document.text
    pieces: list[Span] = []
    for span in proposal.content:
        for paragraph in paragraphs_of(document, span):
            if paragraph.role is not Role.BODY:
                continue
            part = Span(max(span.start, paragraph.span.start), min(span.end, paragraph.span.end))
            part = trimmed(text, whole_words(text, part))
            near = [one for one in within(quotations, part) if one.first == one.last]
            part = snapped(text, part, near)
            if text[part.start : part.end].startswith(_LEADS):
                part = Span(part.start + len(_LEADS[0]), part.end)
            pieces += without(text, part, notes)
    pieces = _of_one_clause(text, _nearby(document, proposal, pieces, quotations))
    if sum(len(piece.of(text).split()) for piece in pieces) < _FEWEST_WORDS:
        return ()
    return tuple(joined(text, pieces))


def _nearby(
    document: Document, proposal: Proposal, pieces: list[Span], quotations: Sequence[Quotation]
) -> list[Span]:
    """Without words of other paragraphs than the cue's, but for quotations with no narration behind."""
    home = next((p.span for p in paragraphs_of(document, proposal.cue)), None) if proposal.cue else None
    if home is None or not any(piece.overlaps(home) for piece in pieces):
        return pieces
    text = document.text
    return [
        piece
        for piece in pieces
        if piece.overlaps(home)
        or any(not is_narrated_behind(text, one.pieces[-1].end) for one in within(quotations, piece))
    ]


def _of_one_clause(text: str, pieces: list[Span]) -> list[Span]:
    """Without what stands in a later sentence that begins with narration: that is somebody else's."""
    for place, (earlier, later) in enumerate(pairwise(pieces), 1):
        if is_somebody_between(text, earlier.end, later.start):
            return pieces[:place]
    return pieces


def _draft(
    text: str,
    proposal: Proposal,
    content: tuple[Span, ...],
    near: Sequence[Draft],
    quotations: Sequence[Quotation],
    parsed: Sequence[Segment],
) -> Draft:
    kind = kind_of(text, content, quotations)
    same = max(near, key=lambda draft: alike(draft.content, content), default=None)
    likeness = alike(same.content, content) if same is not None else 0.0
    if same is not None and same.source is not None and likeness >= _SAME:
        own = same if likeness >= _NEARLY else replace(same, content=content, kind=kind, inserts=())
        return _by(replace(own, proposal=proposal), text, parsed)
    draft = Draft(content, kind, "tagger", cue=proposal.cue, proposal=proposal)
    return _said_by(draft, proposal.source or _by_syntax(parsed, proposal, content), text, parsed)


def _by(draft: Draft, text: str, parsed: Sequence[Segment]) -> Draft:
    """A draft with the tagger's source where that is sure and another.

    "…," said Ann, according to Ben: the words are Ann's, though Ben passes them on.
    """
    one = None if draft.rule in BY_FORM else draft.proposal
    if (
        one is None
        or one.source is None
        or one.cue is None
        or one.link < (_SURE if draft.source else _LIKELY)
    ):
        return draft
    same = any(
        one.source.overlaps(span) for span in (*draft.content, *([draft.source] if draft.source else []))
    )
    passed_on = draft.kind is Kind.DIRECT and one.cue.of(text).lower().startswith("according")
    # Beside a quotation, the syntax of a cue is surer than a link from the same cue ("…," he said of Ann),
    # and than a link from another paragraph.
    same_clause = draft.kind is Kind.DIRECT and draft.cue is not None and one.cue.overlaps(draft.cue)
    first, behind = sorted((one.cue, draft.content[0]))
    far = "\n" in text[first.end : behind.start]
    quotes = any(verbs().get(word) in ("quote", "cite") for word in one.cue.of(text).lower().split())
    if same or passed_on or same_clause or far or quotes or one.source.of(text).lower() in RELATIVE:
        return draft
    return _said_by(replace(draft, cue=one.cue), one.source, text, parsed)


def _said_by(draft: Draft, source: Span | None, text: str, parsed: Sequence[Segment]) -> Draft:
    if source is None:
        return draft
    medium = _medium(text, parsed, source) or draft.medium
    return replace(draft, source=source, tokens=tokens_at(parsed, source), medium=medium)


def _by_syntax(parsed: Sequence[Segment], proposal: Proposal, content: Sequence[Span]) -> Span | None:
    """Who speaks by the syntax of the cue, where the tagger linked nobody."""
    segment = segment_at(parsed, proposal.cue) if proposal.cue else None
    cue = tokens_at(parsed, proposal.cue) if proposal.cue else None
    if segment is None or proposal.cue is None or not cue:
        return None
    speaker = speaker_of(cue, inverted=content[0].end <= proposal.cue.start)
    return segment.place(speaker) if speaker is not None else None


def _medium(text: str, parsed: Sequence[Segment], source: Span) -> Span | None:
    segment, tokens = segment_at(parsed, source), tokens_at(parsed, source)
    return medium_of(text, segment.place(tokens.sent)) if segment is not None and tokens is not None else None


def _apart(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """No two statements share words: the one that comes first in the list stands."""
    taken = Places()
    for number, draft in enumerate(drafts):
        if not taken.touch(draft.content):
            taken.add(draft.content, number)
            yield draft
