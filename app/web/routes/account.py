"""Somebody's own account: what it may do, and another password for it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Depends
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.errors import BadInput
from app.store import editors, logins
from app.store.passwords import SHORTEST, require_good
from app.web.editing import cookies, trying
from app.web.editing.allowed import Editing, Reader, sent
from app.web.editing.strip import Strip, strip
from app.web.pages import Head, Pages
from app.web.posted import Form
from app.web.rooms import Room
from app.web.sessions import Templates

PATH = "/review/account"
_MAY = {
    "reader": "see what waits for editors",
    "editor": "see what waits for editors, and judge it",
    "admin": "see what waits for editors, judge it, and read the log of all that was done",
}

_NOT_YOURS = "This is not the password of this account, or it was mistyped so often that the account waits."

router = Room(prefix=PATH, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class PasswordField:
    """A field for a password; `id` is its name."""

    id: str
    label: str
    hint: str
    kind: str
    """What a browser is to fill it with."""
    shortest: int


_FIELDS = (
    PasswordField("password", "The one you have now", "", "current-password", 0),
    PasswordField(
        "new", "The new one", f"At least {SHORTEST} characters; a sentence will do.", "new-password", SHORTEST
    ),
    PasswordField("again", "The new one again", "", "new-password", SHORTEST),
)


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account."""

    head: Head
    strip: Strip
    may: str
    """What the role allows, in words."""
    fields: tuple[PasswordField, ...]
    changed: bool
    """Whether the password has just been changed."""
    error: str
    field: str
    """The field that the error is about."""


@router.get("")
def account(request: Request, pages: Templates, editing: Reader) -> Response:
    """What the account may do, and a form for another password."""
    return _page(request, pages, editing, changed="changed" in request.query_params)


@router.post("", dependencies=[Depends(sent)])
def change(request: Request, pages: Templates, editing: Reader, form: Form) -> Response:
    """Take another password: everybody else who was logged in by this account is not any more."""
    new = form.get("new", "")
    try:
        require_good(new, editing.name)
    except BadInput as error:
        return _page(request, pages, editing, error=str(error), field="new")
    if new != form.get("again", ""):
        return _page(request, pages, editing, error="The two new passwords are not the same.", field="again")
    if trying.attempted(request, editing.name, form.get("password", "")) != editing.id:
        return _page(request, pages, editing, error=_NOT_YOURS, field="password")
    kept, now = trying.passwords(request).kept(new), datetime.now(UTC)
    with Session(request.app.state.writer) as db, db.begin():
        editors.set_password(db, editing.name, kept, now, by=editing.id)
        secret = logins.begin(db, editing.id, now)
    answer = RedirectResponse(f"{PATH}?changed", 303)
    cookies.give(request, answer, secret)
    return answer


_NOT_YOURS = (
    "This is not your password now, or it was mistyped so often that the account waits for some minutes."
)


def _page(
    request: Request,
    pages: Pages,
    editing: Editing,
    *,
    changed: bool = False,
    error: str = "",
    field: str = "",
) -> Response:
    title = "Error: your account" if error else "Your account"
    page = AccountPage(
        head=Head(title, "One’s own account.", PATH, searchbox=False, index=False),
        strip=strip(editing),
        may=_MAY[editing.role],
        fields=_FIELDS,
        changed=changed,
        error=error,
        field=field,
    )
    return pages.render(request, "account.html", page, status=422 if error else 200)
