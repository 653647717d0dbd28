"""What words mean, encoded once for all statements and claims that have them."""

import hashlib
from collections.abc import Callable, Iterable

from sqlmodel import Session

from app.store import tables as t
from app.store.saving import rows

_WIDTH = 12
"""Bytes of a digest."""
_KNOWN = f"""
    WITH RECURSIVE one(at) AS (
        SELECT 1 UNION ALL SELECT at + {_WIDTH} FROM one WHERE at + {_WIDTH} < length(:digests)
    )
    SELECT digest, vector FROM one CROSS JOIN passage_vectors ON digest = substr(:digests, at, {_WIDTH})
"""  # noqa: S608 - a number of our own
"""The digests are one value, as a list of bytes cannot be JSON."""
_FEWEST = 3
"""Words below which a passage means too little to be compared by it."""


def compared(words: str) -> bool:
    """Whether a passage is compared by what it means."""
    return len(words.split(maxsplit=_FEWEST - 1)) == _FEWEST


class Vectors:
    """The vectors one save needs: those stored are read, all others made and stored, where somebody can."""

    def __init__(self, db: Session, encoder: str, encode: Callable[[str], bytes] | None) -> None:
        self._db, self._encoder, self._encode = db, encoder, encode
        self._held: dict[str, bytes | None] = {}
        """By words; None where they have none."""

    def load(self, passages: Iterable[str]) -> None:
        """Have the vectors of all `passages` ready."""
        unknown = set(passages) - self._held.keys()
        # What is said is mostly claimed, too: nothing is looked for twice.
        self._held |= dict.fromkeys(unknown)
        missing = {digest_of(self._encoder, words): words for words in unknown if compared(words)}
        if not missing:
            return
        for digest, vector in rows.tuples(self._db, _KNOWN, digests=b"".join(sorted(missing))):
            self._held[missing.pop(digest)] = vector
        if self._encode is None:
            return  # words not encoded yet are compared as words
        new = {digest: self._encode(words) for digest, words in sorted(missing.items())}
        rows.insert(self._db, t.PassageVector, ("digest", "vector"), new.items())
        self._held.update((missing[digest], vector) for digest, vector in new.items())

    def of(self, words: str) -> bytes | None:
        """The vector of words that are loaded; None where they are too few, or not encoded."""
        return self._held.get(words)


def digest_of(encoder: str, words: str) -> bytes:
    """What a vector of words is known by."""
    return hashlib.blake2b(f"{encoder} {words}".encode(), digest_size=_WIDTH).digest()
