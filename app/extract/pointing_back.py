"""Sentences whose speaker the next one names: "The dam is safe. This was stated by Lee"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.attributions import Draft, has_words, kind_of, snapped, with_clause
from app.extract.clauses import Clause, cue_of, source_of
from app.extract.lexicon import words
from app.extract.marks import Quotation, within
from app.extract.segments import Segment
from app.records import Kind, Span

RULE = "this was said"
_SHORTEST = 5
"""Words of a sentence that says something."""
_CLAUSES = ("ccomp", "xcomp")


def pointing_back(text: str, segments: Sequence[Segment], woven: Sequence[Quotation]) -> Iterator[Draft]:
    """The sentences of the narration that a clause right behind them points back to."""
    for before, here in _neighbours(text, segments):
        sentence = here[1]
        clause = _clause(sentence)
        if clause is None or not _says_something(before[1]):
            continue
        place = before[0].place(before[1])
        near = within(woven, place)
        content = (snapped(text, place, near),)
        draft = Draft(content, kind_of(text, content, near), RULE)
        if draft.kind is not Kind.DIRECT:
            yield with_clause(text, draft, here[0], clause, RULE, sentence)


_Placed = tuple[Segment, Tokens]


def _neighbours(text: str, segments: Sequence[Segment]) -> Iterator[tuple[_Placed, _Placed]]:
    """Each sentence with the one before it in its paragraph, or that is the whole paragraph above."""
    above: Segment | None = None
    for segment in segments:
        sentences = list(segment.doc.sents)
        if above is not None and _is_next(text, above, segment):
            (only, *more) = above.doc.sents
            if not more:
                yield (above, only), (segment, sentences[0])
        for before, here in pairwise(sentences):
            yield (segment, before), (segment, here)
        above = segment


def _is_next(text: str, above: Segment, segment: Segment) -> bool:
    between = Span(above.span.end, segment.span.start)
    return segment.paragraph == above.paragraph + 1 and not has_words(text, between.start, between.end)


def _clause(sentence: Tokens) -> Clause | None:
    """The clause of `This was stated by Lee`, `Lee spoke about this`, `Lee announced this on Monday`."""
    for verb in sentence:
        if verb.lower_ not in words("pointing_back") or verb.pos_ not in ("VERB", "AUX"):
            continue
        if any(child.dep_ in _CLAUSES for child in verb.children) or not _points(verb):
            continue
        source = source_of(verb, inverted=True)
        if source is not None and source.root.lower_ not in ("this", "that", "it"):
            return Clause(verb, cue_of(verb), source)
    return None


def _points(verb: Token) -> bool:
    """Whether a verb of speech has "this" for what was said."""
    for child in verb.children:
        if child.lower_ == "this" and child.dep_ in ("nsubjpass", "dobj"):
            return True
        if child.lower_ == "about" and any(inner.lower_ == "this" for inner in child.children):
            return True
    return False


def _says_something(sentence: Tokens) -> bool:
    """Whether a sentence states something: it has a verb, and does not ask."""
    if sentence[-1].text == "?" or sum(token.is_alpha for token in sentence) < _SHORTEST:
        return False
    return any(token.pos_ in ("VERB", "AUX") for token in sentence)
