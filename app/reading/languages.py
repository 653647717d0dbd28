"""Which language a text is in, by its words alone; none rather than a guess."""

from functools import cache
from itertools import groupby
from typing import Any

_FEWEST = 60
"""Letters from which a language can be told."""
_MOST = 3_000
"""Characters of each sample; more take longer and tell no more."""
_SURE = 0.9


def detected(text: str) -> str | None:
    """The language of `text` (ISO 639), or None: where it is short, or not one language throughout.

    Its beginning, middle and end are asked each for itself, so that a text with a long passage in
    another language is told from one with a word or two.
    """
    if sum(map(str.isalpha, text[: 10 * _FEWEST])) < _FEWEST:
        return None
    middle = max(0, len(text) // 2 - _MOST // 2)
    samples = dict.fromkeys((text[:_MOST], text[middle : middle + _MOST], text[-_MOST:]))
    told = [_identifier().classify(sample) for sample in samples]
    if any(sure < _SURE for _, sure in told) or len(list(groupby(name for name, _ in told))) != 1:
        return None
    name: str = told[0][0]
    return None if name in _NONE else name


_NONE = ("und", "zxx", "mul")
"""What stands for no language."""


@cache
def _identifier() -> Any:  # noqa: ANN401 - the package ships no types
    # Its model is unpacked when it is first needed: about a second, and 80 MB.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
