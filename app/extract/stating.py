"""Whether words state anything that could turn out true or false.

Questions, greetings, wishes, orders, thanks, mere attitude and fragments do not; nor do sentences of the
narration that only tell that somebody talks.
"""

import re
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from app.extract.lexicon import words
from app.extract.propositions import has_subject, is_finite

_FEWEST_WORDS = 4
_MARKS = " \t\n\"“”„'‘’«»*•–—-…."
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CONTACT = re.compile(
    r"\S@\w|https?://|\bwww\.|\+?\d[\d ()/-]{8,}\d$|\b\w+\.(?:com|org|net|gov)/", re.IGNORECASE
)
_FIRST_PERSON = ("i", "we")
_ASKS = ("why", "how", "when", "where")
_AUXILIARIES = frozenset(
    [
        "am",
        "are",
        "is",
        "was",
        "were",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "can",
        "could",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "must",
    ]
)
_VERBS = ("VBD", "VBZ", "VBP", "VBN", "MD")
_TALK_ABOUT = ("prep", "dative")


def is_claim(words_: str) -> bool:
    """Whether words alone speak for a claim: long enough, no question, greeting or contact line."""
    plain = words_.strip(_MARKS)
    found = [word.lower() for word in _WORD.findall(plain)]
    if plain.endswith("?") or len(found) < _FEWEST_WORDS or found[-1] == "that":
        return False
    if found[0] in _AUXILIARIES or (found[0] in _ASKS and found[1] in _AUXILIARIES):
        return False
    if _no_claim().match(" ".join(found[:4])):
        return False
    return _CONTACT.search(plain) is None


@cache
def _no_claim() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('no_claim_openings')))})\b")


def states(tokens: Tokens) -> bool:
    """Whether somebody's words state something by their syntax."""
    top = _top(tokens)
    return not (_orders(top, tokens) or _is_attitude(top) or _thanks(tokens))


def is_sentence(tokens: Tokens) -> bool:
    """Whether there is a verb with a tense and a subject."""
    return any(is_finite(token) for token in tokens) and any(has_subject(token) for token in tokens)


def has_verb(tokens: Tokens) -> bool:
    """Whether words are more than a fragment; somebody's own words are often half a sentence."""
    return any(t.tag_ in _VERBS or has_subject(t) for t in tokens)


def tells(tokens: Tokens) -> bool:
    """Whether a sentence of the narration tells more than that somebody talks."""
    top = _top(tokens)
    return is_sentence(tokens) and states(tokens) and not _is_talk(top)


def _top(tokens: Tokens) -> Token:
    inside = range(tokens.start, tokens.end)
    tops = [t for t in tokens if t.dep_ == "ROOT" or t.head.i not in inside]
    return next((t for t in tops if has_subject(t)), next((t for t in tops if t.pos_ == "VERB"), tokens.root))


def _orders(top: Token, tokens: Tokens) -> bool:
    """`Make of that what you will`; but `Recall that …` states what follows."""
    helped = any(child.dep_ in ("aux", "auxpass") for child in top.children)
    bare = top.tag_ in ("VB", "VBP") and not has_subject(top) and not helped
    first = next((t for t in tokens if t.is_alpha), top)
    reminds = first.lower_ in words("reminders")
    return bare and not reminds and first.i == top.i


def _is_attitude(top: Token) -> bool:
    """`We are proud of it`, `I commend it to you`: nothing is said of the world."""
    subject = next((child for child in top.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lower_ not in _FIRST_PERSON:
        return False
    past = top.tag_ == "VBD" or any(c.dep_ == "aux" and c.tag_ == "VBD" for c in top.children)
    complement = next((child for child in top.children if child.dep_ == "acomp"), None)
    feels = complement is not None and complement.lower_ in words("attitudes")
    return not past and (feels or top.lower_ in words("attitudes"))


def _thanks(tokens: Tokens) -> bool:
    return (
        any(t.lower_ in ("thank", "thanks") for t in tokens)
        and not any(is_finite(t) and has_subject(t) for t in tokens if t.lower_ != "thank")
        and not any(t.lower_ == "thanks" and t.i + 1 < len(t.doc) and t.dep_ == "prep" for t in tokens)
    )


def _is_talk(top: Token) -> bool:
    """`X spoke about this`, `Y has a similar point of view`, `Y's words came …`."""
    if any(child.dep_ == "neg" for child in top.children):
        return False
    subject = next((child for child in top.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    about_words = subject is not None and subject.lower_ in words("cue_nouns")
    if about_words and not any(child.dep_ in ("ccomp", "attr") for child in top.children):
        return True
    if top.lower_ in words("talk_verbs"):
        return any(child.dep_ in _TALK_ABOUT or child.dep_ == "punct" for child in top.children)
    return top.lower_ in words("holds_opinion") and any(
        child.dep_ in ("dobj", "prep") and any(t.lower_ in words("opinion_nouns") for t in child.subtree)
        for child in top.children
    )
