"""Stored articles as origins of a run: read again from what was captured, with what extracts today."""

from collections.abc import Collection, Iterator
from functools import partial

from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import BadInput
from app.extract.version import EXTRACTOR, LANGUAGES
from app.reading.origins import Origin
from app.records import Read
from app.store import rereading

KIND = "reextract"
"""What the journal calls such a run."""


def chosen(engine: Engine, named: Collection[str], *, everything: bool) -> list[str]:
    """The identifiers of the articles to read again: those named, else all; only what another extractor
    read, unless it is to be `everything`. Raises BadInput for one that is not shown.
    """
    current = None if everything else rereading.Current(EXTRACTOR, LANGUAGES)
    with Session(engine) as db:
        due = rereading.idents(db, current)
        shown = {*due} if everything else {*rereading.idents(db, None)}
    hidden = [ident for ident in named if ident not in shown]
    if hidden:
        raise BadInput(f"Removed or erased, and so not read again: {', '.join(hidden)}.")
    return [ident for ident in due if ident in named] if named else due


def origins(engine: Engine, idents: Collection[str]) -> Iterator[Origin]:
    """Each article as a place of its own, which no run remembers."""
    for ident in idents:
        place = f"article {ident}"
        yield Origin(place, partial(_reads, engine, ident, place), remembered=False)


def _reads(engine: Engine, ident: str, place: str) -> Iterator[Read]:
    with Session(engine) as db:
        held = rereading.stored(db, ident)
    if held is not None:
        yield Read(place, held.article, captured=held.captured)
