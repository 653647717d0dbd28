"""The review queue, and one statement or claim of it: what an editor needs to decide, and the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Depends
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.comparing import comparing
from app.errors import BadInput
from app.records import Judgement
from app.store import judgements, reports
from app.store.queries import queue, reviewed
from app.web.editing.allowed import Editor, sent
from app.web.editing.strip import Strip, strip
from app.web.pages import Head, Link
from app.web.posted import Form
from app.web.reviewing import asking, lines, notices, opened
from app.web.reviewing import sent as forms
from app.web.reviewing.asking import Part
from app.web.reviewing.desk import AtDesk, Desk, Subject
from app.web.reviewing.lines import Line, Tab
from app.web.reviewing.opened import Opened
from app.web.reviewing.record import Notice
from app.web.rooms import Room
from app.web.sessions import Chosen

router = Room(prefix=asking.QUEUE, include_in_schema=False)
SENT = [Depends(sent)]
"""What every address that changes anything depends on."""
_UNDONE = "Taken back at once"


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What waits, the first things first."""

    head: Head
    strip: Strip
    notices: tuple[Notice, ...]
    tabs: tuple[Tab, ...]
    sorts: tuple[Link, ...]
    narrowed: Link | None
    """Away from one article or speaker, to everything."""
    lines: tuple[Line, ...]
    start: str
    """Where the first of all is judged, "" where nothing waits."""
    before: str
    after: str


@router.get("")
def waits(desk: AtDesk, chosen: Chosen, after: str = "", before: str = "") -> Response:
    """The queue."""
    if after and before:
        raise BadInput("A page is either after one place or before another, not both.")
    db, part = desk.db, desk.part
    places = {"after": asking.place(after), "before": asking.place(before)}
    found = queue.page(db, part.asked, **places, limit=chosen.page_size)
    first = queue.first(db, part.asked)
    narrowed = part.asked.article or part.asked.speaker
    page = QueuePage(
        head=Head("Review queue", "What waits for an editor.", asking.QUEUE, searchbox=False, index=False),
        strip=strip(desk.editing),
        notices=desk.notices,
        tabs=lines.tabs(queue.waiting(db, part.asked), part),
        sorts=lines.sorts(part),
        narrowed=Link(narrowed, part.with_(article="", speaker="").queue()) if narrowed else None,
        lines=tuple(lines.line(each, part) for each in found.rows),
        start=part.record(*first) if first else "",
        before=part.queue(before=asking.told(found.before)) if found.before else "",
        after=part.queue(after=asking.told(found.after)) if found.after else "",
    )
    return desk.render("review.html", page)


@router.post("/undo/{judgement}", dependencies=SENT)
def undo(desk: AtDesk, editing: Editor, judgement: str, form: Form) -> Response:
    """Take a judgement back: what stood before it stands again."""
    reason = " ".join(form.get("reason", "").split())[: forms.LONGEST] or _UNDONE
    with Session(desk.request.app.state.writer) as written, written.begin():
        judgements.withdraw(written, judgement, editing.id, reason, datetime.now(UTC), comparing())
    desk.db.rollback()  # what was read is older than what was written
    return RedirectResponse(notices.back(desk.db, desk.part, judgement), 303)


@router.get("/{letter}/{ident}")
def record(desk: AtDesk, about: Subject) -> Response:
    """A statement or claim, its source, and the form of a decision."""
    page = opened.page(desk.db, Opened(about.kind, about.ident, desk.editing, desk.part, desk.notices))
    return desk.render("judge.html", page)


@router.post("/{letter}/{ident}", dependencies=SENT)
def decide(desk: AtDesk, about: Subject, editing: Editor, form: Form) -> Response:
    """Take a decision in and go on to what stands next, or say what is wrong and show the form again."""
    db, part, kind = desk.db, desk.part, about.kind
    ident, _ = reviewed.meant(db, kind, about.ident)
    try:
        judgement = forms.judgement(db, opened.about(db, kind, ident), form)
        following = _following(db, part, kind, ident)
        made = _judged(desk.request, judgement, form, kind, editing.id)
    except (forms.Wrong, BadInput) as wrong:
        return _again(desk, kind, ident, form, Notice(str(wrong), wrong=True), 422)
    if made is None:
        db.rollback()  # what was read is older than what came between
        return _again(desk, kind, ident, form, notices.between(db, kind, ident, form.get("basis", "")), 409)
    on = part.record(*following, done=made) if following else part.queue(done=made)
    return RedirectResponse(on, 303)


@router.post("/{letter}/{ident}/dismiss", dependencies=SENT)
def dismiss(desk: AtDesk, about: Subject, editing: Editor) -> Response:
    """Nothing is wrong: close every report on a statement or claim."""
    ident, _ = reviewed.meant(desk.db, about.kind, about.ident)
    now = datetime.now(UTC)
    with Session(desk.request.app.state.writer) as written, written.begin():
        still = reports.of(written, ident)
        for report in still:
            reports.dismiss(written, report.id, editing.id, now)
    return RedirectResponse(desk.part.record(about.kind, ident, dismissed=str(len(still))), 303)


def _again(
    desk: Desk, kind: str, ident: str, form: Mapping[str, str], notice: Notice, status: int
) -> Response:
    page = opened.page(desk.db, Opened(kind, ident, desk.editing, desk.part, (notice,), form))
    return desk.render("judge.html", page, status)


def _following(db: Session, part: Part, kind: str, ident: str) -> tuple[str, str] | None:
    """What an editor goes on to: what comes next, else the first that is left."""
    _, after = queue.beside(db, part.asked, queue.place(db, kind, ident))
    first = after or queue.first(db, part.asked)
    return None if first == (kind, ident) else first


def _judged(
    request: Request, judgement: Judgement, form: Mapping[str, str], kind: str, editor: int
) -> str | None:
    """The judgement's identifier; None where what it is made on changed meanwhile."""
    with Session(request.app.state.writer) as written, written.begin():
        if form.get("basis") != reviewed.basis(written, kind, judgement.subject):
            return None
        return judgements.judge(written, judgement, editor, datetime.now(UTC), comparing())
