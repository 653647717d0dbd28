"""Speakers that may be one, side by side; and merging, or parting, one of them by hand."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from fastapi import Depends
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.comparing import comparing
from app.errors import BadInput, NotFound
from app.records import Judgement, Verdict
from app.store import judgements
from app.store.queries import judged, tied
from app.store.queries.tied import Wanted
from app.store.queries.views import Page, Pair
from app.web.editing.allowed import Editor, sent
from app.web.posted import Form
from app.web.reviewing import asking, ties
from app.web.reviewing import sent as forms
from app.web.reviewing.desk import AtDesk, Desk
from app.web.reviewing.record import Notice
from app.web.reviewing.sent import Wrong
from app.web.rooms import Room

router = Room(prefix=asking.QUEUE, include_in_schema=False)
SENT = [Depends(sent)]
_CHANGED = "Nothing was recorded: somebody decided about these two while you looked at them. Look again."


@router.get("/speakers")
def pairs(desk: AtDesk, show: Literal["", "joined"] = "", after: str = "", before: str = "") -> Response:
    """Pairs of speakers that may be the same, or that the machine joined."""
    return _pairs(desk, desk.notices, after, before, same=show == "joined")


@router.post("/speakers", dependencies=SENT)
def tie(desk: AtDesk, editing: Editor, form: Form, show: Literal["", "joined"] = "") -> Response:
    """Two speakers are the same, or are not."""
    try:
        judgement = _of_two(form)
        made = _judged(desk.request, judgement, form.get("basis", ""), editing.id)
    except (Wrong, BadInput, NotFound) as wrong:
        return _pairs(desk, (Notice(str(wrong), wrong=True),), same=show == "joined", status=422)
    if made is None:
        desk.db.rollback()  # what was read is older than what came between
        return _pairs(desk, (Notice(_CHANGED, wrong=True),), same=show == "joined", status=409)
    shown = "&show=joined" if show else ""
    return RedirectResponse(f"{asking.SPEAKERS}?done={made}{shown}", 303)


@router.get("/p/{ident}")
def party(desk: AtDesk, ident: str) -> Response:
    """One speaker: what it may be merged with, and the articles that name it."""
    return _party(desk, ident, desk.notices)


@router.post("/p/{ident}", dependencies=SENT)
def merge_or_part(desk: AtDesk, editing: Editor, ident: str, form: Form) -> Response:
    """The speaker is the same as another; or in one article it is somebody else."""
    try:
        known = tied.party(desk.db, ident)
        judgement = _merged(desk, known.ident, form) if "merge" in form else _parted(desk, known.ident, form)
        made = _judged(desk.request, judgement, None, editing.id)
    except (Wrong, BadInput) as wrong:
        return _party(desk, ident, (Notice(str(wrong), wrong=True),), form, status=422)
    return RedirectResponse(f"{asking.QUEUE}/p/{known.ident}?done={made}", 303)


def _pairs(
    desk: Desk,
    notices: tuple[Notice, ...],
    after: str = "",
    before: str = "",
    *,
    same: bool,
    status: int = 200,
) -> Response:
    found = tied.pairs(desk.db, Wanted(same), after=after, before=before)
    page = ties.ties(desk, notices, found, _bases(desk.db, found), same=same)
    return desk.render("tying.html", page, status)


def _party(
    desk: Desk,
    ident: str,
    notices: tuple[Notice, ...],
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    db = desk.db
    party = tied.party(db, ident)
    suggested = tied.pairs(db, Wanted(same=False, speaker=party.ident))
    joined = tied.pairs(db, Wanted(same=True, speaker=party.ident))
    known = ties.Known(
        party,
        suggested,
        joined,
        _bases(db, suggested) | _bases(db, joined),
        tied.named_in(db, party.ident),
        judged.of_subject(db, party.ident),
    )
    return desk.render("party.html", ties.party(desk, known, notices, typed or {}), status)


def _bases(db: Session, found: Page[Pair]) -> dict[tuple[str, str], str]:
    return {(each.a.ident, each.b.ident): tied.basis(db, each.a.ident, each.b.ident) for each in found.rows}


def _of_two(form: Mapping[str, str]) -> Judgement:
    verdict = {"same": Verdict.SAME, "different": Verdict.DIFFERENT}.get(form.get("verdict", ""))
    if verdict is None:
        raise Wrong("Say whether they are the same or not.")
    return Judgement(verdict, form.get("a", ""), _reason(form, "reason"), form.get("b", ""))


def _merged(desk: Desk, ident: str, form: Mapping[str, str]) -> Judgement:
    other = forms.speaker(desk.db, form.get("other", ""))
    if other == ident:
        raise Wrong("That is this very speaker.")
    return Judgement(Verdict.SAME, ident, _reason(form, "reason"), other)


def _parted(desk: Desk, ident: str, form: Mapping[str, str]) -> Judgement:
    article = form.get("article", "")
    if not article:
        raise Wrong("Choose the article in which it is somebody else.")
    typed = form.get("apart-other", "")
    value = {"speaker": forms.speaker(desk.db, typed)} if typed.strip() else {}
    return Judgement(Verdict.APART, ident, _reason(form, "apart-reason"), article, value)


def _reason(form: Mapping[str, str], name: str) -> str:
    reason = " ".join(form.get(name, "").split())
    if not reason:
        raise Wrong("Give the reason: it is shown to readers.")
    return reason[: forms.LONGEST]


def _judged(request: Request, judgement: Judgement, basis: str | None, editor: int) -> str | None:
    """The judgement's identifier; None where somebody decided about the two since `basis`."""
    with Session(request.app.state.writer) as written, written.begin():
        if basis is not None and basis != tied.basis(written, judgement.subject, judgement.other or ""):
            return None
        return judgements.judge(written, judgement, editor, datetime.now(UTC), comparing())
