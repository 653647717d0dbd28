"""The whole pipeline, readable top down: text → Extraction."""

from collections.abc import Sequence

from app.extract.attributions import Draft, drafts
from app.extract.claims import claims
from app.extract.countries import places
from app.extract.documents import document as read_document
from app.extract.entities import Cast, gather
from app.extract.marks import quotations
from app.extract.mentions import named
from app.extract.pipeline import Models
from app.extract.proposed import merged
from app.extract.referring import Referring, referring, sentence_starts
from app.extract.segments import is_block, segments
from app.extract.source_words import Resolution, is_person
from app.extract.sources import resolved
from app.records import (
    Attribution,
    Document,
    Extraction,
    Mention,
    MentionKind,
    Span,
)

EXTRACTOR = "tagger-1"
"""Changes whenever the same text may be read differently."""


def extract(text: str, models: Models) -> Extraction:
    """Everything in one article: who is in it, who said what, and what is claimed."""
    document = read_document(text)
    quoted = quotations(document)
    blocks = tuple(q for q in quoted if is_block(document, q))
    woven = tuple(q for q in quoted if q not in blocks)
    parsed = segments(document, blocks, models)
    names = named(parsed)
    cast = gather(names, text, sentence_starts(parsed))
    narrated = referring(parsed, [span for one in names for span in (one.span, one.role) if span is not None])
    people = [s.span for s in cast.sightings if is_person(cast, s)]
    by_rules = drafts(document, blocks, woven, parsed)
    found = merged(document, by_rules, models.tagger.proposals(document), quoted, parsed)
    attributions, mentions = _attributed(document, found, cast, narrated, people)
    claimed = claims(document, parsed, attributions, people)
    entities = tuple(known.finished() for known in cast.known)
    return Extraction(document, entities, mentions, attributions, claimed, EXTRACTOR)


def _attributed(
    document: Document,
    found: Sequence[Draft],
    cast: Cast,
    narrated: Sequence[Referring],
    people: Sequence[Span],
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """Drafts with their sources resolved."""
    attributions: list[Attribution] = []
    mentions = [Mention(s.span, MentionKind.NAME, s.entity) for s in cast.sightings]
    for draft, who in zip(found, resolved(found, document, cast, narrated), strict=True):
        if who.kind is not None and who.kind is not MentionKind.NAME and draft.source is not None:
            mentions.append(Mention(draft.source, who.kind, who.entity))
        attributions.append(_attribution(document, draft, who, people))
    return tuple(attributions), tuple(sorted(mentions, key=lambda mention: mention.span))


def _attribution(document: Document, draft: Draft, who: Resolution, people: Sequence[Span]) -> Attribution:
    return Attribution(
        content=draft.content,
        cue=(draft.cue,) if draft.cue else (),
        source=(draft.source,) if draft.source else (),
        kind=draft.kind,
        entity=who.entity,
        rule=f"{draft.rule}; {who.rule}",
        confidence=round(_EXTENT.get(draft.rule, 0.7) * who.confidence, 2),
        reasons=who.reasons,
        inserts=draft.inserts,
        medium=draft.medium,
        about=places(document.text, draft.content, people),
    )


_EXTENT = {
    "clause after quotation": 0.98,
    "clause before quotation": 0.97,
    "according to": 0.92,
    "as X said": 0.92,
    "clause": 0.9,
    "tagger": 0.85,
    "infinitive": 0.8,
    "noun with clause": 0.8,
    "partly quoted": 0.8,
    "object": 0.7,
    "quoted phrase": 0.7,
    "quotation without a clause": 0.8,
}
"""How often a rule's extent is right, from a look at its hits; measured calibration comes with training."""
