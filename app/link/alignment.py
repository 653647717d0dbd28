"""Two passages word against word: what they share in a run, and what keeps them apart there."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

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


class Block(NamedTuple):
    """So many words that both passages have in a row, and where in each."""

    a: int
    b: int
    size: int


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
    blocks = shared_runs([token.form for token in a], [token.form for token in b])
    if not blocks:
        return None
    said = [token.small is None for token in a]
    tells = [sum(said[block.a : block.a + block.size]) for block in blocks]
    first = last = max(range(len(blocks)), key=lambda i: (tells[i], blocks[i].size))
    weights: deque[Weight] = deque()
    while first > 0 and (weight := _gap(a, b, blocks[first - 1], blocks[first])) != "heavy":
        first -= 1
        weights.appendleft(weight)
    while last + 1 < len(blocks) and (weight := _gap(a, b, blocks[last], blocks[last + 1])) != "heavy":
        last += 1
        weights.append(weight)
    run = blocks[first : last + 1]
    start_a, start_b = run[0].a, run[0].b
    end_a, end_b = run[-1].a + run[-1].size, run[-1].b + run[-1].size
    shared, shifted = sum(block.size for block in run), "light" in weights
    # "We will" and "they would" at an end are of the run as they would be within it.
    if start_a and start_b and _difference(a[:start_a], b[:start_b]) == "light":
        shared, shifted = shared + min(start_a, start_b), True
        start_a = start_b = 0
    shorter = min(sum(said), sum(token.small is None for token in b))
    return Alignment(
        a=_widened(a, start_a, end_a),
        b=_widened(b, start_b, end_b),
        shared=shared,
        telling=sum(tells[first : last + 1]),
        shifted=shifted,
        more=("more in a" in weights, "more in b" in weights),
        frame=sum(tells) / max(1, shorter),
    )


def may_share(a: Sequence[str], b: Sequence[str], many: int) -> bool:
    """Whether two passages without dots may share a run with so many telling words, given those of each.

    Within a run each telling word stands opposite one that is equal, or a variant and so begins alike.
    """
    places: dict[str, list[int]] = {}
    for j, form in enumerate(b):
        places.setdefault(form, []).append(j)
    shifts: dict[int, int] = {}
    for i, form in enumerate(a):
        for j in places.get(form, ()):
            shifts[j - i] = shifts.get(j - i, 0) + 1
    return any(shared >= many and _in_a_row(a, b, shift) >= many for shift, shared in shifts.items())


def _in_a_row(a: Sequence[str], b: Sequence[str], shift: int) -> int:
    """Most equal words, each so far on in b, that only words stand between which may be variants."""
    most = run = 0
    for one, other in zip(a[max(0, -shift) :], b[max(0, shift) :], strict=False):
        if one == other:
            run += 1
            most = max(most, run)
        elif one[0] != other[0]:
            run = 0
    return most


def variants(one: Token, other: Token) -> bool:
    """Whether two words are forms or spellings of one: "resign" and "resigned", "Dmitri" and "Dmitriy"."""
    x, y = one.form, other.form
    if x == y:
        return True
    if x[0] != y[0] or one.number or other.number or opposite(one, other):
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


def shared_runs(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """What two passages share in order: their longest run of equal words, then what is before it and behind.

    Of runs of one length the first in a comes first, and of these the first in b.
    """
    blocks = []
    todo = [_runs(a, b)]
    while todo:
        runs = todo.pop()
        if not runs:
            continue
        size, i, j = min(runs)
        blocks.append(Block(i, j, -size))
        before = [(max(less, x - i, y - j), x, y) for less, x, y in runs if x < i and y < j]
        to_i, to_j = i - size, j - size
        behind = []
        for less, x, y in runs:
            cut = max(to_i - x, to_j - y, 0)
            if cut + less < 0:
                behind.append((less + cut, x + cut, y + cut))
        todo += (before, behind)
    return sorted(blocks)


def _runs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Every run of equal words, as long as it goes on: how long, less than nothing, and where in a and b."""
    places: dict[str, list[int]] = {}
    for j, form in enumerate(b):
        places.setdefault(form, []).append(j)
    found: list[list[int]] = []
    before: dict[int, list[int]] = {}
    for i, form in enumerate(a):
        where = places.get(form)
        if where is None:
            before = {}
            continue
        here: dict[int, list[int]] = {}
        for j in where:
            run = before.get(j - 1)
            if run is None:
                run = [0, i, j]
                found.append(run)
            run[0] -= 1
            here[j] = run
        before = here
    return [(size, i, j) for size, i, j in found]


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
    told, retold = ([token for token in words if token.small is None] for words in (ours, theirs))
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
