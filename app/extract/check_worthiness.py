"""Check-worthiness: how much a fact-checker would want to check a claim, and why; no verdict on its truth.

A logistic regression over single words, pairs of words, and named signs (a figure, a comparison, a wish); the
model card says what it was fitted to. Names and digits are masked before anything is weighed: a score
must not depend on who is spoken of, nor on how large a figure is.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from app.extract.lexicon import table
from app.records import Claim, Worth

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|April?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_TOKEN = re.compile(
    rf"(?P<day>{_MONTH} \d\d?\b(?!,\d)|\b\d\d? {_MONTH})|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:s\b)?)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<mark>[$€£¥%?,;])"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_FILLERS = frozenset(("uh", "um", "ah"))
NAME, NUMBER, ORDINAL, DATE, START, END = "<name>", "<number>", "<ordinal>", "<date>", "<start>", "<end>"
_DATE = "gives a date"
_MASKS = {NAME: "names somebody or something", NUMBER: "states a figure", DATE: _DATE}
_PAST, _NO_PAST = "speaks of the past", frozenset(("need", "indeed", "hundred", "speed", "exceed", "succeed"))
_NOT_BEFORE_PAST = frozenset(
    ("a", "an", "the", "is", "are", "be", "being", "of", "to", "with", "by", "for", "in")
)
"""Behind these a word in -ed is a participle."""
LENGTH = "length"
_SHORT = "is short"
_USUAL_WORDS = 16
_LONGEST_SIGN = 3
_TOLD, _MOST_TOLD = 0.3, 4
"""What moves the log-odds by less is no reason; and so many reasons are enough."""


_BUT = "but "
_LIKE_WORTH = "is worded like what is often checked"
_LIKE_OTHERS = "but is worded like what is seldom checked"
"""Where no sign tells why a score is high, or low, the words did it."""


_Shown = dict[str, list[range]]
"""Signs by name, with the places of the tokens that show them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the fit found; words are single or pairs, as `grams` gives them."""

    bias: float
    threshold: float
    """The score from which on a claim counts as check-worthy: best F1 in cross-validation."""
    signs: Mapping[str, float]
    words: Mapping[str, tuple[float, float]]
    """Weight and rarity (inverse document frequency)."""


def check_worthiness(words: str, weights: Weights) -> Worth:
    """Score 0 to 1, and the weightiest reasons; those that lower the score begin with "but"."""
    read = tokens(words)
    known = {gram: weights.words[gram] for gram in grams(read) if gram in weights.words}
    norm = math.sqrt(sum(rarity**2 for _, rarity in known.values())) or 1.0
    by_words = {gram: weight * rarity / norm for gram, (weight, rarity) in known.items()}
    shown = _shown(read)
    by_sign = {name: weights.signs.get(name, 0.0) * value for name, value in _signs(read, shown).items()}
    total = weights.bias + sum(by_words.values()) + sum(by_sign.values())
    score = 1 / (1 + math.exp(-total))
    told = _reasons(read, shown, by_words, by_sign)
    is_worth = score >= weights.threshold
    if all(reason.startswith(_BUT) == is_worth for reason in told):
        told = (*told[: _MOST_TOLD - 1], _LIKE_WORTH if is_worth else _LIKE_OTHERS)
    return Worth(round(score, 3), told)


def weighed(text: str, claims: Iterable[Claim], weights: Weights) -> tuple[Claim, ...]:
    """Claims of a text with their check-worthiness."""
    return tuple(replace(one, worth=check_worthiness(one.span.of(text), weights)) for one in claims)


def parsed(stored: str) -> Weights:
    """Weights from the lines of their file: part, feature, weight and, for words, rarity; parted by tabs."""
    rows = [line.split("\t") for line in stored.splitlines() if not line.startswith("#")]
    scalar = {name: float(value) for part, name, value, *_ in rows if part == "fit"}
    return Weights(
        scalar["bias"],
        scalar["threshold"],
        {name: float(weight) for part, name, weight, *_ in rows if part == "sign"},
        {row[1]: (float(row[2]), float(row[3])) for row in rows if row[0] == "words"},
    )


def tokens(words: str) -> list[str]:
    """Words in lower case, digits and names masked; a capital where the words begin tells no name."""
    found: list[str] = []
    for match in _TOKEN.finditer(words.replace("’", "'")):
        token = _masked(match, is_first=not found)
        if token not in _FILLERS and not (token == NAME and found[-1:] == [NAME]):
            found.append(token)
    return found


def grams(read: list[str]) -> tuple[str, ...]:
    """The words and pairs of neighbours, each once; where they begin and end counts as a neighbour.

    Always in the same order: sums of fractions depend on it.
    """
    ends = [START, *read, END]
    return tuple(dict.fromkeys((*read, *(f"{one} {other}" for one, other in pairwise(ends)))))


def signs(read: list[str]) -> dict[str, float]:
    """Named signs, the first time 1 and the second and third half each; and how long the words are."""
    return _signs(read, _shown(read))


def _signs(read: list[str], shown: _Shown) -> dict[str, float]:
    found = {LENGTH: math.log((1 + len(read)) / (1 + _USUAL_WORDS)) / 2}
    for name, places in shown.items():
        found[name] = (1 + min(len(places), 3)) / 2
    return found


def _masked(match: re.Match[str], *, is_first: bool) -> str:
    token, lower = match[0], match[0].lower()
    if match["word"]:
        is_name = token[0].isupper() and not is_first and lower not in _never_names()
        return NAME if is_name else lower
    if match["number"]:
        return DATE if _YEAR.fullmatch(token) else NUMBER
    return DATE if match["day"] else ORDINAL if match["ordinal"] else token


def _reasons(
    read: list[str], shown: _Shown, by_words: Mapping[str, float], by_sign: Mapping[str, float]
) -> tuple[str, ...]:
    """Signs that move the score the way they are known to, with what their own words add to it."""
    moved = {
        name: by_sign[name] + sum(by_words.get(read[i], 0.0) for i in {p for place in places for p in place})
        for name, places in shown.items()
    }
    moved[_SHORT] = min(0.0, by_sign[LENGTH])
    # Nearly every claim of news names somebody: that counts, and tells a reader nothing.
    moved.pop(_MASKS[NAME], None)
    told = [name for name, by in moved.items() if by * _ways().get(name, 1) >= _TOLD]
    told.sort(key=lambda name: -abs(moved[name]))
    return tuple(name if moved[name] > 0 else _BUT + name for name in told[:_MOST_TOLD])


def _shown(read: list[str]) -> _Shown:
    found: dict[str, list[range]] = {}
    for name, place in _all_shown(read):
        found.setdefault(name, []).append(place)
    return found


def _all_shown(read: list[str]) -> Iterator[tuple[str, range]]:
    for first, token in enumerate(read):
        here = {name for name in (_MASKS.get(token),) if name}
        if _is_past(token, read[first - 1] if first else START):
            here.add(_PAST)
        yield from ((name, range(first, first + 1)) for name in sorted(here))
        for last in range(first + 1, min(first + _LONGEST_SIGN, len(read)) + 1):
            for name in _lists().get(tuple(read[first:last]), ()):
                if name not in here:
                    yield name, range(first, last)


def _is_past(token: str, before: str) -> bool:
    in_form = len(token) > 3 and token.endswith("ed") and token not in _NO_PAST
    return in_form and before not in _NOT_BEFORE_PAST


@cache
def _lists() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, _, entries in table("worth_signs"):
        for entry in entries.split(";"):
            key = tuple(tokens(entry))
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), name)))
    return found


@cache
def _never_names() -> frozenset[str]:
    """Words with a capital that name nobody: "I" and its short forms, months and days of the week."""
    dates = (
        entry.strip() for name, _, row in table("worth_signs") if name == _DATE for entry in row.split(";")
    )
    return frozenset(("i", "i'm", "i'd", "i'll", "i've", *dates))


@cache
def _ways() -> dict[str, int]:
    return {_SHORT: -1} | {name: -1 if way == "-" else 1 for name, way, _ in table("worth_signs")}
