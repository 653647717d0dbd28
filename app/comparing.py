"""What compares across articles, put together from linking for whoever writes to the store.

Ingestion and the web do so alike: a judgement is settled at once, and as the next ingestion would settle it.
"""

from collections.abc import Callable, Collection

from app.link import copies, joining, matching, signatures, speakers
from app.link.version import ENCODER
from app.store.saving.comparing import Comparing
from app.store.saving.joining import Joining
from app.store.saving.matches import Matching


def comparing() -> Comparing:
    """All of it without a language model: vectors that are stored are compared, none are made."""
    return Comparing(speakers.link, speakers.profile, joined(), matched())


def joined() -> Joining:
    """How speakers are joined."""
    return Joining(joining.blocks, joining.same, joining.decided, joining.CONTESTED)


def matched(
    encode: Callable[[str], bytes] | None = None,
    text_bands: Callable[[str], Collection[int]] = signatures.text_bands,
) -> Matching:
    """How passages and texts are matched."""
    return Matching(
        encoder=ENCODER,
        encode=encode,
        bands=signatures.bands,
        relation=matching.relation,
        text_bands=text_bands,
        copied=copies.copied,
    )
