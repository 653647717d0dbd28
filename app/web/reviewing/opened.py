"""What a page of a statement or claim is put together from, read at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from app.store import reports
from app.store.queries import claims, judged, queue, reviewed, statements
from app.web.editing.allowed import Editing
from app.web.reviewing import record
from app.web.reviewing.asking import Part
from app.web.reviewing.record import Around, Notice, RecordPage
from app.web.reviewing.sent import About


@dataclass(frozen=True, slots=True)
class Opened:
    """Which page an editor opened, and what it has to say first."""

    kind: str
    ident: str
    editing: Editing
    part: Part
    notices: tuple[Notice, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    """What a form held that was not taken."""


def page(db: Session, opened: Opened) -> RecordPage:
    """The page of a statement or claim, withdrawn or not. Raises NotFound."""
    kind, part = opened.kind, opened.part
    ident, withdrawn = reviewed.meant(db, kind, opened.ident)
    place = queue.place(db, kind, ident)
    before, after = queue.beside(db, part.asked, place)
    around = Around(
        editing=opened.editing,
        part=part,
        before=before,
        after=after,
        basis=reviewed.basis(db, kind, ident),
        reports=reports.of(db, ident),
        judgements=judged.of_subject(db, ident),
        withdrawn=withdrawn,
        threshold=part.asked.sure,
        typed=opened.typed,
        notices=opened.notices,
    )
    if kind == "claim":
        return record.of_claim(claims.claim(db, ident, withdrawn=True), around)
    view = statements.statement(db, ident, withdrawn=True)
    passage = "\n".join(each.words for each in view.paragraphs)
    candidates = reviewed.candidates(db, ident, passage)
    return record.of_statement(view, reviewed.found(db, ident), candidates, around)


def about(db: Session, kind: str, ident: str) -> About:
    """What a form about a statement or claim may point at."""
    if kind == "claim":
        return About(kind, ident)
    view = statements.statement(db, ident, withdrawn=True)
    return About(kind, ident, view.paragraphs, view.row.pieces)
