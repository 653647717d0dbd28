"""What links articles with each other, as ingestion does it."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from app import comparing
from app.link import encoder, signatures
from app.link.speakers import profile
from app.store.removal import Deriving
from app.store.saving import matches
from app.store.saving.joining import Joining


def matched(
    vectors: Mapping[str, bytes] = MappingProxyType({}),
    text_bands: Mapping[str, Collection[int]] = MappingProxyType({}),
) -> matches.Matching:
    """Matching as ingestion does it; what vectors and bands are known already is not made again."""

    def encoded(words: str) -> bytes:
        return vectors[words] if words in vectors else encoder.encode(words)

    def banded(text: str) -> Collection[int]:
        return text_bands[text] if text in text_bands else signatures.text_bands(text)

    return comparing.matched(encoded, banded)


def compared() -> Joining:
    """Joining of speakers as ingestion does it."""
    return comparing.joined()


def deriving() -> Deriving:
    """What stands, as ingestion derives it from all articles."""
    return Deriving(profile, matched(), compared())
