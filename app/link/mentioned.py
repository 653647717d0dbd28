"""Whom the words of statements name: mentions found in them, and names that the article uses."""

import re
from collections import Counter
from collections.abc import Mapping

from app.records import Attribution, Extraction, MentionKind, Span, SpeakerKind

_SHORTEST = 3
"""Letters of a name that is looked for in words."""


def mentioned(extraction: Extraction) -> tuple[Mapping[int, Span], ...]:
    """By attribution, the entities that its content names, each where it first does; not its own speaker."""
    text, names = extraction.document.text, _names(extraction)
    named = [(m.span, m.entity) for m in extraction.mentions if m.kind is MentionKind.NAME]
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or r"(?!)")

    def within(held: Span) -> list[tuple[Span, int | None]]:
        printed = pattern.finditer(text, held.start, held.end)
        seen = [(Span(*found.span()), names[found.group()]) for found in printed]
        return [(span, entity) for span, entity in named if held.holds(span)] + seen

    return tuple(
        _first([each for held in said.content for each in within(held)], said)
        for said in extraction.attributions
    )


def _first(found: list[tuple[Span, int | None]], of: Attribution) -> dict[int, Span]:
    first: dict[int, Span] = {}
    for span, entity in sorted(found, key=lambda each: each[0]):
        if entity is not None and entity != of.entity:
            first.setdefault(entity, span)
    return first


def _names(extraction: Extraction) -> dict[str, int]:
    """Names that one entity alone has in the article."""
    uses: Counter[str] = Counter()
    owner: dict[str, int] = {}
    for index, entity in enumerate(extraction.entities):
        if entity.kind is SpeakerKind.UNNAMED:
            continue
        for name in {entity.name, *entity.aliases}:
            if len(name) >= _SHORTEST and name[:1].isupper():
                uses[name] += 1
                owner[name] = index
    return {name: index for name, index in owner.items() if uses[name] == 1}
