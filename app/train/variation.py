"""Examples varied as messy articles are: other marks, lost marks, more paragraphs, junk between them.

Some words are hidden or exchanged too, so that a long training does not learn the articles by heart.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from app.extract.pieces import BREAK, case_of, number
from app.train.examples import Example, Gold

_STYLES = ("straight", "mixed", "angled", "single", "lost", "as it is")
_JUNK = (
    "• Reuters",
    "Photo: Getty Images",
    "Advertisement",
    "Read more: What happens next",
    "• File photo",
    "Image caption, A view of the square",
    "Sign up for our newsletter",
    "What is known so far",
    "Share this article",
    "Background",
    "Related: The long road back",
    "Updated 5:40 pm",
    "* - the organisation is banned",
    "By Staff Reporter",
)
_RESTYLED, _SPLIT, _JUNKED, _LOST = 0.35, 0.3, 0.1, 0.4
"""Shares of examples that are changed so; the last is the share of marks lost in one that loses them."""
_HIDDEN, _EXCHANGED = 0.04, 0.03
"""Shares of pieces that give way to a blank, or to any other piece of the same case."""
_SEEN = 100
"""Examples whose words are exchanged: enough for their frequencies."""
MASK = "[MASK]"


@dataclass(frozen=True, slots=True)
class Varying:
    """The piece numbers that variation needs."""

    marks: dict[str, int]
    ends: frozenset[int]
    mark_between: int
    junk: tuple[tuple[tuple[int, int], ...], ...]
    """Lines of (piece, case)."""
    blank: int
    others: tuple[tuple[int, ...], ...] = ((), (), ())
    """Pieces to exchange with, by case class, as often as they occur."""

    def varied(self, example: Example, rng: random.Random) -> Example:
        """The example changed at random; every piece that stays keeps its label."""
        style = rng.choice(_STYLES) if rng.random() < _RESTYLED else "as it is"
        splits, junked = rng.random() < _SPLIT, rng.random() < _JUNKED
        made = _Made([], [], [], [], {})
        is_open = False
        for place, (piece, case, label) in enumerate(
            zip(example.ids, example.cases, example.labels, strict=True)
        ):
            kept: int | None = piece
            if piece in (self.marks["“"], self.marks["”"], self.marks['"']):
                is_open = piece == self.marks["“"] or (piece == self.marks['"'] and not is_open)
                kept = self._mark(piece, style, rng, is_open=is_open)
            if kept is not None:
                made.places[place] = len(made.ids)
                made.add(self._blurred(kept, case, rng), case, label, is_break=example.breaks[place])
            if splits and self._may_split(example, place) and rng.random() < 0.5:
                made.add(self.mark_between, 0, _goes_on(example.labels[place + 1]), is_break=True)
            if junked and example.breaks[place] and label == 0 and rng.random() < 0.3:
                for word, word_case in rng.choice(self.junk):
                    made.add(word, word_case, 0, is_break=False)
                made.add(self.mark_between, 0, 0, is_break=True)
        return made.example(example.spans)

    def _blurred(self, piece: int, case: int, rng: random.Random) -> int:
        chance = rng.random()
        if piece == self.mark_between or piece in self.marks.values() or piece in self.ends:
            return piece
        if chance < _HIDDEN:
            return self.blank
        if chance < _HIDDEN + _EXCHANGED and self.others[case]:
            return rng.choice(self.others[case])
        return piece

    def _mark(self, piece: int, style: str, rng: random.Random, *, is_open: bool) -> int | None:
        if style == "lost":
            return None if rng.random() < _LOST else piece
        curly = self.marks["“" if is_open else "”"]
        choices = {
            "straight": self.marks['"'],
            "mixed": rng.choice([self.marks['"'], curly]),
            "angled": self.marks["«" if is_open else "»"],
            "single": self.marks["‘" if is_open else "’"],
        }
        return choices.get(style, piece)

    def _may_split(self, example: Example, place: int) -> bool:
        if place + 1 >= len(example.ids) or example.ids[place] not in self.ends:
            return False
        return not example.breaks[place + 1] and example.cases[place + 1] > 0


@dataclass(slots=True)
class _Made:
    ids: list[int]
    cases: list[int]
    breaks: list[bool]
    labels: list[int]
    places: dict[int, int]
    """Old place → new place of the pieces that stayed."""

    def add(self, piece: int, case: int, label: int, *, is_break: bool) -> None:
        self.ids.append(piece)
        self.cases.append(case)
        self.breaks.append(is_break)
        self.labels.append(label)

    def example(self, spans: list[Gold]) -> Example:
        moved = []
        for one in spans:
            stayed = [self.places[p] for p in range(one.first, one.last + 1) if p in self.places]
            if stayed:
                self.labels[stayed[0]] = 2 * one.part + 1
                moved.append(Gold(one.part, stayed[0], stayed[-1], one.statement, one.is_speech))
        return Example(self.ids, self.cases, self.breaks, self.labels, moved)


def varying(cut: Tokenizer, examples: Sequence[Example] = ()) -> Varying:
    """The variation for a vocabulary; words are exchanged with those of `examples`."""
    marks = {mark: number(cut, mark) for mark in ("“", "”", '"', "«", "»", "‘", "’")}
    junk = []
    for line in _JUNK:
        read = cut.encode(line, add_special_tokens=False)
        pairs = zip(read.ids, read.offsets, strict=True)
        junk.append(tuple((id_, case_of(line[start:end])) for id_, (start, end) in pairs))
    ends = frozenset(number(cut, mark) for mark in ".?!")
    others: tuple[list[int], ...] = ([], [], [])
    for example in examples[:_SEEN]:
        for piece, case in zip(example.ids, example.cases, strict=True):
            others[case].append(piece)
    words = tuple(map(tuple, others))
    return Varying(marks, ends, number(cut, BREAK), tuple(junk), number(cut, MASK), words)


def _goes_on(label: int) -> int:
    """A paragraph mark inside a span belongs to it."""
    return label if label > 0 and label % 2 == 0 else 0
