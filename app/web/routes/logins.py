"""Logging in and out."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from fastapi import Depends
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.store import acts, logins
from app.web import errors, links, posted
from app.web.brake import Brake
from app.web.editing import cookies, trying
from app.web.editing.allowed import Known, Reader, sent
from app.web.editing.local import local
from app.web.pages import Head, Pages
from app.web.posted import Form
from app.web.rooms import Room
from app.web.sessions import Templates

PATH = "/login"
_WRONG = (
    "This name and this password do not open anything. After several wrong passwords an account waits for "
    "some minutes, and takes none in that time."
)

router = Room(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class LoginPage:
    """Name and password are asked for."""

    head: Head
    next: str
    """Where to go on to."""
    name: str
    error: str


@router.get(PATH)
def login(request: Request, pages: Templates, known: Known) -> Response:
    """The form, or what it leads to for somebody who is logged in."""
    onward = local(request.query_params.get("next", ""))
    if known is not None:
        return RedirectResponse(onward, 303)
    return _page(request, pages, 200, onward)


# Depends comes before the body is read: what comes from another site is refused unread.
@router.post(PATH, dependencies=[Depends(posted.same_site)])
def enter(request: Request, pages: Templates, form: Form) -> Response:
    """Let in whoever knows the password of a name."""
    onward, name = local(form.get("next", "")), form.get("name", "")[:200]
    client = posted.client(request)
    brake, tick = cast(Brake, request.app.state.logins_brake), time.monotonic()
    if wait := brake.waits(client, tick):
        told = f"Too many wrong tries. Try again in {wait} seconds."
        answer = _page(request, pages, 429, onward, name, told)
        answer.headers["Retry-After"] = str(wait)
        return answer
    editor = trying.attempted(request, name, form.get("password", ""))
    if editor is None:
        brake.wrong(client, tick)
        return _page(request, pages, 403, onward, name, _WRONG)
    now = datetime.now(UTC)
    with Session(request.app.state.writer) as db, db.begin():
        # Whatever the browser brought along is over, and never taken for the new one.
        logins.end(db, cookies.secret(request))
        secret = logins.begin(db, editor, now)
        acts.record(db, now, editor, "logged in")
    answer = RedirectResponse(onward, 303)
    cookies.give(request, answer, secret)
    return answer


@router.post("/logout", dependencies=[Depends(sent)])
def leave(request: Request, editing: Reader) -> Response:
    """End the session, here and in the browser."""
    with Session(request.app.state.writer) as db, db.begin():
        logins.end(db, cookies.secret(request))
        acts.record(db, datetime.now(UTC), editing.id, "logged out")
    answer = RedirectResponse(PATH, 303)
    cookies.take(request, answer)
    return answer


def asked(request: Request, error: Exception) -> Response:
    """To the form for logging in and back again; what was sent by nobody is refused instead."""
    if request.method != "GET":
        return errors.http(request, error)
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    address = f"{PATH}?{links.query([('next', back)])}"
    if request.headers.get("HX-Request") == "true":
        # A part of a page was asked for, and has no place for this.
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def _page(
    request: Request, pages: Pages, status: int, onward: str, name: str = "", error: str = ""
) -> Response:
    head = Head(
        "Error: log in" if error else "Log in",
        "For the editors of this archive.",
        PATH,
        searchbox=False,
        index=False,
    )
    return pages.render(request, "login.html", LoginPage(head, onward, name, error), status=status)
