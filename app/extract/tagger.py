"""The learned tagger: text → proposals of content, cue and source, each with how likely it is speech.

A small encoder labels every word piece; a linker on its states says which spans belong together. It proposes;
what marks and layout make certain is decided by rules. The model card beside the weights says what it was
trained on and where it fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.extract.linker import CONTENT_CUE, CONTENT_SOURCE, CUE_SOURCE, Array, Linker, Places, Spans
from app.extract.pieces import Pieces, number, pieces
from app.records import Document, Role, Span

LABELS = ("outside", "content", "source", "cue")
_WINDOW, _STRIDE, _TOGETHER = 254, 160, 4
CLS, SEP = "[CLS]", "[SEP]"
_EAGER = np.array([0.5, 0, 0, 0, 0, 0, 0], np.float32)
"""Taken from the log-likelihood of "outside": what is found too eagerly, its confidence weeds out again."""
_NEVER = -1e9
_READ = (Role.BODY, Role.HEADING)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the tagger takes for one attribution."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speech: float
    """How likely it is speech and no belief, wish or decision, 0 to 1."""
    words: float
    """How likely its words are content, 0 to 1: the mean over its pieces."""
    link: float
    """How likely the choice of its source is right, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """The network, its vocabulary and its linker."""

    network: onnxruntime.InferenceSession
    cut: Tokenizer
    linker: Linker

    def proposals(self, document: Document) -> tuple[Proposal, ...]:
        """The attributions of a document, in no certain order."""
        read = self.pieces(document)
        if not read.ids:
            return ()
        states, labels = self.states(read)
        likely = _probabilities(labels)
        spans = _spans(_likeliest(np.log(likely) - _EAGER), read, states)
        return tuple(self._linked(read, likely, *spans))

    def pieces(self, document: Document) -> Pieces:
        """What is read of a document."""
        return pieces(document.text, [one.span for one in document.paragraphs if one.role in _READ], self.cut)

    def states(self, read: Pieces) -> tuple[Array, Array]:
        """States and label scores of every piece, taken from the window in which it stands most central.

        There has to be a piece.
        """
        count = len(read.ids)
        starts = [0]
        while starts[-1] + _WINDOW < count:
            starts.append(min(starts[-1] + _STRIDE, count - _WINDOW))
        central = np.full(count, -1)
        whole: list[Array] = []
        for first in range(0, len(starts), _TOGETHER):
            some = starts[first : first + _TOGETHER]
            parts = self.network.run(None, self._windows(read, some))
            whole = whole or [np.zeros((count, part.shape[2]), np.float32) for part in parts]
            for row, start in enumerate(some):
                better = _more_central(central, start)
                for all_, part in zip(whole, parts, strict=True):
                    all_[start : start + _WINDOW][better] = part[row, 1 : 1 + len(better)][better]
        return whole[0], whole[1]

    def _windows(self, read: Pieces, starts: list[int]) -> dict[str, NDArray[np.int64]]:
        width = min(_WINDOW, len(read.ids))
        shape = (len(starts), width + 2)
        ids, cases, mask = (np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.ones(shape, np.int64))
        ids[:, 0], ids[:, -1] = number(self.cut, CLS), number(self.cut, SEP)
        for row, start in enumerate(starts):
            ids[row, 1:-1] = read.ids[start : start + width]
            cases[row, 1:-1] = read.cases[start : start + width]
        return {"ids": ids, "cases": cases, "mask": mask}

    def _linked(
        self, read: Pieces, likely: Array, contents: Spans, sources: Spans, cues: Spans
    ) -> Iterator[Proposal]:
        paragraphs = np.cumsum(np.array(read.breaks))
        cue_of = self.linker.best(CONTENT_CUE, contents, cues, paragraphs)
        source_of_cue = self.linker.best(CUE_SOURCE, cues, sources, paragraphs)
        source_of = self.linker.best(CONTENT_SOURCE, contents, sources, paragraphs)
        groups: dict[int, list[int]] = {}
        for content, chosen in enumerate(cue_of):
            groups.setdefault(-1 - content if chosen.index is None else chosen.index, []).append(content)
        for key, members in groups.items():
            cue = key if key >= 0 else None
            ways = [*([source_of_cue[cue]] if cue is not None else []), *(source_of[m] for m in members)]
            way = next((way for way in ways if way.index is not None), ways[0])
            cue_states = cues.states[cue] if cue is not None else np.zeros_like(contents.states[0])
            yield Proposal(
                tuple(_place(read, contents.places[member]) for member in members),
                None if cue is None else _place(read, cues.places[cue]),
                None if way.index is None else _place(read, sources.places[way.index]),
                max(self.linker.speech(contents.states[member], cue_states) for member in members),
                float(np.mean([_is_content(likely, contents.places[member]) for member in members])),
                way.likely,
            )


def _is_content(likely: Array, ends: Places) -> float:
    """How likely the pieces between `ends` are content, on the mean."""
    return float(likely[int(ends[0]) : int(ends[1]) + 1, 1:3].sum(axis=1).mean())


def _probabilities(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Array = raised / raised.sum(axis=1, keepdims=True) + np.float32(1e-12)
    return found


def _more_central(central: NDArray[np.int64], start: int) -> NDArray[np.bool_]:
    """Which pieces of the window from `start` stand farther from its ends than in any before; put down."""
    count = len(central)
    end = min(start + _WINDOW, count)
    place = np.arange(start, end)
    from_start = place - start + (count if start == 0 else 0)
    from_end = end - 1 - place + (count if end == count else 0)
    depth = np.minimum(from_start, from_end)
    better: NDArray[np.bool_] = depth > central[start:end]
    central[start:end][better] = depth[better]
    return better


def _likeliest(likely: Array) -> list[int]:
    """The likeliest labels in which nothing goes on that has not begun (Viterbi), from log-likelihoods."""
    # Plain numbers: a row is too short for arrays to be faster.
    first, *rest = likely.tolist()
    goes_on = [label > 0 and label % 2 == 0 for label in range(len(first))]
    best = [score + _NEVER if on else score for score, on in zip(first, goes_on, strict=True)]
    came: list[list[int]] = []
    for scores in rest:
        top = best.index(max(best))
        ways = [
            (label - 1 if best[label - 1] >= best[label] else label) if on else top
            for label, on in enumerate(goes_on)
        ]
        best = [best[way] + score for way, score in zip(ways, scores, strict=True)]
        came.append(ways)
    labels = [best.index(max(best))]
    for ways in reversed(came):
        labels.append(ways[labels[-1]])
    return labels[::-1]


def _spans(labels: list[int], read: Pieces, states: Array) -> tuple[Spans, Spans, Spans]:
    """Contents, sources and cues; odd labels begin a span, the even one behind them goes on with it."""
    places: tuple[list[tuple[int, int]], ...] = ([], [], [])
    first = 0
    while first < len(labels):
        last = first
        if labels[first] % 2 == 1:
            while last + 1 < len(labels) and labels[last + 1] == labels[first] + 1:
                last += 1
            a, b = first, last
            while a < b and read.breaks[a]:
                a += 1
            while b > a and read.breaks[b]:
                b -= 1
            if not read.breaks[a]:
                places[labels[first] // 2].append((a, b))
        first = last + 1
    contents, sources, cues = (_with_states(one, states) for one in places)
    return contents, sources, cues


def _with_states(places: list[tuple[int, int]], states: Array) -> Spans:
    found: Places = np.array(places, np.int64).reshape(-1, 2)
    return Spans(found, np.concatenate([states[found[:, 0]], states[found[:, 1]]], axis=1))


def _place(read: Pieces, ends: Places) -> Span:
    return Span(read.spans[int(ends[0])].start, read.spans[int(ends[1])].end)
