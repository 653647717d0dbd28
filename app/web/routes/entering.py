"""Asking for the token that the pages for adding articles are opened with."""

import re
import time
from dataclasses import dataclass
from typing import cast

from fastapi import Depends, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web import posted
from app.web.adding import allowed, proofs
from app.web.adding.allowed import COOKIE, PATH, Sender
from app.web.brake import Brake
from app.web.pages import Head, Link, Pages
from app.web.posted import Form
from app.web.rooms import Room
from app.web.sessions import Chosen, secure

NOTICE = Link("Add articles", PATH)
_BACK = re.compile(r"/add(/[0-9a-z]{8})?")

router = Room(prefix=PATH, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class TokenPage:
    """The token is asked for."""

    head: Head
    back: str
    """Where to go on to."""
    error: str


# Depends comes before the body is read: what comes from another site is refused unread.
@router.post("/token", dependencies=[Depends(posted.same_site)])
def enter(request: Request, chosen: Chosen, form: Form) -> Response:
    """Take the token, and let whoever knows it in for some hours."""
    back = form.get("back", "")
    back = back if _BACK.fullmatch(back) else PATH
    client = posted.client(request)
    brake, now = cast(Brake, request.app.state.brake), time.monotonic()
    if wait := brake.waits(client, now):
        answer = _page(request, back, 429, f"Too many wrong tokens. Try again in {wait} seconds.")
        answer.headers["Retry-After"] = str(wait)
        return answer
    if not proofs.knows(form.get("token", "").strip(), chosen.add_token.get_secret_value()):
        brake.wrong(client, now)
        return _page(request, back, 403, "This is not the token.")
    answer = RedirectResponse(back, 303)
    answer.set_cookie(
        COOKIE,
        allowed.proofs(request).made(),
        max_age=proofs.LASTS,
        path=PATH,
        secure=secure(request),
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post("/leave")
def leave(request: Request, proof: Sender, form: Form) -> Response:
    """Forget that the token was known."""
    if not allowed.proofs(request).is_form(form.get("form", ""), proof):
        raise HTTPException(403, allowed.STALE)
    answer = RedirectResponse(PATH, 303)
    answer.delete_cookie(COOKIE, path=PATH, secure=secure(request), httponly=True, samesite="strict")
    return answer


def asked(request: Request, _error: Exception) -> Response:
    """The form that asks for the token, in place of what nobody may see or send without it."""
    path = request.url.path
    answer = _page(request, path if _BACK.fullmatch(path) else PATH, 200 if request.method == "GET" else 403)
    if request.headers.get("HX-Request") == "true":
        answer.headers["HX-Refresh"] = "true"  # a part of the page was asked for, and has no place for this
    return answer


def _page(request: Request, back: str, status: int, error: str = "") -> Response:
    title = "Error: add articles" if error else "Add articles"
    head = Head(title, "The token opens the page for adding articles.", PATH, searchbox=False, index=False)
    pages = cast(Pages, request.app.state.pages)
    return pages.render(request, "token.html", TokenPage(head, back, error), status=status)
