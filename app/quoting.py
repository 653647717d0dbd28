"""Splitting a text at its quotation marks, as they come: straight, curly, low, angled, single."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_MARKS = re.compile(r"``|''|[“”„‟\"«»]")
_SINGLES = re.compile(r"[‘’‚‹›']")
_ENDS_A_PHRASE = ",.!?…;:"
_BEFORE_AN_OPENING = "([{-–—/"


class Side(Enum):
    """What a mark can be, judged by its shape and its neighbours."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark at ``[start, end)``; `shape` tells families apart."""

    start: int
    end: int
    shape: str
    side: Side


def marks(text: str, start: int = 0, end: int | None = None, *, single: bool = False) -> Iterator[Mark]:
    """The quotation marks in ``text[start:end]`` in order; with `single`, single ones instead of double."""
    end = len(text) if end is None else end
    for found in (_SINGLES if single else _MARKS).finditer(text, start, end):
        before = text[found.start() - 1] if found.start() > start else " "
        after = text[found.end()] if found.end() < end else " "
        if single and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        yield Mark(found.start(), found.end(), _shape(found.group()), _side(found.group(), before, after))


def after_a_phrase(text: str, position: int, start: int = 0) -> bool:
    """Whether the words before `position`, spaces aside, end in punctuation, as before a closing mark."""
    position -= 1
    while position >= start and text[position].isspace():
        position -= 1
    return position >= start and text[position] in _ENDS_A_PHRASE


def _shape(mark: str) -> str:
    if mark in ('"', "'", "''"):
        return "straight"
    if mark in "«»‹›":
        return "angled"
    return "curly"


def _side(mark: str, before: str, after: str) -> Side:
    opens, word_follows = _open_place(before), after.isalnum()
    if mark in "„‟‚":
        return Side.OPEN
    if mark in ("“", "``", "‘", "«", "‹"):
        # German text closes with the mark that English text opens with.
        return Side.OPEN if opens or word_follows else Side.CLOSE
    if mark in ("”", "’", "»", "›"):
        return Side.EITHER if mark in "»›" and opens and word_follows else Side.CLOSE
    if opens and (word_follows or after in "([$€£…‘'"):
        return Side.OPEN
    return Side.CLOSE if not opens and not word_follows else Side.EITHER


def _open_place(before: str) -> bool:
    return before.isspace() or before in _BEFORE_AN_OPENING
