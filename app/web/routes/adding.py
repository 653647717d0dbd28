"""The page for adding articles: three ways to do it, and what became of what was added.

There is none unless a token is set. Nothing here reads an article: a job takes what is queued.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import HTTPException
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.errors import Refused
from app.reading import formats
from app.store import attendance, submissions
from app.store.queries import submissions as queries
from app.web import wording
from app.web.adding import allowed, bodies, fields, sent
from app.web.adding.allowed import PATH, Proof, Sender
from app.web.adding.fields import Field, Problem
from app.web.adding.lines import AddedLine, line
from app.web.adding.sent import Sent
from app.web.pages import Head, Pages, wanted_block
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates, settings

_RECENT = 20

router = Room(prefix=PATH, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class AddPage:
    """Three forms, and what was added lately."""

    head: Head
    form: str
    """What each form carries to show that it was made here."""
    problems: tuple[Problem, ...]
    text: tuple[Field, ...]
    facts: tuple[Field, ...]
    stated: bool
    """Whether any fact has something in it, or wrong with it: they are folded otherwise."""
    addresses: tuple[Field, ...]
    files: tuple[Field, ...]
    accept: str
    """Ends of file names, as a field for files takes them."""
    recent: tuple[AddedLine, ...]
    lasts: bool
    """Whether any of these is still to be read."""
    attended: bool
    """Whether a job is there to read them."""
    seen: str


@dataclass(frozen=True, slots=True)
class AddedPage:
    """What became of one text, address or file."""

    head: Head
    form: str
    added: AddedLine
    attended: bool


@router.get("")
def add(request: Request, db: Db, pages: Templates, proof: Proof, seen: str = "") -> Response:
    """The forms, and what was added lately."""
    page = _page(request, db, proof, Sent())
    if wanted_block(request) == "recent" and seen == page.seen:
        return Response(status_code=204)
    return pages.render(request, "add.html", page)


@router.post("")
async def send(request: Request, db: Db, chosen: Chosen, pages: Templates, proof: Sender) -> Response:
    """Queue what was sent, or show the form again with what is wrong with it."""
    async with bodies.form(request, chosen.upload_limit, chosen.article_limit) as form:
        if not allowed.proofs(request).is_form(str(form.get("form", "")), proof):
            raise HTTPException(403, allowed.STALE)
        match form.get("way"):
            case "files":
                found = await sent.uploaded(form)
            case "addresses":
                found = sent.addresses(form)
            case _:
                found = sent.pasted(form)
    return await run_in_threadpool(_answered, request, db, pages, proof, found)


@router.get("/{ident}")
def added(request: Request, ident: str, db: Db, pages: Templates, proof: Proof, seen: str = "") -> Response:
    """What became of one text, address or file."""
    told = line(queries.submission(db, ident))
    if wanted_block(request) == "progress" and seen == told.seen:
        return Response(status_code=204)
    title = wording.clipped(told.name, 80)
    head = Head(title, f"{told.kind}: {told.words}.", told.href, searchbox=False, index=False)
    page = AddedPage(head, allowed.proofs(request).form(proof), told, _attended(request))
    return pages.render(request, "added.html", page)


def _answered(request: Request, db: Session, pages: Pages, proof: str, found: Sent) -> Response:
    if found.problems:
        return pages.render(request, "add.html", _page(request, db, proof, found), status=422)
    try:
        with Session(request.app.state.writer) as written, written.begin():
            idents = submissions.queue(written, found.added, datetime.now(UTC))
    except Refused as error:
        raise HTTPException(503, str(error), {"Retry-After": "10"}) from error
    return RedirectResponse(f"{PATH}/{idents[0]}" if len(idents) == 1 else f"{PATH}#recent", 303)


def _page(request: Request, db: Db, proof: str, given: Sent) -> AddPage:
    limit = wording.size(settings(request).upload_limit)
    recent = tuple(line(view) for view in queries.recent(db, _RECENT))
    title = "Error: add articles" if given.problems else "Add articles"
    return AddPage(
        head=Head(title, "Paste a text, give addresses or upload files.", PATH, searchbox=False, index=False),
        form=allowed.proofs(request).form(proof),
        problems=fields.problems(given),
        text=fields.fields(given, "text"),
        facts=fields.fields(given, *sent.FACTS),
        stated=any(given.typed.get(name) or name in given.problems for name in sent.FACTS),
        addresses=fields.fields(given, "addresses"),
        files=fields.fields(given, "files", hint=f"{formats.KNOWN}. At most {limit} together."),
        accept=",".join(formats.FORMATS),
        recent=recent,
        lasts=any(one.lasts for one in recent),
        attended=_attended(request),
        seen="-".join(f"{one.ident}.{one.seen}" for one in recent if one.lasts),
    )


def _attended(request: Request) -> bool:
    return attendance.attended(settings(request).database)
