"""What only looks like something said: a topic ("discussed the budget"), or a pointer ("denied this").

Words with a finite verb or an infinitive say or want something, unless it only tells which thing is meant
("the river that flows south"). Words without one still are a statement where the cue takes a stand on them
("rejected the cut in pensions"), but not where it only names what was talked about, and not where they point
to something said elsewhere.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from app.extract.lexicon import words

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_TELLING = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_LEAST = 4
"""Telling words from which a phrase says on its own what it is about."""


def is_topic(content: Sequence[Token], cue: str) -> bool:
    """Whether the words of `content` with their `cue` are no statement."""
    verbs = (token for token in content if token.tag_ in _FINITE or token.dep_ == "xcomp")
    if not all(_tells_which(token, content) for token in verbs):
        return False
    if not words("topic_cues").isdisjoint(cue.lower().split()):
        return True
    return sum(token.pos_ in _TELLING and token.is_alpha for token in content) < _LEAST


def _tells_which(verb: Token, content: Sequence[Token]) -> bool:
    """Whether a verb belongs to a relative clause of a noun in `content`."""
    return any(each.dep_ == "relcl" and each.head in content for each in (verb, *verb.ancestors))
