"""How the words of two passages differ: what a page shows beside a statement found elsewhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz.distance import Indel

from app.link.normal import folded

_CAREFUL, _MOST = 500_000, 200_000_000
"""Pairs of words up to which a difference is found with care, and at all."""
# Marks and dashes that stand alone belong to the word before them.
_TOKEN = re.compile(r"\s*\S+(?:\s+[^\w\s]+(?=\s|$))*(?:\s+$)?|\s+$")


@dataclass(frozen=True, slots=True)
class Part:
    """Words that both passages have, or that only one has; with the space before them, as written."""

    kind: Literal["same", "removed", "added"]
    words: str


def difference(a: str, b: str, *, exact: bool = False) -> tuple[Part, ...]:
    """The parts that lead from `a` to `b`: what only `a` has is removed, what only `b` has is added.

    Words that differ in case, marks or spelling alone are the same, and shown as `b` has them, unless what is
    asked for is `exact`. All parts but the removed ones are together exactly `b`.
    """
    ours, theirs = _TOKEN.findall(a), _TOKEN.findall(b)
    key = str.strip if exact else _key
    return tuple(_parts(_steps([key(t) for t in ours], [key(t) for t in theirs]), ours, theirs))


def _steps(ours: list[str], theirs: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """How to get from the one to the other, as `SequenceMatcher.get_opcodes` has it.

    It takes what is longest and shared first, which reads best, and much too long where texts are long.
    """
    size = len(ours) * len(theirs)
    if size <= _CAREFUL:
        return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    if size <= _MOST:
        return [
            (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
            for step in Indel.opcodes(ours, theirs)
        ]
    return [("replace", 0, len(ours), 0, len(theirs))]


def _parts(
    steps: Iterable[tuple[str, int, int, int, int]], ours: list[str], theirs: list[str]
) -> Iterator[Part]:
    for kind, i, to_i, j, to_j in steps:
        if kind == "equal":
            yield Part("same", "".join(theirs[j:to_j]))
            continue
        if i < to_i:
            yield Part("removed", "".join(ours[i:to_i]))
        if j < to_j:
            yield Part("added", "".join(theirs[j:to_j]))


def _key(token: str) -> str:
    return " ".join(folded(token)) or token.strip()
