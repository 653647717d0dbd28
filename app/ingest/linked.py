"""What links articles with each other, as ingestion does it."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from app import comparing as together
from app.link import encoder, signatures, speakers
from app.store.saving import matches
from app.store.saving.comparing import Comparing
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

    return together.matched(encoded, banded)


def compared() -> Joining:
    """Joining of speakers as ingestion does it."""
    return together.joined()


def comparing() -> Comparing:
    """All of it as ingestion does it, with vectors made of what has none yet."""
    return Comparing(speakers.link, speakers.profile, compared(), matched())
