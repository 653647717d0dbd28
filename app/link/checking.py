"""A quotation against one text: the same words, other wording of them, or neither."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.link import lexicon
from app.link.excerpts import Excerpt, excerpt, located, parted
from app.link.placed import Word, placed
from app.link.reworded import reworded
from app.records import Span

FEWEST = 3
"""Words below which a quotation is anybody's."""
SAME = 0.65
"""Likeness from which on other words may say the same: hardly any of one article that do not are so near."""
NEAREST = 0.42
"""Likeness from which on other words are shown as the nearest there are, and as nothing else."""
_BEFORE = 8
"""Words just before a clipped quotation that could turn it around."""
_ENDS = re.compile(r"[.!?…][\"”’')\]»]*$")
Part = Literal["whole", "sentences", "clipped"]


@dataclass(frozen=True, slots=True)
class Exact:
    """Where the words of a quotation stand in a text."""

    spans: tuple[Span, ...]
    """One for each run of the quotation."""
    part: Part
    """Of the text: all of it, whole sentences, or words out of a sentence."""
    turned: str
    """Words just before a clipped quotation that turn it around or leave it open; "" where none do."""
    respelled: bool
    """Whether more than marks and case differ: "labour" is "labor", "50 %" is "50 per cent"."""


@dataclass(frozen=True, slots=True)
class Near:
    """The passage of a text that is nearest to a quotation."""

    span: Span
    score: float
    shared: int
    """Words in both that say something."""
    apart: str
    """"opposite", "negation" or "number": what says that the two are not the same; "" where nothing does."""

    @property
    def same(self) -> bool:
        """Whether it may be another wording of the quotation."""
        return self.score >= SAME and not self.apart


def exact(quote: str, text: str) -> Exact | None:
    """Where `text` has the words of `quote`; None where it has not, or they are too few."""
    wanted, words = excerpt(quote), placed(text)
    if wanted.length < FEWEST:
        return None
    found = located(wanted, words)
    if found is None:
        return None
    first, last = found[0][0], found[-1][1]
    begins = first == 0 or _ENDS.search(words[first - 1].printed) is not None
    ends = last == len(words) or _ENDS.search(words[last - 1].printed) is not None
    part: Part = "clipped"
    if (first, last) == (0, len(words)) and all(run.gap == "" for run in wanted.runs):
        part = "whole"
    elif begins and ends:
        part = "sentences"
    spans = tuple(Span(words[i].start, words[j - 1].end) for i, j in found)
    return Exact(
        spans,
        part,
        "" if begins else _turned(words, first),
        respelled=_respelled(quote, wanted, [words[k] for i, j in found for k in range(i, j)]),
    )


def near(quote: str, text: str, weights: Mapping[str, float]) -> Near | None:
    """The passage of `text` nearest to `quote` in its words; None where none is near."""
    found = reworded(quote, text, weights)
    if found is None or found.score < NEAREST:
        return None
    return Near(Span(found.start, found.end), found.score, found.shared, found.apart)


def terms(quote: str) -> dict[str, str]:
    """The words of a quotation that say something, by the form they are compared in, as they are printed."""
    small = lexicon.classes()
    every = {word.form: word.printed for phrase in phrases(quote) for word in placed(phrase)}
    return {form: printed for form, printed in every.items() if form not in small} or every


def phrases(quote: str) -> tuple[str, ...]:
    """The runs of a quotation as they are printed, but for the short ones."""
    parts = parted(quote)
    return tuple(part for part in parts if len(placed(part)) >= FEWEST) or parts[:1]


def _turned(words: Sequence[Word], first: int) -> str:
    turning = lexicon.words("negations") | lexicon.words("doubting") | lexicon.words("turning")
    start = first
    while start > max(0, first - _BEFORE) and not _ENDS.search(words[start - 1].printed):
        start -= 1
    found = [word.printed for word in words[start:first] if word.form in turning]
    return " ".join(dict.fromkeys(found)).strip(',;:“”"')


def _respelled(quote: str, wanted: Excerpt, words: Sequence[Word]) -> bool:
    bare = {_bare(word.printed) for word in words}
    forms_ = {form for run in wanted.runs for form in run.forms}
    printed = [word.printed for word in placed(quote) if word.form in forms_]
    return any(_bare(piece) not in bare for piece in printed)


def _bare(piece: str) -> str:
    return "".join(c for c in piece.casefold() if c.isalnum())
