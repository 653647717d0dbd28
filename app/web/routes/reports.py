"""Reporting a problem: one form on every statement and claim, open to anybody."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, HTTPException
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.errors import Refused
from app.store import reports
from app.store.queries import claims, statements
from app.web import galley, lines, links, posted, records, wording
from app.web.galley import GalleyParagraph
from app.web.lines import ClaimLine, Named, StatementLine
from app.web.pages import Head, Pages
from app.web.posted import Form as Sent
from app.web.reporting import form as forms
from app.web.reporting.form import Filled, Form
from app.web.reporting.limits import limits, trapped
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates
from app.web.turns import by_turns

router = Room(include_in_schema=False)

_OLD = (
    "This form lay open for long, or this site was started anew since. Look it over, and send it once more."
)
_FAST = "This was sent faster than anybody can read it. If it is right as it is, send it once more."


@dataclass(frozen=True, slots=True)
class Shown:
    """What a report is about, as readers see it."""

    ident: str
    kind: str
    """"statement" or "claim"."""
    line: StatementLine | ClaimLine
    named: Named
    label: str
    paragraphs: tuple[GalleyParagraph, ...]
    version: int | None = None

    @property
    def path(self) -> str:
        """Where its reports are sent."""
        return links.report(self.kind[0], self.ident)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The form, beside what it is about."""

    head: Head
    shown: Shown
    form: Form
    notice: str
    """Why it has to be sent again."""


@dataclass(frozen=True, slots=True)
class SentPage:
    """What happens to a report that was sent."""

    head: Head
    shown: Shown
    open: str
    """How many reports are open on it; "" where none is."""
    waiting: str
    """How much has reports on it that nobody has read yet."""


@by_turns
def _shown(request: Request, ident: str, db: Db, chosen: Chosen, v: str = "") -> Shown:
    """What is reported on, in the version that the reader saw. Raises NotFound and Gone."""
    threshold = chosen.display_threshold
    if request.scope["path"].startswith("/c/"):
        claim = claims.claim(db, ident)
        told = lines.claim_line(claim.row, threshold)
        return Shown(told.ident, "claim", told, told.claimer, "claims", galley.of_claim(claim))
    number = int(v) if v.isascii() and v.isdigit() and len(v) < 9 else None
    view = statements.statement(db, ident, number)
    line = lines.statement_line(view.row, threshold)
    paragraphs = galley.of_statement(view)
    return Shown(line.ident, "statement", line, line.speaker, line.label, paragraphs, view.row.version)


Reported = Annotated[Shown, Depends(_shown)]


@router.get("/s/{ident}/report")
@router.get("/c/{ident}/report")
def ask(request: Request, shown: Reported, pages: Templates) -> Response:
    """The form."""
    moved = records.moved(request, shown.path)
    return moved or _page(request, pages, shown, _form(request, shown, Filled()))


# Depends comes before the body is read: what comes from another site is refused unread.
@router.post("/s/{ident}/report", dependencies=[Depends(posted.same_site)])
@router.post("/c/{ident}/report", dependencies=[Depends(posted.same_site)])
def take(request: Request, shown: Reported, pages: Templates, sent: Sent) -> Response:
    """Take a report in, or show the form again with what is wrong with it."""
    thanks = RedirectResponse(f"{shown.path}/sent", 303)
    if trapped(sent):
        return thanks
    given, moment = forms.filled(sent), sent.get("moment", "")
    age = limits(request).moments.age(moment, shown.ident, time.time())
    if age is None:
        return _page(request, pages, shown, _form(request, shown, given), _OLD)
    form = _form(request, shown, given, moment)
    if form.wrong or age < limits(request).soonest:
        return _page(request, pages, shown, form, "" if form.wrong else _FAST)
    if wait := limits(request).wait(request):
        told = wording.count(-(-wait // 60), "minute")
        notice = (
            f"Many reports came in just now. Send this one again in {told}: what you wrote is still below."
        )
        answer = _page(request, pages, shown, form, notice, 429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    try:
        with Session(request.app.state.writer) as written, written.begin():
            now = datetime.now(UTC)
            reports.report(written, shown.ident, shown.version, given.problem or "", given.note, now)
    except Refused as error:
        raise HTTPException(503, str(error), {"Retry-After": "60"}) from error
    return thanks


@router.get("/s/{ident}/report/sent")
@router.get("/c/{ident}/report/sent")
def sent(request: Request, shown: Reported, db: Db, pages: Templates) -> Response:
    """What happens next."""
    path = f"{shown.path}/sent"
    head = Head("Thank you", "What happens to a report that was sent.", path, searchbox=False, index=False)
    number, subjects = reports.counts(db, [shown.ident]).get(shown.ident, 0), reports.waiting(db)
    page = SentPage(
        head=head,
        shown=shown,
        open=f"{wording.count(number, 'open report')} on this {shown.kind} now" if number else "",
        waiting=wording.count(subjects, "statement or claim", "statements and claims") if subjects else "",
    )
    return pages.render(request, "reported.html", page)


def _form(request: Request, shown: Shown, given: Filled, moment: str = "") -> Form:
    """The form with what was given; one that was never sent has nothing wrong with it."""
    moment = moment or limits(request).moments.made(shown.ident, time.time())
    seen = f"?v={shown.version}" if shown.version else ""
    return forms.form(shown.kind, shown.path + seen, moment, given)


def _page(
    request: Request, pages: Pages, shown: Shown, form: Form, notice: str = "", status: int = 0
) -> Response:
    failed = bool(form.wrong or notice)
    head = Head(
        f"{'Error: report' if failed else 'Report'} a problem with {shown.ident}",
        f"Tell editors what is wrong with this {shown.kind}; no account is needed.",
        shown.path,
        searchbox=False,
        index=False,
    )
    page = ReportPage(head, shown, form, notice)
    return pages.render(request, "report.html", page, status=status or (422 if failed else 200))
