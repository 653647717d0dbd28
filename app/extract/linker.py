"""Which cue belongs to which content, and which source to which cue: scores from the tagger's states."""

import math
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


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of one label: first and last piece of each, and their states side by side."""

    places: Places
    """(n, 2), both ends included."""
    states: Array
    """(n, 2 × width)."""

    def __len__(self) -> int:
        return len(self.places)


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
        if not len(ones):
            return []
        asked, offered = self._linear(f"q.{pair}", ones.states), self._linear(f"k.{pair}", others.states)
        scores = asked @ offered.T / math.sqrt(asked.shape[1])
        scores = scores + self._nearness(pair, ones.places, others.places, paragraphs)
        with_none = np.concatenate([scores, self._linear(f"none.{pair}", ones.states)], axis=1)
        likely = np.exp(with_none - with_none.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        return [
            Chosen(None if index == len(others) else int(index), float(row[index]))
            for index, row in zip(likely.argmax(axis=1), likely, strict=True)
        ]

    def speech(self, content: Array, cue: Array) -> float:
        """How likely a content with its cue (zeros without one) is speech and no belief or wish, 0 to 1."""
        hidden = self._linear("speech.0", np.concatenate([content, cue]))
        scaled = (hidden / math.sqrt(2)).tolist()  # plain numbers: a third of the time
        hidden = hidden * np.array([0.5 * (1 + math.erf(x)) for x in scaled], np.float32)
        return float(1 / (1 + np.exp(-self._linear("speech.3", hidden)[0])))

    def _linear(self, name: str, states: Array) -> Array:
        return states @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _nearness(self, pair: int, ones: Places, others: Places, paragraphs: Places) -> Array:
        a, b = ones[:, None], others[None]
        later = b[..., 0] > a[..., 0]
        gap = np.where(b[..., 0] > a[..., 1], b[..., 0] - a[..., 1], a[..., 0] - b[..., 1]).clip(0)
        apart = np.abs(paragraphs[b[..., 0]] - paragraphs[a[..., 0]]).clip(max=_MOST)
        low, high = np.minimum(a[..., 0], b[..., 0]), np.maximum(a[..., 0], b[..., 0])
        middles = np.sort(others.mean(axis=1))  # in order: a long article has thousands of pairs
        between = np.searchsorted(middles, high, "left") - np.searchsorted(middles, low, "right")
        between = between.clip(0, _MOST)
        buckets = np.searchsorted(_BUCKETS, gap) + (len(_BUCKETS) + 1) * later
        bias = self.weights["dist"][pair][buckets] + self.weights["para"][pair][apart]
        bias = bias + self.weights["between"][pair][between]
        return np.where(gap > _FARTHEST[pair], np.float32(_NEVER), bias)
