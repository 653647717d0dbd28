"""The one cookie of somebody who is logged in: which it is, and how it is set."""

import hashlib
import hmac

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from app.store import logins
from app.web.sessions import secure

_NAME = "editing"


def secret(request: Request) -> str:
    """What the browser keeps of a session; "" where there is none."""
    return request.cookies.get(_name(request), "")


def comes_with(headers: Headers) -> bool:
    """Whether a request may be of somebody who is logged in."""
    return f"{_NAME}=" in headers.get("Cookie", "")


def give(request: Request, answer: Response, secret: str) -> None:
    """Have the browser keep the secret of a session."""
    answer.set_cookie(
        _name(request),
        secret,
        max_age=int(logins.LONGEST.total_seconds()),
        path="/",
        secure=secure(request),
        httponly=True,
        # Not "strict": a link in a mail to something that waits would ask for the password again. What is
        # sent from elsewhere is refused whatever cookie comes with it.
        samesite="lax",
    )


def take(request: Request, answer: Response) -> None:
    """Have the browser forget it."""
    answer.delete_cookie(_name(request), path="/", secure=secure(request), httponly=True, samesite="lax")


def csrf(secret: str) -> str:
    """What each form carries that was made for this session: nobody can tell it who has not the secret."""
    return hmac.new(secret.encode("utf-8", "replace"), b"cuttings: a form", hashlib.sha256).hexdigest()


def is_csrf(sent: str, expected: str) -> bool:
    """Whether a form carried it, in a time that tells nothing of where the two differ."""
    return hmac.compare_digest(sent.encode("utf-8", "replace"), expected.encode())


def _name(request: Request) -> str:
    # With this beginning a browser takes it only from this very host, and only over a safe connection.
    return f"__Host-{_NAME}" if secure(request) else _NAME
