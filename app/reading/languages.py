"""Which language a text is in, by its words alone; none rather than a guess."""

from functools import cache
from typing import Any

_FEWEST = 60
"""Letters from which a language can be told."""
_MOST = 3_000
"""Characters of each sample; more take longer and tell no more."""
_SURE, _IMPOSSIBLE = 0.9, 1e-5
_LAST_LATIN = "\u024f"
UNKNOWN = "und"
"""A language, and nobody can say which: as BCP 47 has it."""


def detected(text: str) -> str | None:
    """The language of `text` (ISO 639), or None: where it is short, or not one language throughout.

    `UNKNOWN` where it is certainly not English, and one of several close to each other. Its
    beginning, middle and end are asked each for itself, so that a text with a long passage in
    another language is told from one with a word or two.
    """
    letters = [one for one in text[: 10 * _FEWEST] if one.isalpha()]
    if len(letters) < _FEWEST:
        # However few there are, letters of another script are no English.
        return UNKNOWN if 2 * sum(one > _LAST_LATIN for one in letters) > len(letters) else None
    middle = max(0, len(text) // 2 - _MOST // 2)
    samples = dict.fromkeys((text[:_MOST], text[middle : middle + _MOST], text[-_MOST:]))
    ranked = [_identifier().rank(sample) for sample in samples]
    names = {order[0][0] for order in ranked}
    if len(names) == 1 and all(order[0][1] >= _SURE for order in ranked) and not names & _NONE:
        return str(names.pop())
    return UNKNOWN if all(dict(order).get("en", 0) < _IMPOSSIBLE for order in ranked) else None


_NONE = {"und", "zxx", "mul"}
"""What the identifier calls no language."""


@cache
def _identifier() -> Any:  # noqa: ANN401 - the package ships no types
    # Its model is unpacked when it is first needed: about a second, and 80 MB.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
