"""Words blacked out in place: a text keeps its length, so that every position in it stays right."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from app.records import Span
from app.store import search

BLOCK = "█"
"""Stands for each character that was blacked out."""
LONG = 4
"""Words of a passage from which on it is looked for wherever it stands."""
_TOKEN = re.compile(r"[^\W_]+")
_FOLDED = tuple[str, ...]


def folded(words: str) -> _FOLDED:
    """Words as they are compared: without case, diacritics and punctuation."""
    return tuple(token for each in _TOKEN.findall(words) for token in search.tokens(each))


class Mask:
    """Finds names and passages in texts, however they are set there."""

    def __init__(self, forms: Iterable[str], alone: Iterable[str] = ()) -> None:
        """Of several words (`forms`) anywhere; and single words, where they are printed with a capital."""
        self._forms: defaultdict[str, set[_FOLDED]] = defaultdict(set)
        for form in forms:
            if tokens := folded(form):
                self._forms[tokens[0]].add(tokens)
        self._alone = {tokens[0] for form in alone if len(tokens := folded(form)) == 1}

    def __bool__(self) -> bool:
        return bool(self._forms or self._alone)

    def spans(self, text: str) -> Iterator[Span]:
        """Where any of it stands."""
        found = [
            (token, each.start(), each.end())
            for each in _TOKEN.finditer(text)
            for token in search.tokens(each[0])
        ]
        tokens = [token for token, _, _ in found]
        for at, (token, start, end) in enumerate(found):
            for form in self._forms.get(token, ()):
                if tuple(tokens[at : at + len(form)]) == form:
                    yield Span(start, found[at + len(form) - 1][2])
            if token in self._alone and text[start].isupper():
                yield Span(start, end)

    def __call__(self, text: str) -> str:
        """The text with all of it blacked out."""
        return blacked(text, self.spans(text))

    def value(self, held: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """The same for a value of JSON, in all its strings."""
        if isinstance(held, str):
            return self(held)
        if isinstance(held, list):
            return [self.value(each) for each in held]
        if isinstance(held, dict):
            return {self(key): self.value(each) for key, each in held.items()}
        return held


def blacked(text: str, spans: Iterable[Span]) -> str:
    """A text with the letters, digits and signs of spans blacked out; spaces stay."""
    parts, at = [], 0
    for span in sorted(spans):
        if span.end > at:
            start = max(span.start, at)
            parts += [text[at:start], re.sub(r"\S", BLOCK, text[start : span.end])]
            at = span.end
    return "".join([*parts, text[at:]])
