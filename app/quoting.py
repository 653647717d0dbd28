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


def after_a_phrase(text: str, position: int) -> bool:
    """Whether the words before `position`, spaces aside, end in punctuation, as before a closing mark."""
    words = text[:position].rstrip()
    return bool(words) and words[-1] in _ENDS_A_PHRASE


def _shape(mark: str) -> str:
    if mark in ("\"", "'", "''"):
        return "straight"
    if mark in "«»‹›":
        return "angled"
    return "curly"


def _side(mark: str, before: str, after: str) -> Side:
    if mark in ("“", "``", "‘"):
        # German text closes with the mark that English text opens with.
        return Side.CLOSE if not _open_place(before) and not after.isalnum() else Side.OPEN
    if mark in ("„", "‟", "‚"):
        return Side.OPEN
    if mark in ("”", "’"):
        return Side.CLOSE
    if mark in "«‹":
        return Side.OPEN if _open_place(before) or after.isalnum() else Side.CLOSE
    if mark in "»›":
        return Side.CLOSE if not (_open_place(before) and after.isalnum()) else Side.EITHER
    opens = _open_place(before) and not after.isspace()
    closes = not _open_place(before) and not after.isalnum()
    if opens and (after.isalnum() or after in "([$€£…‘'"):
        return Side.OPEN
    return Side.CLOSE if closes else Side.EITHER


def _open_place(before: str) -> bool:
    return before.isspace() or before in _BEFORE_AN_OPENING
