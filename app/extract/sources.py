"""Sources: whom the words of an attribution's source mean, by steps from the certain to the likely.

The first step that answers decides; its name and its reason are kept for readers. What no step resolves stays
the words as written.
"""

from collections.abc import Callable, Sequence

from app.extract.attributions import Draft
from app.extract.by_description import (
    description,
    group,
    person_as_written,
    pronoun,
    role_printed,
    unnamed_one,
)
from app.extract.by_name import body_named, person_named, somebodys_sources, writing_of
from app.extract.entities import Cast, Sighting
from app.extract.source_words import Resolution, Source
from app.records import MentionKind

_STEPS: tuple[Callable[[Source], Resolution | None], ...] = (
    pronoun,
    somebodys_sources,
    person_named,
    writing_of,
    group,
    body_named,
    role_printed,
    description,
    unnamed_one,
    person_as_written,
)


def resolve(draft: Draft, paragraph: int, cast: Cast, spoken: Sequence[Sighting]) -> Resolution:
    """Whom a draft's source means; `spoken` are the speakers of earlier statements, in reading order."""
    if draft.tokens is None or draft.source is None:
        return Resolution(None, None, "no source", 0.5)
    source = Source(draft.tokens, draft.source, paragraph, cast, spoken)
    for step in _STEPS:
        if found := step(source):
            return found
    return Resolution(None, MentionKind.NOMINAL, "source as written", 0.4)
