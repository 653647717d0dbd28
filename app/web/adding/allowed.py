"""Who may send something to the pages for adding: same site, and with a proof of having known the token."""

from typing import Annotated, cast

from fastapi import Depends, HTTPException
from starlette.requests import Request

from app.web import posted
from app.web.adding.proofs import Proofs

PATH = "/add"
COOKIE = "adding"
STALE = "This form is out of date: open the page for adding articles again."


class TokenAsked(HTTPException):
    """Nobody who asked this way has shown that they know the token."""

    def __init__(self) -> None:
        super().__init__(403, "The token is needed for this.")


def proofs(request: Request) -> Proofs:
    """Those that this app makes."""
    return cast(Proofs, request.app.state.proofs)


def proof(request: Request) -> str:
    """The proof that comes with a request. Raises TokenAsked where there is none that holds."""
    sent = request.cookies.get(COOKIE, "")
    if not proofs(request).holds(sent):
        raise TokenAsked
    return sent


def sender(request: Request, _same_site: Annotated[None, Depends(posted.same_site)]) -> str:
    """The proof that comes with a form from this site: looked at before any of the form is read."""
    return proof(request)


Proof = Annotated[str, Depends(proof)]
Sender = Annotated[str, Depends(sender)]
