"""Glosses: what a claim's pronouns, surnames and descriptions mean, so that its wording stands alone.

Only what is certain is glossed, once for each that is meant, and by a name as the article prints it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from babel import Locale

from app.extract.countries import all_places
from app.extract.entities import Cast
from app.extract.references import Context, bare, references
from app.extract.salience import Sighting
from app.extract.segments import Segment
from app.records import Attribution, Claim, Document, Gloss, Span

_NEAR = 2
"""Paragraphs in which no other country may be spoken of."""


def glossed(
    claims: Sequence[Claim],
    document: Document,
    parsed: Sequence[Segment],
    statements: Sequence[Attribution],
    cast: Cast,
    told: Sequence[Sighting],
) -> tuple[Claim, ...]:
    """The claims with their glosses; `told` is where words other than names have led to somebody."""
    context = Context(
        document.text,
        sorted(parsed, key=lambda one: one.span),
        cast,
        sorted(cast.sightings, key=lambda one: one.span),
        sorted(told, key=lambda one: one.span),
    )
    printed: defaultdict[int, list[Span]] = defaultdict(list)
    for one in context.names:
        span = bare(document.text, one.span)
        if one.entity is not None and span.of(document.text) == cast.of(one).name:
            printed[one.entity].append(span)
    return tuple(
        replace(claim, glosses=_glosses(document, context, printed, claim, statements)) for claim in claims
    )


def _glosses(
    document: Document,
    context: Context,
    printed: Mapping[int, Sequence[Span]],
    claim: Claim,
    statements: Sequence[Attribution],
) -> tuple[Gloss, ...]:
    """A claim's; `printed` is where each name stands in full."""
    said = None if claim.statement is None else statements[claim.statement]
    found: list[Gloss] = []
    named: set[int] = set()
    for one in references(context, claim.span, said):
        full = printed.get(one.entity, ())
        at = bisect_left(full, Span(claim.span.start, 0))
        known = one.entity in named or (at < len(full) and full[at].start < one.span.start)
        if full and (one.own or not known) and not any(one.span.overlaps(other.span) for other in found):
            antecedent = full[max(0, bisect_left(full, one.span) - 1)]
            found.append(
                Gloss(one.span, context.cast.known[one.entity].name + "'s" * one.possessive, antecedent)
            )
            named.add(one.entity)
    free = (g for g in _places(document, claim) if not any(g.span.overlaps(o.span) for o in found))
    return tuple(sorted([*found, *free], key=lambda gloss: gloss.span))


def _places(document: Document, claim: Claim) -> Iterator[Gloss]:
    """`the country`, if no other is spoken of nearby and the article names it."""
    text = document.text
    for place in claim.about:
        if place.rule != "inferred" or place.antecedent is None or not claim.span.holds(place.span):
            continue
        above = [p for p in document.paragraphs if p.span.start <= claim.span.start][-_NEAR:]
        near = Span(min(above[0].span.start, place.antecedent.start), claim.span.end)
        name = place.antecedent.of(text)
        is_name = name.casefold() == str(Locale("en").territories.get(place.code, "")).casefold()
        alone = {other.code for other in all_places(text, near)} == {place.code}
        if is_name and alone and place.span.of(text).lower().startswith("the "):
            yield Gloss(place.span, name, place.antecedent)
