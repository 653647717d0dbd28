"""A text → the words in it that may name a place, each with what stands around it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.extract.gazetteer import WORD, Entry, fold, gazetteer
from app.records import Span

_BETWEEN = re.compile(r"[ \t\u00a0]{1,2}|[ \t]?\n[ \t]?|[-‐‑'’]|\.[ \u00a0]?")
_ENDS = re.compile(r"(?:(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n)")
_NO_END = re.compile(r"(?:\b[A-Z][a-z]{0,3}|\b[A-Z])\.\s*\Z")
_ABBREVIATED = 3  # letters at most before a full stop inside a name: St. Lucia, U.S.


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that may name a place."""

    entry: Entry
    span: Span
    first: int
    """Index of its first word in the text."""
    after: int
    """Index of the first word behind it."""


class Reading:
    """A text, its words, sentences and all that may name a place in it, in order."""

    def __init__(self, text: str) -> None:
        """Read `text` once; everything else is asked of the result."""
        self.text = text
        self.words = [Word(found.group(), *found.span()) for found in WORD.finditer(text)]
        self.toponyms = tuple(self._found())
        self.beginnings = self._beginnings()

    def gap(self, index: int) -> str:
        """What stands before the word at `index`, behind the one before it."""
        if not 0 < index < len(self.words):
            return "\n"
        return self.text[self.words[index - 1].end : self.words[index].start]

    def word(self, index: int) -> str:
        """The word at `index`, "" beyond the text."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def next_to(self, index: int) -> str:
        """The word at `index` if only a space parts it from the one before, else ""."""
        return self.word(index) if self.gap(index) in (" ", "\u00a0") else ""

    def before(self, toponym: Toponym) -> str:
        """The word directly before a toponym, else ""."""
        return self.word(toponym.first - 1) if self.gap(toponym.first) in (" ", "\u00a0") else ""

    def behind(self, toponym: Toponym) -> str:
        """The word directly behind a toponym, else ""."""
        return self.next_to(toponym.after)

    def sentence(self, position: int) -> Span:
        """The sentence that holds `position`."""
        index = bisect_right(self.beginnings, position)
        end = self.beginnings[index] if index < len(self.beginnings) else len(self.text)
        return Span(self.beginnings[index - 1], end)

    def toponyms_of(self, span: Span) -> Sequence[Toponym]:
        """The toponyms that share characters with `span`."""
        first = bisect_right(self.toponyms, span.start, key=lambda one: one.span.end)
        return self.toponyms[first : bisect_left(self.toponyms, span.end, key=lambda one: one.span.start)]

    def words_of(self, span: Span) -> list[str]:
        """The words within `span`."""
        first = bisect_right(self._starts, span.start - 1)
        return [word.text for word in self.words[first : bisect_right(self._starts, span.end - 1)]]

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Every word of the text, as printed."""
        return frozenset(word.text for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def _beginnings(self) -> list[int]:
        return [0, *(end.end() for end in _ENDS.finditer(self.text) if self._ends(end))]

    def _ends(self, gap: re.Match[str]) -> bool:
        """Whether a sentence ends there, and not an abbreviation."""
        before = _NO_END.search(self.text, max(0, gap.start() - 8), gap.end())
        return "\n" in gap.group() or before is None

    def _found(self) -> list[Toponym]:
        known, found, index = gazetteer(), [], 0
        folded = [fold(word.text) for word in self.words]
        while index < len(folded):
            toponym = None
            for length in range(self._reach(index, known.longest.get(folded[index], 0)), 0, -1):
                entries = known.entries.get(" ".join(folded[index : index + length]), ())
                if toponym := next(
                    (self._toponym(e, index) for e in entries if self._is_spelt(e, index)), None
                ):
                    found.append(toponym)
                    break
            index = toponym.after if toponym else index + 1
        return found

    def _reach(self, index: int, longest: int) -> int:
        """How many words from `index` on may be one name, `longest` at most."""
        length = min(1, longest)
        while length < longest and self._is_joined(index + length):
            length += 1
        return length

    def _is_joined(self, index: int) -> bool:
        gap = self.gap(index)
        if index >= len(self.words) or not _BETWEEN.fullmatch(gap):
            return False
        return "." not in gap or len(self.words[index - 1].text) <= _ABBREVIATED

    def _is_spelt(self, entry: Entry, index: int) -> bool:
        """Whether the capitals are right: US is not us, Nice is not nice."""
        for word, wanted in zip(self.words[index : index + len(entry.words)], entry.words, strict=True):
            printed = word.text
            if wanted.isupper() and printed != wanted:
                return False
            if wanted[0].isupper() and not printed[0].isupper():
                return False
            if wanted[0].islower() and printed[0].isupper() and not printed.isupper() and entry.codes:
                return False
        first = self.words[index].start
        if first and self.text[first - 1] in "@/\\_":
            return False
        end = self.words[index + len(entry.words) - 1].end
        behind = self.text[end : end + 2]
        if behind[:1] in "$_@" and behind:
            return False
        return not entry.combining or (behind[:1] in "-‐‑" and behind[1:].isalpha())

    def _toponym(self, entry: Entry, index: int) -> Toponym:
        after = index + len(entry.words)
        end = self.words[after - 1].end
        if len(entry.words) > 1 and len(self.words[after - 1].text) == 1 and self.text[end : end + 1] == ".":
            end += 1  # the last full stop of U.S.
        return Toponym(entry, Span(self.words[index].start, end), index, after)
