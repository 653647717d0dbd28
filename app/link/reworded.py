"""Whether a text says in other words what a quotation says, as far as its words can tell.

No encoder is asked: what counts is how many of the words that say something are in both, the rarer the more,
and that no opposite, negation or number keeps the two apart. So only wordings that share words are found.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.link import lexicon, nations
from app.link.alignment import opposite, variants
from app.link.numbers import valued
from app.link.placed import Word, placed
from app.link.tokens import Token

_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
"""Either part of "military-political" may be all that the other wording has."""
_FEWEST = 2
"""Words that say something and are in both, below which two passages have nothing in common."""
_TURNS = ("in", "un", "im", "ir", "dis", "non", "de", "anti")
"""Beginnings that make a word its opposite."""
_LONGEST = 3
"""Words of a country's name that is looked for."""
_ENDS = re.compile(r"[.!?…][\"”’')\]»]*\s+")
_BESIDE = 3
"""Units on either side of a passage that are looked at too."""
_ANYHOW, _TURNED_CLAUSES = 0.4, 1.2
"""What likeness is left to words in reverse order, and how soon steps forwards make up for steps back."""
_WIDER, _MORE = 2, 6
"""A passage may have so many times the quotation's telling words, and so many more."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, number or country at ``[start, end)`` of its text."""

    token: Token
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rewording:
    """The passage of a text nearest to a quotation."""

    score: float
    """0 to 1."""
    start: int
    end: int
    shared: int
    """Words in both that say something."""
    apart: str
    """What keeps the two apart: "opposite", "negation", "number"; "" where nothing does."""


@lru_cache(maxsize=2048)
def units(text: str) -> tuple[Unit, ...]:
    """The units of a text in order, small words among them."""
    words = placed(_HYPHEN.sub(" ", text))
    small = lexicon.classes()
    made = []
    for form, i, j in _named(words):
        is_country = form.startswith("=")
        first, last = words[i], words[j - 1]
        token = Token(form, name=is_country, small=None if is_country else small.get(form))
        made.append(Unit(token, first.start, last.end))
    return tuple(made)


def _named(words: Sequence[Word]) -> list[tuple[str, int, int]]:
    """Forms with the words they take in: countries by "=" and code, numbers as values."""
    made: list[tuple[str, int, int]] = []
    rest: list[int] = []

    def flush() -> None:
        made.extend((form, rest[i], rest[j - 1] + 1) for form, i, j in valued([words[k].form for k in rest]))
        rest.clear()

    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            code = _country(words[at : at + length])
            if code is not None:
                flush()
                made.append((f"={code}", at, at + length))
                at += length
                break
        else:
            rest.append(at)
            at += 1
    flush()
    return made


def _country(words: Sequence[Word]) -> str | None:
    # "us" is a country only in capitals.
    if not words[0].printed.lstrip("([“‘\"'").startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")):
        return None
    if len(words) == 1 and words[0].form == "us" and "US" not in words[0].printed:
        return None
    return nations.code(" ".join(word.form for word in words))


def telling(words: Sequence[Unit]) -> list[Unit]:
    """The units that say something by themselves."""
    return [unit for unit in words if unit.token.telling]


def reworded(quote: str, text: str, weights: Mapping[str, float]) -> Rewording | None:
    """The passage of `text` nearest to `quote`; None where no telling word is in both.

    `weights` tells by form how much a word of the quotation says; one that it does not know says 1.
    """
    ours, theirs = units(quote), units(text)
    wanted, offered = telling(ours), telling(theirs)
    pairs = [[i for i, unit in enumerate(wanted) if _alike(unit.token, other.token)] for other in offered]
    if not any(pairs):
        return None
    first, last, score = _nearest(pairs, [_weight(unit, weights) for unit in wanted])
    shared = sum(map(bool, pairs[first : last + 1]))
    if shared < min(_FEWEST, len(wanted)):
        return None
    start, end = offered[first].start, offered[last].end
    apart = _apart(ours, _around(theirs, start, end))
    if apart == "negation" and _negated(ours) and _negated(_sentence(theirs, text, start, end)):
        apart = ""  # what turns a sentence around may stand far from the words that it turns
    return Rewording(round(score, 3), start, end, shared, apart)


def _nearest(pairs: Sequence[Sequence[int]], weights: Sequence[float]) -> tuple[int, int, float]:
    """The ends of the passage that shares most with a quotation of these weights, and how much.

    `pairs` tells by unit of the text which of the quotation's it may be.
    """
    held = [place for place, found in enumerate(pairs) if found]
    total, longest = sum(weights), _WIDER * len(weights) + _MORE
    best = (0.0, 0, 0)
    for a, first in enumerate(held):
        matched: set[int] = set()
        order: list[int] = []
        for hits, last in enumerate(held[a:], 1):
            if last - first >= longest:
                break
            order.append(next((i for i in pairs[last] if i not in matched), pairs[last][0]))
            matched.add(order[-1])
            shared = sum(weights[i] for i in matched)
            # A word of the text that the quotation has not weighs what its own do in the mean.
            extra = (last - first + 1 - hits) * total / len(weights)
            recall, precision = shared / total, shared / (shared + extra)
            score = _in_order(order) * 2 * recall * precision / (recall + precision)
            best = max(best, (score, -first, last))
    return -best[1], best[2], best[0]


def _in_order(places: Sequence[int]) -> float:
    """1 where words follow one another as in the quotation, clauses in whatever order; less where anyhow."""
    if len(places) < 2:
        return 1.0
    steps = sum(one < other for one, other in pairwise(places))
    return min(1.0, _ANYHOW + (1 - _ANYHOW) * _TURNED_CLAUSES * steps / (len(places) - 1))


def _weight(unit: Unit, weights: Mapping[str, float]) -> float:
    return weights.get(unit.token.form, 1.0)


def _alike(one: Token, other: Token) -> bool:
    # Variants begin alike, and a country, behind "=", is no variant of anything.
    return one.form == other.form or (one.form[0] == other.form[0] != "=" and variants(one, other))


def _around(words: Sequence[Unit], start: int, end: int) -> list[Unit]:
    """The units of a passage with a few on either side: what sets two apart may stand just beyond it."""
    first = next(i for i, unit in enumerate(words) if unit.start >= start)
    last = next((i for i, unit in enumerate(words) if unit.start >= end), len(words))
    return list(words[max(0, first - _BESIDE) : last + _BESIDE])


def _sentence(words: Sequence[Unit], text: str, start: int, end: int) -> list[Unit]:
    """The units of the sentences that a passage stands in."""
    first = max((found.end() for found in _ENDS.finditer(text, 0, start)), default=0)
    last = next((found.start() for found in _ENDS.finditer(text, end)), len(text))
    return [unit for unit in words if first <= unit.start and unit.end <= last + 1]


def _negated(words: Sequence[Unit]) -> bool:
    return any(unit.token.negation for unit in words)


def _apart(ours: Sequence[Unit], theirs: Sequence[Unit]) -> str:
    mine = [unit.token for unit in ours]
    yours = [unit.token for unit in theirs]
    alone = [one for one in mine if not any(_alike(one, other) for other in yours)]
    others = [other for other in yours if not any(_alike(one, other) for one in mine)]
    if any(opposite(one, other) or _turned(one.form, other.form) for one in alone for other in others):
        return "opposite"
    if _negated(ours) != _negated(theirs):
        return "negation"
    if any(token.number for token in alone) and any(token.number for token in others):
        return "number"
    return ""


def _turned(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return any(long == f"{turn}{short}" for turn in _TURNS)
