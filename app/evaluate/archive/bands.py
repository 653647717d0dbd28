"""Bands of made-up passages, the same as matching makes of their words, but for what their vectors add."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from app.evaluate.archive import vocabulary
from app.link.tokens import tokens

_RUN, _STEM, _PAIRED, _CELLS, _DIRECTIONS = 3, 6, 3, 4, 256
_SKETCH, _SHINGLE = 64, 5
_WIDTH = 384


def of(words: Sequence[str]) -> set[int]:
    """The bands of a passage by its words: any three telling ones in a row."""
    telling = [form for word in words for form in _telling(word)]
    if len(telling) < _RUN:
        return {_hash("all", (token.form for token in tokens(" ".join(words))))}
    # Spelt out: there are some twenty million at a million statements.
    return {
        int.from_bytes(blake2b(f"run {a} {b} {c}".encode(), digest_size=8).digest()[4:], "big", signed=True)
        for a, b, c in zip(telling, telling[1:], telling[2:], strict=False)
    }


def near(words: Sequence[str], name: str | None) -> set[int]:
    """As many bands as what a passage means has: by pairs of directions, and by each word of a name."""
    cells = sorted({(_number(words[at]) * 31 + at * 7) % _DIRECTIONS for at in _spread(len(words))})
    found = {_pair(one, other) for one, other in combinations(cells[:_PAIRED], 2)}
    if name:
        found |= {_voice(word[:_STEM], cell) for word in name.lower().split() for cell in cells}
    return found


def text(words: Sequence[str]) -> list[int]:
    """The bands of an article: the least hashes of its runs of five words."""
    runs = {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
    # The lower half of each is the band, as of any other hash.
    hashed = sorted(blake2b(run.encode(), digest_size=8).digest() for run in runs)[:_SKETCH]
    return sorted({int.from_bytes(each[4:], "big", signed=True) for each in hashed})


def vectors(passages: Sequence[Sequence[str]]) -> NDArray[np.int8]:
    """What passages mean, made up: near one another where words are alike."""
    rows = np.array([[_number(words[at]) for at in _spread(len(words))] for words in passages])
    total = _table()[rows].sum(axis=1, dtype=np.int16)
    found: NDArray[np.int8] = (total * 127 // np.maximum(1, np.abs(total).max(axis=1, keepdims=True))).astype(
        np.int8
    )
    return found


def _spread(count: int) -> tuple[int, int, int, int]:
    return 0, count // 3, count * 2 // 3, count - 1


@lru_cache(maxsize=1 << 17)
def _telling(word: str) -> tuple[str, ...]:
    return tuple(token.form[:_STEM] for token in tokens(word) if token.telling)


@cache
def _numbers() -> dict[str, int]:
    return {word: number for number, word in enumerate(vocabulary.words())}


def _number(word: str) -> int:
    return _numbers().get(word, 0)


@cache
def _table() -> NDArray[np.int8]:
    chance = np.random.RandomState(11)
    return chance.randint(-9, 10, (vocabulary.SIZE, _WIDTH)).astype(np.int8)


@lru_cache(maxsize=1 << 15)
def _pair(one: int, other: int) -> int:
    return _hash("anybody", (str(one), str(other)))


@lru_cache(maxsize=1 << 17)
def _voice(word: str, cell: int) -> int:
    return _hash("voice", (word, str(cell)))


def _hash(of_: str, words: Iterable[str]) -> int:
    digest = blake2b(" ".join((of_, *words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest[4:], "big", signed=True)
