"""Whom a sentence is about, where no verb of speech says who speaks."""

from spacy.tokens import Span as Tokens

from app.extract.clauses import Clause, cue_of, source_of

_SOMEBODY = ("he", "she", "they", "one", "who", "somebody", "someone", "everybody", "everyone", "another")


def acting(sentence: Tokens) -> Clause | None:
    """Who acts in a sentence between words set off as speech: `the driver counts on her fingers`."""
    verb = sentence.root
    source = source_of(verb, inverted=True)
    if source is None or source.start > sentence.start:
        source = next((chunk for chunk in sentence.noun_chunks if chunk.start == sentence.start), source)
    if source is None or (source.root.pos_ == "PRON" and source.root.lower_ not in _SOMEBODY):
        return None
    return Clause(verb, cue_of(verb), source)
