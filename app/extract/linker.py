"""Which cue belongs to which content, and which source to which cue: scores from the tagger's states."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Places = NDArray[np.int64]

CONTENT_CUE, CUE_SOURCE, CONTENT_SOURCE = 0, 1, 2
_BUCKETS = np.array([0, 1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 100])
_FARTHEST = (60, 60, 100)
"""Pieces between the two: farther pairs were never seen in training."""
_MOST = 7
_NEVER = -1e9
_TOGETHER = 512
"""Spans whose pairs are scored at once; ordinary articles have fewer."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of one label, in order: first and last piece of each, and their states side by side."""

    places: Places
    """(n, 2), both ends included."""
    states: Array
    """(n, 2 × width)."""

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, some: slice) -> "Spans":
        return Spans(self.places[some], self.states[some])


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of the others a span belongs to, None for none of them, and how likely, 0 to 1."""

    index: int | None
    likely: float


@dataclass(frozen=True, slots=True)
class Linker:
    """The trained weights, by name."""

    weights: dict[str, Array]

    def best(self, pair: int, ones: Spans, others: Spans, paragraphs: Places) -> list[Chosen]:
        """For each of `ones` the best of `others`, or none where none fits; `pair` is what they are.

        `paragraphs` counts the paragraph marks up to each piece.
        """
        middles = np.sort(others.places.mean(axis=1))  # in order: a long article has thousands of pairs
        found: list[Chosen] = []
        for start in range(0, len(ones), _TOGETHER):
            some = ones[start : start + _TOGETHER]
            near = _reach(pair, some, others)
            found += self._chosen(pair, some, others[near], near.start, middles, paragraphs)
        return found

    def _chosen(
        self, pair: int, ones: Spans, others: Spans, first: int, middles: Array, paragraphs: Places
    ) -> Iterator[Chosen]:
        """The same where all fit into memory; `first` is the number of the first of the others."""
        asked, offered = self._linear(f"q.{pair}", ones.states), self._linear(f"k.{pair}", others.states)
        scores = asked @ offered.T / math.sqrt(asked.shape[1])
        scores = scores + self._nearness(pair, ones.places, others.places, middles, paragraphs)
        with_none = np.concatenate([scores, self._linear(f"none.{pair}", ones.states)], axis=1)
        likely = np.exp(with_none - with_none.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        for index, row in zip(likely.argmax(axis=1), likely, strict=True):
            yield Chosen(None if index == len(others) else first + int(index), float(row[index]))

    def speech(self, content: Array, cue: Array) -> float:
        """How likely a content with its cue (zeros without one) is speech and no belief or wish, 0 to 1."""
        hidden = self._linear("speech.0", np.concatenate([content, cue]))
        scaled = (hidden / math.sqrt(2)).tolist()  # plain numbers: a third of the time
        hidden = hidden * np.array([0.5 * (1 + math.erf(x)) for x in scaled], np.float32)
        return float(1 / (1 + np.exp(-self._linear("speech.3", hidden)[0])))

    def _linear(self, name: str, states: Array) -> Array:
        return states @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _nearness(self, pair: int, ones: Places, others: Places, middles: Array, paragraphs: Places) -> Array:
        a, b = ones[:, None], others[None]
        later = b[..., 0] > a[..., 0]
        gap = np.where(b[..., 0] > a[..., 1], b[..., 0] - a[..., 1], a[..., 0] - b[..., 1]).clip(0)
        apart = np.abs(paragraphs[b[..., 0]] - paragraphs[a[..., 0]]).clip(max=_MOST)
        low, high = np.minimum(a[..., 0], b[..., 0]), np.maximum(a[..., 0], b[..., 0])
        between = np.searchsorted(middles, high, "left") - np.searchsorted(middles, low, "right")
        between = between.clip(0, _MOST)
        buckets = np.searchsorted(_BUCKETS, gap) + (len(_BUCKETS) + 1) * later
        bias = self.weights["dist"][pair][buckets] + self.weights["para"][pair][apart]
        bias = bias + self.weights["between"][pair][between]
        return np.where(gap > _FARTHEST[pair], np.float32(_NEVER), bias)


def _reach(pair: int, ones: Spans, others: Spans) -> slice:
    """Which of many others are near enough to be chosen; spans of a label never overlap."""
    if len(others) <= _TOGETHER:
        return slice(0, len(others))
    first = np.searchsorted(others.places[:, 1], ones.places[0, 0] - _FARTHEST[pair])
    last = np.searchsorted(others.places[:, 0], ones.places[-1, 1] + _FARTHEST[pair], "right")
    return slice(int(first), int(last))
