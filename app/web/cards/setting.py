"""Words set into a box: the largest size at which they fit, or as many as fit at the smallest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

Measure = Callable[[str, bool], float]
"""How wide a run is at one size; True for words in the other face."""
Run = tuple[str, bool]
Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """Lines at one size."""

    size: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Where words are to fit."""

    width: float
    room: Callable[[int], int]
    """How many lines it holds at a size."""
    measure: Callable[[int], Measure]


def fit(runs: Sequence[Run], closing: str, sizes: Sequence[int], box: Box) -> Set:
    """`runs` and `closing` at the largest of `sizes` that `box` holds; else clipped after a whole word."""
    whole = _joined([*runs, (closing, runs[-1][1])]) if closing else runs
    for size in sizes:
        lines = broken(whole, box.measure(size), box.width)
        if len(lines) <= box.room(size):
            return Set(size, tuple(lines))
    kept = lines[: box.room(size)]
    kept[-1] = _ended(kept[-1], f"…{closing}", box.measure(size), box.width)
    return Set(size, tuple(kept))


def broken(runs: Sequence[Run], measure: Measure, width: float) -> list[Line]:
    """`runs` in lines no wider than `width`, broken between words, or within one that is wider by itself."""
    lines: list[Line] = []
    line: list[Run] = []
    for word in _words(runs):
        for part in _parts(word, measure, width):
            longer = _joined([*line, (" ", False), *part])
            if line and _width(longer, measure) > width:
                lines.append(tuple(line))
                line = list(part)
            else:
                line = longer
    return [*lines, tuple(line)] if line else lines


def _words(runs: Sequence[Run]) -> list[list[Run]]:
    """Words as runs: one may be partly in the other face, as where a comma follows a quotation mark."""
    chars = [(char, other) for words, other in runs for char in words]
    return [
        [
            ("".join(char for char, _ in part), other)
            for other, part in groupby(list(word), lambda each: each[1])
        ]
        for blank, word in groupby(chars, lambda each: each[0] == " ")
        if not blank
    ]


def _parts(word: list[Run], measure: Measure, width: float) -> list[list[Run]]:
    if _width(word, measure) <= width:
        return [word]
    parts: list[list[Run]] = [[]]
    for text, other in word:
        for char in text:
            longer = _joined([*parts[-1], (char, other)])
            if parts[-1] and _width(longer, measure) > width:
                parts.append([(char, other)])
            else:
                parts[-1] = longer
    return parts


def _ended(line: Line, ending: str, measure: Measure, width: float) -> Line:
    """The line with `ending` after its last word; as many words go as it needs, of the only one its end."""
    words = _words(line)
    while True:
        text, other = words[-1][-1]
        last = [*words[-1][:-1], (text.rstrip(",;:.—–-") + ending, other)]
        ended: list[Run] = []
        for word in [*words[:-1], last]:
            ended = _joined([*ended, (" ", False), *word])
        if _width(ended, measure) <= width or len(words[0][-1][0]) < 2:
            return tuple(ended)
        if len(words) > 1:
            words.pop()
        else:
            words[0][-1] = (text[:-1], other)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Neighbours in one face as one run; a space takes the face of what stands before it, first it goes."""
    made: list[Run] = []
    for text, other in runs:
        if text == " " and not made:
            continue
        face = made[-1][1] if text == " " else other
        if made and made[-1][1] is face:
            made[-1] = (made[-1][0] + text, face)
        else:
            made.append((text, face))
    return made


def _width(runs: Sequence[Run], measure: Measure) -> float:
    return sum(measure(text, other) for text, other in runs)
