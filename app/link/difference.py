"""How the words of two passages differ: what a page shows beside a statement found elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from app.link.normal import folded

# Marks and dashes that stand alone belong to the word before them.
_TOKEN = re.compile(r"\s*\S+(?:\s+[^\w\s]+(?=\s|$))*(?:\s+$)?|\s+$")


@dataclass(frozen=True, slots=True)
class Part:
    """Words that both passages have, or that only one has; with the space before them, as written."""

    kind: Literal["same", "removed", "added"]
    words: str


def difference(a: str, b: str) -> tuple[Part, ...]:
    """The parts that lead from `a` to `b`: what only `a` has is removed, what only `b` has is added.

    Words that differ in case, marks or spelling alone are the same, and shown as `b` has them. All parts but
    the removed ones are together exactly `b`.
    """
    ours, theirs = _TOKEN.findall(a), _TOKEN.findall(b)
    matcher = SequenceMatcher(None, [_key(t) for t in ours], [_key(t) for t in theirs], autojunk=False)
    return tuple(_parts(matcher, ours, theirs))


def _parts(matcher: "SequenceMatcher[str]", ours: list[str], theirs: list[str]) -> Iterator[Part]:
    for kind, i, to_i, j, to_j in matcher.get_opcodes():
        if kind == "equal":
            yield Part("same", "".join(theirs[j:to_j]))
            continue
        if i < to_i:
            yield Part("removed", "".join(ours[i:to_i]))
        if j < to_j:
            yield Part("added", "".join(theirs[j:to_j]))


def _key(token: str) -> str:
    return " ".join(folded(token)) or token.strip()
