"""Two passages word against word: what they share in a run, and what keeps them apart there."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match as Block
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz.distance import Levenshtein

from app.link import lexicon
from app.link.tokens import Token

_ALIKE = 0.8
"""From this similarity on, two words with the same first letter are variants of one."""
_STEM = 5
_SILENT = {"ARTICLE", "JOIN", "SAY"}
_SHIFTS = {"PERSON", "BE", "HAVE", "DO"}
Weight = Literal["none", "light", "heavy", "more in a", "more in b"]
Words = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two passages share, as one run that only small differences interrupt."""

    a: tuple[int, int]
    """The run in a, half-open."""
    b: tuple[int, int]
    shared: int
    """Words of the run that both have."""
    telling: int
    """Those of them that say something by themselves."""
    shifted: bool
    """Whether small words differ within the run, as where speech is reported."""
    more: tuple[bool, bool]
    """Whether a, or b, has words within the run that the other leaves out with dots."""
    frame: float
    """Telling words that both have in the same order, in the run or not, by those of the shorter passage."""


def aligned(a: Words, b: Words) -> Alignment | None:
    """The best run of shared words; None where there is none."""
    matcher = SequenceMatcher(None, [t.form for t in a], [t.form for t in b], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    tells = [sum(token.telling for token in a[block.a : block.a + block.size]) for block in blocks]
    first = last = max(range(len(blocks)), key=lambda i: (tells[i], blocks[i].size))
    weights = [_gap(a, b, blocks[i], blocks[i + 1]) for i in range(len(blocks) - 1)]
    while first > 0 and weights[first - 1] != "heavy":
        first -= 1
    while last + 1 < len(blocks) and weights[last] != "heavy":
        last += 1
    run = blocks[first : last + 1]
    start_a, start_b = run[0].a, run[0].b
    end_a, end_b = run[-1].a + run[-1].size, run[-1].b + run[-1].size
    shared, shifted = sum(block.size for block in run), "light" in weights[first:last]
    # "We will" and "they would" at an end are of the run as they would be within it.
    if start_a and start_b and _difference(a[:start_a], b[:start_b]) == "light":
        shared, shifted = shared + min(start_a, start_b), True
        start_a = start_b = 0
    shorter = min(sum(token.telling for token in words) for words in (a, b))
    return Alignment(
        a=_widened(a, start_a, end_a),
        b=_widened(b, start_b, end_b),
        shared=shared,
        telling=sum(tells[first : last + 1]),
        shifted=shifted,
        more=(weights[first:last].count("more in a") > 0, weights[first:last].count("more in b") > 0),
        frame=sum(tells) / max(1, shorter),
    )


def variants(one: Token, other: Token) -> bool:
    """Whether two words are forms or spellings of one: "resign" and "resigned", "Dmitri" and "Dmitriy"."""
    x, y = one.form, other.form
    if x == y:
        return True
    if one.number or other.number or x[0] != y[0] or opposite(one, other):
        return False
    if min(len(x), len(y)) >= _STEM and Levenshtein.normalized_similarity(x, y) >= _ALIKE:
        return True
    if one.name or other.name:
        return False
    shared = next((i for i, (c, d) in enumerate(zip(x, y, strict=False)) if c != d), min(len(x), len(y)))
    return shared >= min(_STEM, len(x), len(y)) >= 3 and abs(len(x) - len(y)) <= 3


def opposite(one: Token, other: Token) -> bool:
    """Whether two words say the opposite of each other."""
    return other.form in lexicon.opposites().get(one.form, ())


def _gap(a: Words, b: Words, before: Block, after: Block) -> Weight:
    """How much the words between two shared blocks keep the passages apart."""
    ours, theirs = a[before.a + before.size : after.a], b[before.b + before.size : after.b]
    # Dots say that words are left out: what stands in their place is no difference.
    if ours and not theirs and b[after.b].after == "cut":
        return "more in a"
    if theirs and not ours and a[after.a].after == "cut":
        return "more in b"
    return _difference(ours, theirs)


def _difference(ours: Words, theirs: Words) -> Weight:
    told, retold = ([token for token in words if token.telling] for words in (ours, theirs))
    if len(told) != len(retold) or not all(map(variants, told, retold)):
        return "heavy"
    one_side, other_side = ({token.small for token in words} - _SILENT for words in (ours, theirs))
    one_side, other_side = one_side - {None}, other_side - {None}
    if one_side == other_side and sorted(t.form for t in ours) == sorted(t.form for t in theirs):
        return "none"
    if not one_side | other_side:
        return "none"
    return "light" if one_side == other_side or one_side | other_side <= _SHIFTS else "heavy"


def _widened(words: Words, start: int, end: int) -> tuple[int, int]:
    """The run with the words around it up to the passage's ends, where those say nothing."""
    edges = _SILENT | {"BUT"}
    if all(token.small in edges for token in words[:start]):
        start = 0
    if all(token.small in edges for token in words[end:]):
        end = len(words)
    return start, end
