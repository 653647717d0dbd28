"""The made-up archive's speakers and outlets: rows that are made when an article first names them."""

import json

from app.evaluate.archive import world
from app.evaluate.archive.rows import Book, moment
from app.link import joining
from app.records import Evidence, Form, SpeakerKind

_JOINED, _MERGED, _ALIKE = 97, 991, 61
"""One in so many is joined to the one of the rank before, one in so many others had another identifier once,
one in so many may be the one of the rank before."""


def speaker(book: Book, figure: world.Figure) -> int:
    """The row id of somebody, who gets a row when first asked for."""
    known = book.speakers.get(figure.rank)
    if known is not None:
        return known
    before = speaker(book, world.figure(figure.rank - 1)) if _tied(figure.rank) else None
    id_ = book.speakers[figure.rank] = book.new("speakers")
    at = moment(id_)
    made = book.mint("speaker")
    code = None if figure.country is None else world.COUNTRIES[figure.country][0]
    joined = before is not None and figure.rank % _JOINED == 5
    stands = before if joined else id_
    book.add("speakers", id_, made, figure.key, figure.name, figure.kind, code, "live", stands)
    for name in sorted({figure.name, figure.short}):
        book.add("speaker_aliases", id_, name)
    form = Form(figure.name, SpeakerKind(figure.kind), code, 1)
    for block in sorted(joining.blocks(Evidence(figure.key, (form,), roles=(figure.role,)))):
        book.add("speaker_blocks", block, id_)
    if before is not None:
        book.add("speaker_ties", before, id_, joined, "name", json.dumps([f"the name {figure.short}"]))
    if figure.rank % _MERGED == 7:
        book.add("redirects", book.mint("speaker"), made, "merged: one person", at)
    return id_


def outlet(book: Book, paper: world.Paper) -> int:
    """The row id of an outlet, which gets a row when first asked for."""
    known = book.papers.get(paper.name)
    if known is None:
        known = book.papers[paper.name] = book.new("outlets")
        book.add("outlets", known, paper.name)
    return known


def _tied(rank: int) -> bool:
    return rank > 20 and (rank % _JOINED == 5 or rank % _ALIKE == 3) and not _tied(rank - 1)
