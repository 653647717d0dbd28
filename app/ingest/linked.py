"""What links articles with each other, as ingestion does it."""

from app.link import copies, encoder, joining, matching, signatures
from app.store.saving import matches
from app.store.saving.joining import Joining


def matched() -> matches.Matching:
    """Matching as ingestion does it."""
    return matches.Matching(
        encoder=encoder.NAME,
        encode=encoder.encode,
        bands=signatures.bands,
        relation=matching.relation,
        text_bands=signatures.text_bands,
        copied=copies.copied,
    )


def compared() -> Joining:
    """Joining of speakers as ingestion does it."""
    return Joining(joining.blocks, joining.same, joining.decided, joining.CONTESTED)
