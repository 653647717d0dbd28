"""Who may see a page of the editors' side, and send something to it.

A route of theirs has a parameter of the type `Reader`, `Editor` or `Admin`; one that changes anything also
has ``dependencies=[Depends(sent)]``, and its form the field ``csrf`` (see ``parts/_csrf.html``).
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, HTTPException
from sqlmodel import Session
from starlette.requests import Request

from app.errors import Refused, StoreUnusable
from app.store import logins
from app.store.editors import ROLES
from app.web import posted
from app.web.editing import cookies
from app.web.posted import Form
from app.web.sessions import Db

PATHS = ("/login", "/logout", "/review")
"""All that editors see lies here or below, and none of it is kept anywhere."""
STALE = "This form is out of date: go back, load its page again, and send it from there."
_OVER = "You are not logged in any more. Log in in another tab, then load this form again."


@dataclass(frozen=True, slots=True)
class Editing:
    """Somebody who is logged in."""

    id: int
    name: str
    role: str
    """One of `editors.ROLES`."""
    csrf: str
    """What each of their forms carries."""

    def may(self, role: str) -> bool:
        """Whether they have this role, or one that may do more."""
        return ROLES.index(self.role) >= ROLES.index(role)


class LoginAsked(HTTPException):
    """Nobody is logged in."""

    def __init__(self) -> None:
        super().__init__(403, _OVER)


def known(request: Request, db: Db) -> Editing | None:
    """Who is logged in; None where nobody is."""
    secret = cookies.secret(request)
    now = datetime.now(UTC)
    found = logins.find(db, secret, now) if secret else None
    if found is None:
        return None
    if found.late:
        # Another time will do, where an article is being saved for long or nothing can be written at all.
        with suppress(Refused, StoreUnusable), Session(request.app.state.writer) as written, written.begin():
            logins.see(written, secret, now)
    return Editing(found.editor, found.name, found.role, cookies.csrf(secret))


Known = Annotated[Editing | None, Depends(known)]


def logged_in(editing: Known) -> Editing:
    """Who is logged in. Raises LoginAsked where nobody is."""
    if editing is None:
        raise LoginAsked
    return editing


def _at_least(role: str) -> Callable[..., Editing]:
    def allowed(editing: Annotated[Editing, Depends(logged_in)]) -> Editing:
        if not editing.may(role):
            raise HTTPException(403, f"This needs the role “{role}”, and your account has “{editing.role}”.")
        return editing

    return allowed


Reader = Annotated[Editing, Depends(logged_in)]
Editor = Annotated[Editing, Depends(_at_least("editor"))]
Admin = Annotated[Editing, Depends(_at_least("admin"))]


def sent(_same_site: Annotated[None, Depends(posted.same_site)], editing: Reader, form: Form) -> None:
    """Raise HTTPException unless a form was sent from this site, and made for who is logged in.

    What comes from elsewhere, or from nobody, is refused unread.
    """
    if not cookies.is_csrf(form.get("csrf", ""), editing.csrf):
        raise HTTPException(403, STALE)
