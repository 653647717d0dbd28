"""The whole pipeline, readable top down: text → Extraction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.extract.attributions import Draft
from app.extract.check_worthiness import weighed
from app.extract.claims import claims
from app.extract.confidence import likelihood
from app.extract.countries import pointed
from app.extract.documents import document as read_document
from app.extract.entities import Cast, gather
from app.extract.glosses import glossed
from app.extract.heard import heard
from app.extract.mentions import named
from app.extract.pipeline import Models
from app.extract.referring import referring, sentence_starts
from app.extract.said import when
from app.extract.source_words import Resolution, is_person
from app.extract.sources import resolved
from app.extract.version import EXTRACTOR
from app.records import (
    Attribution,
    Document,
    Extraction,
    Kind,
    Mention,
    MentionKind,
    Span,
)

_LEAST = 0.3
"""Statements whose words and source are less likely right than this are not reported."""


def extract(text: str, models: Models, published: date | None = None) -> Extraction:
    """Everything in one article: who is in it, who said what and when, and what is claimed.

    What is printed of the time ("on Tuesday") is understood from the day of publication.
    """
    document = read_document(text)
    said = heard(document, models)
    names = named(said.parsed)
    cast = gather(names, text, sentence_starts(said.parsed))
    spans = [span for one in names for span in (one.span, *one.roles)]
    narrated = referring(said.parsed, spans)
    people = [s.span for s in cast.sightings if is_person(cast, s)]
    sure = [(draft, likelihood(draft, models.confidence)) for draft in said.drafts]
    likely = [(draft, how) for draft, how in sure if how >= _LEAST or _has_clause(draft)]
    meant = resolved([draft for draft, _ in likely], document, cast, narrated)
    attributions, mentions = _attributed(document, likely, cast, meant.speakers, people)
    times = when([draft for draft, _ in likely], document, said.parsed, published)
    attributions = tuple(replace(one, said=time) for one, time in zip(attributions, times, strict=True))
    claimed = claims(document, said.parsed, attributions, people)
    claimed = glossed(claimed, document, said.parsed, attributions, cast, meant.told)
    claimed = weighed(document.text, claimed, models.worth)
    entities = tuple(known.finished() for known in cast.known)
    return Extraction(document, entities, mentions, attributions, claimed, EXTRACTOR)


def _has_clause(draft: Draft) -> bool:
    """Whether somebody is printed to have said quoted words: never too unlikely to report."""
    return draft.kind is Kind.DIRECT and draft.source is not None and draft.cue is not None


def _attributed(
    document: Document,
    likely: Sequence[tuple[Draft, float]],
    cast: Cast,
    speakers: Sequence[Resolution],
    people: Sequence[Span],
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """Drafts with their sources resolved."""
    attributions: list[Attribution] = []
    mentions = [Mention(s.span, MentionKind.NAME, s.entity) for s in cast.sightings]
    for (draft, sure), who in zip(likely, speakers, strict=True):
        if who.kind is not None and who.kind is not MentionKind.NAME and draft.source is not None:
            mentions.append(Mention(draft.source, who.kind, who.entity))
        attributions.append(_attribution(document, draft, who, sure, people))
    return tuple(attributions), tuple(sorted(mentions, key=lambda mention: mention.span))


def _attribution(
    document: Document, draft: Draft, who: Resolution, sure: float, people: Sequence[Span]
) -> Attribution:
    about, blocs = pointed(document, draft.content, people)
    return Attribution(
        content=draft.content,
        cue=(draft.cue,) if draft.cue else (),
        source=(draft.source,) if draft.source else (),
        kind=draft.kind,
        entity=who.entity,
        rule=f"{draft.rule}; {who.rule}",
        confidence=round(sure * (1.0 if who.entity is None else who.confidence), 2),
        reasons=who.reasons,
        inserts=draft.inserts,
        medium=draft.medium,
        about=about,
        blocs=blocs,
    )
