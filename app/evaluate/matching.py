"""A gold and a predicted reading of one text, laid side by side: which statements are the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.evaluate.corpus import Reading
from app.evaluate.kinds import kind_of, quoted
from app.records import Kind, Span

Letters = frozenset[int]
"""Positions of word characters: marks and spaces never count."""

_LETTER = re.compile(r"\w")
MAINLY = 0.5
"""Least Jaccard index of two contents that are the same in the main."""
EXACTLY = 1.0
_COVERED = 0.8
"""Least share of a partly annotated statement that a prediction has to cover."""


@dataclass(frozen=True, slots=True)
class Match:
    """Required gold statements and the predictions found for them, by their places."""

    hits: dict[int, int]
    skipped: frozenset[int]
    """Predictions that count for nobody."""


@dataclass(frozen=True)
class Pair:
    """A gold reading and a predicted one of the same text."""

    gold: Reading
    found: Reading

    @property
    def text(self) -> str:
        """The text that both read."""
        return self.gold.text

    @cached_property
    def wanted(self) -> list[Letters]:
        """The letters of each gold statement."""
        return [letters(self.text, one.content) for one in self.gold.statements]

    @cached_property
    def given(self) -> list[Letters]:
        """The letters of each prediction."""
        return [letters(self.text, one.content) for one in self.found.statements]

    @cached_property
    def required(self) -> list[int]:
        """Gold statements that have to be found."""
        return [i for i, one in enumerate(self.gold.statements) if self.wanted[i] and not one.is_optional]

    @cached_property
    def gold_kinds(self) -> list[Kind]:
        """Gold's kinds, as annotated or else by the marks."""
        return [one.kind or kind_of(self.text, one.content, self._quoted) for one in self.gold.statements]

    @cached_property
    def found_kinds(self) -> list[Kind]:
        """The kinds of the predictions, by the marks."""
        return [kind_of(self.text, one.content, self._quoted) for one in self.found.statements]

    @cached_property
    def _quoted(self) -> bytearray:
        return quoted(self.text)

    @cached_property
    def must(self) -> Letters:
        """Letters of required statements."""
        return _union(self.wanted[i] for i in self.required)

    @cached_property
    def optional(self) -> Letters:
        """Letters of optional statements alone."""
        optional = (c for c, one in zip(self.wanted, self.gold.statements, strict=True) if one.is_optional)
        return _union(optional) - self.must

    @cached_property
    def discarded(self) -> Letters:
        """Letters that nobody annotated."""
        return letters(self.text, self.gold.discarded) - self.must

    def is_free(self, content: Letters) -> bool:
        """Whether content lies mostly where predictions count for nobody."""
        return len(content & self.optional) + len(content & self.discarded) >= MAINLY * len(content)


def match(pair: Pair, least: float) -> Match:
    """Pairs of statements whose Jaccard index is at least `least`: one to one, best first, required first."""
    optional = [one.is_optional for one in pair.gold.statements]
    alike = []
    for i, a in enumerate(pair.wanted):
        for j, b in enumerate(pair.given):
            shared = len(a & b)
            if shared and shared >= least * len(a | b):
                alike.append((-shared / len(a | b), optional[i], i, j))
    all_hits: dict[int, int] = {}
    taken = set()
    for _, _, i, j in sorted(alike):
        if i not in all_hits and j not in taken:
            all_hits[i] = j
            taken.add(j)
    hits = {i: j for i, j in all_hits.items() if not optional[i]}
    apart = set(range(len(pair.given))) - set(hits.values())
    free = {j for j in apart if j in taken or pair.is_free(pair.given[j])}
    return Match(hits, frozenset(free))


def covering(pair: Pair) -> dict[int, int]:
    """Required statements of a partly annotated reading, each with the prediction that covers it best."""
    hits = {}
    for i in pair.required:
        wanted = pair.wanted[i]
        best = max(range(len(pair.given)), key=lambda j: len(wanted & pair.given[j]), default=None)
        if best is not None and len(wanted & pair.given[best]) >= _COVERED * len(wanted):
            hits[i] = best
    return hits


def letters(text: str, spans: Iterable[Span]) -> Letters:
    """The places of the word characters in `spans`; what reaches beyond the text is cut off."""
    places = (range(max(0, span.start), min(span.end, len(text))) for span in spans)
    return frozenset(i for part in places for i in part if _LETTER.match(text[i]))


def _union(sets: Iterable[Letters]) -> Letters:
    return frozenset().union(*sets)
