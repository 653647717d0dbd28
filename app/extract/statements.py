"""Which proposals and drafts are statements at all: what is said, not believed, asked or only led up to."""

import re
from collections.abc import Sequence

from app.extract.attributions import Draft
from app.extract.beside import before
from app.extract.cues import verbs
from app.extract.lexicon import words
from app.extract.marks import Quotation, within
from app.extract.overlaps import Places
from app.extract.salience import was_asked
from app.extract.segments import Segment, tokens_at
from app.extract.tagger import Proposal
from app.extract.topics import is_topic
from app.records import Kind, Span

_SPEECH = 0.5
"""From this likelihood on a proposal counts as speech."""
_A_PHRASE = 5
"""Words in quotation marks that are no mere term."""
_ANSWERS = re.compile(r",\s(\w+)")
RELATIVE = ("who", "which", "that", "whom", "what")
"""Words that stand for somebody or something named before."""
Read = tuple[Proposal, tuple[Span, ...]]
"""A proposal with its words as read."""


def is_speech(text: str, read: Read, quotations: Sequence[Quotation]) -> bool:
    """Whether somebody says it, and does not only believe it; what is quoted of a belief has been said."""
    one, content = read
    if one.source is not None and one.source.of(text).lower() in words("nobody"):
        return False
    held = one.cue is not None and not words("believing").isdisjoint(one.cue.of(text).lower().split())
    return one.speech >= _SPEECH or (held and one.source is not None and _quotes(text, content, quotations))


def _quotes(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> bool:
    """Whether more than a phrase of the words stands between marks; behind a colon others begin."""
    within_marks = (one for span in content for one in within(quotations, span) if span.holds(one.outer))
    return any(
        len(one.words(text)) >= _A_PHRASE and before(text, one.outer.start, " ") != ":"
        for one in within_marks
    )


def is_statement(text: str, draft: Draft, proposal: Proposal, parsed: Sequence[Segment]) -> bool:
    """Quoted words always are one; reported words where a cue says more with them than a topic."""
    if draft.kind is Kind.DIRECT or draft.source is None:
        return draft.kind is Kind.DIRECT
    if draft.kind is Kind.MIXED:
        return True
    tokens = [token for span in draft.content for token in tokens_at(parsed, span) or ()]
    is_bare = draft.cue is None or any(span.of(text).lower() in RELATIVE for span in draft.content)
    return not is_bare and not is_topic(tokens, proposal.cue.of(text) if proposal.cue else "")


def is_asked(text: str, draft: Draft, parsed: Sequence[Segment]) -> bool:
    """Whether reported words are a question put to who is their source.

    "Lee was asked whether it leaks", but not "by Berg"; "Lee, asked whether it leaks, said: …".
    """
    cue = tokens_at(parsed, draft.cue) if draft.cue is not None else None
    if cue is None or draft.kind is not Kind.INDIRECT:
        return False
    verb, answers = cue.root, _ANSWERS.match(text, draft.content[-1].end)
    if was_asked(verb):
        return not any(child.dep_ == "agent" for child in verb.children)
    aside = verb.lower_ == "asked" and verb.i > 0 and verb.nbor(-1).lower_ in (",", "when")
    return aside and answers is not None and answers[1] in verbs()


def leads_up(text: str, draft: Draft, every: Sequence[Draft], cues: Places) -> bool:
    """Whether reported words are only the clause of a quotation: "we recall that in May Lee said"."""
    somebody = draft.source is not None and draft.source.of(text).lower() not in ("us", "we", "you")
    end = draft.content[-1].end
    near = (every[n].cue for n in cues.near(draft.content[-1:]) if every[n] is not draft)
    clause = any(0 <= end - cue.end <= 1 for cue in near if cue is not None)
    return draft.kind is Kind.INDIRECT and clause and not somebody
