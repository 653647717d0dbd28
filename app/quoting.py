"""Splitting a text at its quotation marks, as they come: straight, curly, low, angled, single."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_MARKS = re.compile(
    r"``|''|(?<![^\s(\[]),,(?=\w)|<<|>>|[“”„‟\"«»＂❝❞]"
    r"|&quot;|&[lr]dquo;|&#822[01];|â€œ|â€\x9d|â€(?=[\s,.;:!?)]|$)"
)
_SINGLES = re.compile(r"[‘’‚‹›'`]")
_BOTH = re.compile(f"{_MARKS.pattern}|{_SINGLES.pattern}")
_ELIDED = re.compile(r"(?:\d\ds?|em|tis|twas|til|n)\b", re.IGNORECASE)
_ENDS_A_PHRASE = ",.!?…;:"
_BEFORE_AN_OPENING = "([{-–—/"
_UNREAD = {
    "&quot;": '"',
    ",,": "„",
    "<<": "«",
    ">>": "»",
    **dict.fromkeys(("&ldquo;", "&#8220;", "â€œ"), "“"),
    **dict.fromkeys(("&rdquo;", "&#8221;", "â€\x9d", "â€"), "”"),
}
"""Marks that came through as entities or wrongly decoded, or were typed with other signs."""


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
    single: bool = False


def marks(
    text: str, start: int = 0, end: int | None = None, *, single: bool | None = False
) -> Iterator[Mark]:
    """The quotation marks in ``text[start:end]`` in order: double, single instead, or (None) both."""
    end = len(text) if end is None else end
    pattern = _BOTH if single is None else _SINGLES if single else _MARKS
    for found in pattern.finditer(text, start, end):
        before = text[found.start() - 1] if found.start() > start else " "
        after = text[found.end()] if found.end() < end else " "
        is_single = _SINGLES.fullmatch(found.group()) is not None
        if is_single and _is_apostrophe(text, found.end(), before, after):
            continue
        side = _side(found.group(), before, after)
        yield Mark(found.start(), found.end(), _shape(found.group()), side, is_single)


def after_a_phrase(text: str, position: int, start: int = 0) -> bool:
    """Whether the words before `position`, spaces aside, end in punctuation, as before a closing mark."""
    position -= 1
    while position >= start and text[position].isspace():
        position -= 1
    return position >= start and text[position] in _ENDS_A_PHRASE


def _is_apostrophe(text: str, end: int, before: str, after: str) -> bool:
    """Whether a single mark stands for letters left out: "isn't", "the '90s", "'tis"."""
    return (before.isalnum() and after.isalnum()) or (
        not before.isalnum() and _ELIDED.match(text, end) is not None
    )


def _shape(mark: str) -> str:
    mark = _UNREAD.get(mark, mark)
    if mark in ('"', "'", "''", "＂"):
        return "straight"
    if mark in "«»‹›":
        return "angled"
    return "curly"


def _side(mark: str, before: str, after: str) -> Side:
    opens, word_follows = _open_place(before), after.isalnum()
    mark = _UNREAD.get(mark, mark)
    if mark in "„‟‚":
        return Side.OPEN
    if mark in ("“", "``", "`", "❝", "‘", "«", "‹"):
        # German text closes with the mark that English text opens with.
        return Side.OPEN if opens or word_follows else Side.CLOSE
    if mark in ("”", "❞", "’", "»", "›"):
        # In other languages these open as well; where they close, a space may have slipped before them.
        return Side.EITHER if mark in "»›”" and opens and word_follows else Side.CLOSE
    if opens and (word_follows or after in "([$€£…‘'"):
        return Side.OPEN
    return Side.CLOSE if not opens and not word_follows else Side.EITHER


def _open_place(before: str) -> bool:
    return before.isspace() or before in _BEFORE_AN_OPENING


_AGAIN = re.compile(r"\n\s*[“„\"«‘']")
"""A mark that begins a further paragraph of one quotation."""
_CLAUSE = re.compile(r"[^.!?\n]{1,80}")
"""What may interrupt one."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between quotation marks at ``[start, end)``, the marks included."""

    words: str
    """Without the marks; a clause that interrupts it is dots."""
    start: int
    end: int


def quoted(text: str) -> tuple[Quoted, ...]:
    """The quotations of a text in order; nested ones stay inside, and a clause between two parts joins them.

    Single marks count where there are no double ones. One left open ends with its paragraph, unless the next
    begins with a mark.
    """
    single = next(marks(text), None) is None
    found: list[Quoted] = []
    opened: Mark | None = None
    end = 0
    for line in re.finditer(r"[^\n]+", text):
        here = list(marks(text, line.start(), line.end(), single=single))
        if opened is not None and not _goes_on(text, line.start(), here):
            found.append(_between(text, opened, end, end))
            opened = None
        opened = _read(text, here, opened, found)
        end = line.end()
    if opened is not None:
        found.append(_between(text, opened, end, end))
    return tuple(_joined(text, [one for one in found if any(c.isalnum() for c in one.words)]))


def _goes_on(text: str, start: int, here: list[Mark]) -> bool:
    """Whether a paragraph takes an open quotation up with a mark of its own."""
    return bool(here) and here[0].side is Side.OPEN and not text[start : here[0].start].strip()


def _read(text: str, here: list[Mark], opened: Mark | None, found: list[Quoted]) -> Mark | None:
    """Walk one paragraph's marks; returns the one whose quotation is still open at its end."""
    depth = 0
    if opened is not None:
        here = here[1:]
    for mark in here:
        if opened is None:
            opened, depth = (None if mark.side is Side.CLOSE else mark), 0
        elif mark.side is Side.OPEN:
            depth += 1
        elif mark.side is Side.CLOSE and depth:
            depth -= 1
        elif mark.shape == opened.shape or mark.side is Side.CLOSE:
            found.append(_between(text, opened, mark.start, mark.end))
            opened = None
    return opened


def _between(text: str, opened: Mark, inner: int, outer: int) -> Quoted:
    return Quoted(" ".join(_AGAIN.sub(" ", text[opened.end : inner]).split()), opened.start, outer)


def _joined(text: str, found: list[Quoted]) -> Iterator[Quoted]:
    """Two parts of one sentence as one: "We go," he said, "to Paris"."""
    parts: list[Quoted] = []
    for one in found:
        if parts and _goes_with(text, parts[-1], one):
            parts.append(one)
            continue
        if parts:
            yield _one(parts)
        parts = [one]
    if parts:
        yield _one(parts)


def _goes_with(text: str, last: Quoted, one: Quoted) -> bool:
    is_broken_off = last.words[-1:] == "," and one.words[:1].islower()
    return is_broken_off and _CLAUSE.fullmatch(text, last.end, one.start) is not None


def _one(parts: list[Quoted]) -> Quoted:
    return Quoted(" … ".join(part.words for part in parts), parts[0].start, parts[-1].end)
