"""Words of a statement by their numbers: what a word is, and which of them ``w=12-27`` means.

A word is what stands between white space, dashes and dots for words left out, without the punctuation at its
ends, if it holds a letter or a digit: “$5”, “don’t”, “50%” and “pull-out” are one word each. Words are
counted from 1 over all the pieces of one version; positions count code points.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.errors import BadInput
from app.records import Span
from app.store.queries.views import StatementRow

_RUN = re.compile(r"[^\s–—―…]+")
_ASKED = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")
_ENDS = {"Ps", "Pe", "Pi", "Pf"}
"""Brackets and quotation marks; other punctuation may belong to a word, as in “50%” and “-5”."""
_STOPS = frozenset(".,;:!?¡¿'\"。、，；：！？؟،؛।·")


@dataclass(frozen=True, slots=True)
class Range:
    """Some words of a statement: numbers counted from 1, both included."""

    first: int
    last: int

    @property
    def parameter(self) -> str:
        """The value of ``w``."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def label(self) -> str:
        """In words: “word 5”, “words 12–27”."""
        return f"word {self.first}" if self.first == self.last else f"words {self.first}–{self.last}"


def words(text: str) -> tuple[Span, ...]:
    """Where the words of one piece stand."""
    return tuple(_words(text))


def total(pieces: Sequence[str]) -> int:
    """How many words the pieces hold together."""
    return sum(len(words(piece)) for piece in pieces)


def read(asked: str, pieces: Sequence[str]) -> Range | None:
    """The range that `asked` means, or None where there are no such words."""
    found = _ASKED.fullmatch(asked.strip())
    if found is None:
        return None
    first = int(found[1])
    last = int(found[2] or first)
    return Range(first, last) if 1 <= first <= last <= total(pieces) else None


def of(row: StatementRow, asked: str) -> Range | None:
    """The range that `asked` means, None where nothing is asked. Raises BadInput for words not there."""
    pieces = [piece.words for piece in row.pieces]
    chosen = read(asked, pieces) if asked else None
    if asked and chosen is None:
        raise BadInput(f"w: the statement has no such words, only 1 to {total(pieces)}.")
    return chosen


def parts(pieces: Sequence[str], chosen: Range) -> tuple[Span | None, ...]:
    """Of each piece, where the chosen words stand in it, first to last; None where there are none."""
    found: list[Span | None] = []
    counted = 0
    for piece in pieces:
        spans = words(piece)
        held = spans[max(0, chosen.first - counted - 1) : max(0, chosen.last - counted)]
        found.append(Span(held[0].start, held[-1].end) if held else None)
        counted += len(spans)
    return tuple(found)


def each(pieces: Sequence[str]) -> Sequence[str]:
    """The words that the pieces hold together."""
    return [span.of(piece) for piece in pieces for span in words(piece)]


def counted(every: Sequence[str], by: int = 10) -> tuple[tuple[int, str], ...]:
    """Words in lines of `by`, each with the number of its first: for readers who count."""
    return tuple((at + 1, " ".join(every[at : at + by])) for at in range(0, len(every), by))


def numbered(pieces: Sequence[str]) -> tuple[str, ...]:
    """For scripts, of each piece the number of its first word and where its words stand: “3:0-5,6-9”.

    These positions alone count UTF-16 units, as scripts do.
    """
    told = []
    number = 1
    for piece in pieces:
        spans = words(piece)
        # Where every character is one unit, as nearly everywhere, a position is what it is.
        plain = _units(piece) == len(piece)
        ends = ",".join(
            f"{span.start}-{span.end}"
            if plain
            else f"{_units(piece[: span.start])}-{_units(piece[: span.end])}"
            for span in spans
        )
        told.append(f"{number}:{ends}" if spans else "")
        number += len(spans)
    return tuple(told)


def _words(text: str) -> Iterator[Span]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        while start < end and _is_end(text[start]):
            start += 1
        while start < end and _is_end(text[end - 1]):
            end -= 1
        if any(char.isalnum() for char in text[start:end]):
            yield Span(start, end)


def _is_end(char: str) -> bool:
    # Most words end in a letter: looking up what else a character may be takes longer.
    return not char.isalnum() and (char in _STOPS or unicodedata.category(char) in _ENDS)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
