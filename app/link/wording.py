"""Whether two passages say the same in other words: near in meaning, and nothing tells them apart.

A sentence encoder knows what passages are about, not what they say about it: "rose" and "fell", 14 and 61 are
neighbours to it. So nearness proposes, and numbers, names, negations, opposites and a shared frame object.
"""

from collections.abc import Sequence

from app.link import lexicon
from app.link.alignment import Alignment, variants
from app.link.tokens import Token, negated, numbers, telling, tokens
from app.link.voices import Heard
from app.records import Match, Passage

NEAREST = 0.66
_LEAST = {"same": NEAREST, "unsure": 0.8, "other": 1.01}
"""Nearness (cosine) from which two passages of one voice, or of voices nobody knows, may be the same.

What two known speakers say in their own words is two statements."""
_CERTAIN = 0.75
_ONE_ARTICLE, _ONE_CLAIM = 0.85, 0.85
"""Within an article a speaker stays with a topic, and a claim that others make too is theirs as well."""
_FRAME, _FEW, _VERY_NEAR = 0.5, 2, 0.8
"""From this share of words in the same order on, a few other words in between make another statement, and
many do unless the two are very near."""
_LOOSE = 0.34
"""Below this share, a negation or an opposite may be part of another way to say it."""
_FEWEST, _MOST, _RATIO = 2, 25, 0.5
"""Telling words: a long passage is near to many, and one is no other wording of half of another."""


def other_wording(a: Passage, b: Passage, run: Alignment | None, near: float, voice: Heard) -> Match | None:
    """How two passages that share no run say the same; None where something tells them apart."""
    if near < least(a, b, voice):
        return None
    ours, theirs = tokens(a.words), tokens(b.words)
    shorter, longer = sorted((len(telling(a.words)), len(telling(b.words))))
    if shorter < _FEWEST or longer > _MOST or shorter < _RATIO * longer:
        return None
    if _asked(ours) != _asked(theirs) or _other_numbers(a.words, b.words):
        return None
    frame = 0.0 if run is None else run.frame
    if frame >= _FRAME and (near < _VERY_NEAR or _changed(ours, theirs) <= _FEW):
        return None
    turned = negated(a.words) != negated(b.words) or _opposed(ours, theirs)
    if turned and frame >= _LOOSE:
        return None
    certain = near >= _CERTAIN and voice == "same" and not turned and not _other_names(ours, theirs)
    return Match("other wording", certain, "near-meaning", round(near, 3))


def least(a: Passage, b: Passage, voice: Heard) -> float:
    """How near two passages have to be to say the same in other words."""
    most = _LEAST[voice]
    if voice == "other" and a.claim and b.claim:
        most = _ONE_CLAIM
    return max(most, _ONE_ARTICLE) if a.article is not None and a.article == b.article else most


def _changed(a: Sequence[Token], b: Sequence[Token]) -> int:
    """Telling words of one that the other has in no form, where there are most."""

    def alone(words: Sequence[Token], others: Sequence[Token]) -> int:
        forms = {other.form for other in others}
        new = (token for token in words if token.telling and token.form not in forms)
        return sum(not any(variants(token, other) for other in others) for token in new)

    return max(alone(a, b), alone(b, a))


def _other_numbers(a: str, b: str) -> bool:
    """Whether each has a number that the other has not."""
    ours, theirs = numbers(a), numbers(b)
    return not (ours <= theirs or theirs <= ours)


def _other_names(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether both have names, and none in common."""
    ours, theirs = ([token for token in words if token.name] for words in (a, b))
    if not ours or not theirs:
        return False
    return not any(variants(one, other) for one in ours for other in b) and not any(
        variants(one, other) for one in theirs for other in a
    )


def _asked(words: Sequence[Token]) -> bool:
    return bool(words) and words[-1].asked


def _opposed(a: Sequence[Token], b: Sequence[Token]) -> bool:
    ours, theirs = ({token.form for token in words} for words in (a, b))
    alone, against = ours - theirs, lexicon.opposites()
    return any(form in against and not against[form].isdisjoint(theirs - ours) for form in alone)
