"""Who may send something to the pages for adding: same site, and with a proof of having known the token."""

from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException
from starlette.requests import Request

from app.settings import Settings
from app.web.adding.proofs import Proofs

PATH = "/add"
COOKIE = "adding"
FOREIGN = "This was sent from another site, or by something that does not say where it was sent from."
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


def same_site(request: Request) -> None:
    """Raise HTTPException where a form was not sent from a page of this site.

    Browsers say so in Sec-Fetch-Site; over plain HTTP only in Origin.
    """
    told = request.headers.get("Sec-Fetch-Site")
    if told is not None:
        if told != "same-origin":
            raise HTTPException(403, FOREIGN)
        return
    settings = cast(Settings, request.app.state.settings)
    ours = {request.headers.get("Host", ""), urlsplit(settings.base_url).netloc} - {""}
    try:
        origin = urlsplit(request.headers.get("Origin", "")).netloc
    except ValueError:  # whoever asks may send anything
        origin = ""
    if origin not in ours:
        raise HTTPException(403, FOREIGN)


def sender(request: Request, _same_site: Annotated[None, Depends(same_site)]) -> str:
    """The proof that comes with a form from this site: looked at before any of the form is read."""
    return proof(request)


Proof = Annotated[str, Depends(proof)]
Sender = Annotated[str, Depends(sender)]
