"""Spans on their way into the database: whether they fit their text, and the words they stand for."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from app.records import Attribution, Claim, Extraction, Paragraph, Span

_NOT_KEPT = re.compile("[\0\ud800-\udfff]")
LEFT_OUT = " […] "
"""Stands between two content spans where the article has words that are left out."""


def check(text: str, extraction: Extraction) -> None:
    """Raise ValueError unless every span lies in `text` and every content reads forward."""
    document = extraction.document
    if document.text != text:
        raise ValueError("the extraction is of another text")
    storable(text)
    starts = [paragraph.span.start for paragraph in document.paragraphs]
    if not starts or starts != sorted(starts):
        raise ValueError("the document has no paragraphs, or they are out of order")
    for span in _all(extraction):
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(
                f"the span {span.start}-{span.end} is not in the text, which ends at {len(text)}"
            )
    for attribution in extraction.attributions:
        content = attribution.content
        if not content or any(b.start < a.end for a, b in pairwise(content)):
            raise ValueError(f"the content {content} is empty or runs backwards")


def storable(text: str) -> None:
    """Raise ValueError where a text has what no database keeps as it is: NUL, or half of a surrogate pair."""
    found = _NOT_KEPT.search(text)
    if found is not None:
        # SQLite's functions take NUL for the end of the text: what follows could be neither cut nor found.
        what = "a NUL character" if found.group() == "\0" else "half of a surrogate pair"
        raise ValueError(f"the text has {what} at {found.start()}")


def joined(text: str, spans: Sequence[Span]) -> str:
    """The words of `spans` in order, […] between two wherever the article has words between them."""
    parts = [spans[0].of(text)]
    for before, after in pairwise(spans):
        between = text[before.end : after.start]
        parts += [LEFT_OUT if any(c.isalnum() for c in between) else " ", after.of(text)]
    return "".join(parts)


def paragraph_finder(paragraphs: Sequence[Paragraph]) -> Callable[[Span], int]:
    """A function from a span to the number of the paragraph it starts in."""
    starts = [paragraph.span.start for paragraph in paragraphs]

    def find(span: Span) -> int:
        return paragraphs[max(0, bisect_right(starts, span.start) - 1)].number

    return find


def _all(extraction: Extraction) -> Iterable[Span]:
    for paragraph in extraction.document.paragraphs:
        yield paragraph.span
    for entity in extraction.entities:
        yield from (role.span for role in entity.roles)
        if entity.home is not None:
            yield entity.home.span
    for found in extraction.attributions:
        yield from (*found.content, *found.cue, *found.source, *found.inserts)
        yield from _pointing(found)
        if found.medium is not None:
            yield found.medium
        if found.said is not None:
            yield found.said.span
    for claim in extraction.claims:
        yield claim.span
        yield from _pointing(claim)
        yield from (quantity.span for quantity in claim.quantities)
        yield from (gloss.antecedent for gloss in claim.glosses)


def _pointing(found: Attribution | Claim) -> Iterable[Span]:
    for place in (*found.about, *found.blocs):
        yield place.span
        if place.antecedent is not None:
            yield place.antecedent
