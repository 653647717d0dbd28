"""Whom statements name in their words, kept beside them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session

from app.records import Span
from app.store import tables as t
from app.store.saving import rows


def save(db: Session, named: Mapping[int, Mapping[int, Span]], known: Collection[int]) -> None:
    """Let each statement, by row id, name exactly these speakers, each where it first does.

    Those that are `known` may have named others before.
    """
    wanted = [
        (statement, speaker, span.start, span.end)
        for statement, speakers in named.items()
        for speaker, span in sorted(speakers.items())
    ]
    rows.keep(db, t.StatementMention, ("statement_id", "speaker_id", "start", "end"), known, wanted)
