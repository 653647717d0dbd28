"""A capture as it is read: its paragraphs with their words, and the places found in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, text

from app.records import Role, Span
from app.store.queries.views import ParagraphView, Piece, PlaceView

_PARAGRAPHS = text(
    "SELECT number, start, end, role FROM paragraphs WHERE capture_id = :capture ORDER BY number"
)
_TEXT = text("SELECT text FROM captures WHERE id = :capture")
_CAPTURED = {
    "statement": text(
        "SELECT k.text FROM statements AS s JOIN versions AS v ON v.statement_id = s.id "
        "AND v.number = coalesce(:number, s.version) JOIN captures AS k ON k.id = v.capture_id "
        "WHERE s.ident = :ident"
    ),
    "claim": text(
        "SELECT k.text FROM claims AS c JOIN captures AS k ON k.id = c.capture_id WHERE c.ident = :ident"
    ),
}
_PLACES = {
    of: text(f"SELECT * FROM {of}_places WHERE {of}_id = :id ORDER BY kind DESC, start, code")  # noqa: S608
    for of in ("statement", "claim")
}
NEIGHBOURS = 1
"""Paragraphs shown on each side of the source paragraphs."""


def paragraphs(db: Session, capture: int) -> tuple[ParagraphView, ...]:
    """Every paragraph of a capture."""
    whole = words(db, capture)
    return tuple(
        ParagraphView(row.number, Role(row.role), Span(row.start, row.end), whole[row.start : row.end])
        for row in db.connection().execute(_PARAGRAPHS, {"capture": capture})
    )


def around(
    everything: Sequence[ParagraphView], spans: Iterable[Span], neighbours: int = NEIGHBOURS
) -> tuple[tuple[ParagraphView, ...], frozenset[int]]:
    """The paragraphs from before the first of `spans` to after the last, and the numbers they stand in."""
    spans = tuple(spans)
    held = [i for i, p in enumerate(everything) if any(p.span.overlaps(span) for span in spans)]
    if not held:
        return (), frozenset()
    near = everything[max(0, held[0] - neighbours) : held[-1] + neighbours + 1]
    return tuple(near), frozenset(everything[i].number for i in held)


def places(db: Session, of: str, id_: int, capture: int) -> tuple[PlaceView, ...]:
    """The countries, then blocs, a statement or claim (`of`) is about, with the words that say so."""
    found: Sequence[Row[Any]] = db.connection().execute(_PLACES[of], {"id": id_}).all()
    whole = words(db, capture)
    return tuple(
        PlaceView(
            code=r.code,
            words=whole[r.start : r.end],
            span=Span(r.start, r.end),
            rule=r.rule,
            kind=r.kind,
            antecedent=None if r.antecedent_start is None else whole[r.antecedent_start : r.antecedent_end],
        )
        for r in found
    )


def words(db: Session, capture: int) -> str:
    """A capture's text."""
    return str(db.connection().execute(_TEXT, {"capture": capture}).scalar_one())


def captured(db: Session, of: str, ident: str, number: int | None = None) -> str:
    """The text in which a statement or claim (`of`), by its identifier of today, has its positions.

    Those of a statement's version `number` where one is given, else of the version that stands.
    """
    values = {"ident": ident} | ({"number": number} if of == "statement" else {})
    return str(db.connection().execute(_CAPTURED[of], values).scalar_one())


def spans(pieces: Iterable[Piece]) -> tuple[Span, ...]:
    """Where pieces stand."""
    return tuple(piece.span for piece in pieces)
