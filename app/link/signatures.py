"""Signatures: numbers that passages saying the same are likely to share, to find candidates by."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest
from itertools import combinations

from app.link.normal import folded
from app.link.tokens import tokens
from app.link.vectors import cells
from app.link.voices import named
from app.records import Passage

_RUN = 3
"""Telling words in a row: any five words quoted alike nearly always hold as many."""
_STEM = 6
_PAIRED = 3
_SHINGLE = 5
_SHORT = 5000
"""Characters of a text whose runs are remembered: what copies others is compared with many, one by one."""
_SKETCH = 64
"""Bands of an article: the least hashes of all its shingles, so that copies share most of them."""


def bands(passage: Passage) -> frozenset[int]:
    """The bands of a statement or claim, as signed 32-bit integers."""
    found = tokens(passage.words)
    telling = [token.form[:_STEM] for token in found if token.telling]
    if len(telling) < _RUN:
        runs = {_hash("all", (token.form for token in found))}
    else:
        runs = {_hash("run", run) for run in zip(*(telling[i:] for i in range(_RUN)), strict=False)}
    return frozenset(map(_band, (*runs, *_near(passage))))


def _near(passage: Passage) -> Iterable[int]:
    """Bands of what a passage means: by each word of its speaker's name, and for anybody's by two cells."""
    if passage.vector is None:
        return
    near = [str(cell) for cell in cells(passage.vector)]
    for one, other in combinations(sorted(near[:_PAIRED]), 2):
        yield _hash("anybody", (one, other))
    for word in () if passage.voice is None else named(passage.voice.name):
        for cell in near:
            yield _hash("voice", (word[:_STEM], cell))


def text_bands(text: str) -> frozenset[int]:
    """The bands of a whole article."""
    return frozenset(map(_band, nsmallest(_SKETCH, (_hash("text", run) for run in _runs(text)))))


def shingles(text: str) -> frozenset[int]:
    """A number for every run of five words of a text; another number in every process."""
    return _remembered(text) if len(text) <= _SHORT else _numbered(text)


def _numbered(text: str) -> frozenset[int]:
    # Words would take more room, and a hash for ever is ten times as slow.
    return frozenset(map(hash, _runs(text)))


_remembered = lru_cache(maxsize=1 << 10)(_numbered)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = folded(text)
    return {*zip(*(words[i:] for i in range(_SHINGLE)), strict=False)}


def _band(hashed: int) -> int:
    """The lower half of a hash: two that share it by chance are compared, and found to differ.

    Of the least hashes the upper half would be much the same.
    """
    low = hashed & 0xFFFFFFFF
    return low - (1 << 32) if low >> 31 else low


def _hash(of: str, words: Iterable[str]) -> int:
    digest = blake2b(" ".join((of, *words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
