"""Who may read the measures: whoever knows the token, or, where none is set, this very machine."""

import hmac
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

from app.settings import Settings

_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via")
"""Headers of a request that came through a proxy: of that, the address tells nothing."""


def knows(request: Request, settings: Settings) -> bool:
    """Whether a request carries the token."""
    kind, _, sent = request.headers.get("Authorization", "").partition(" ")
    token = settings.metrics_token.get_secret_value()
    # Compared whatever was sent, in a time that tells nothing of where the two differ.
    return hmac.compare_digest(sent.encode("utf-8", "replace"), token.encode()) and kind.lower() == "bearer"


def is_here(request: Request, settings: Settings) -> bool:
    """Whether a request was made on this machine, to a server that is for this machine only.

    Behind a proxy on the same machine all requests come from it: a server that has a public address takes
    none for its own.
    """
    ours = [
        request.client.host if request.client else "",
        urlsplit(f"//{request.headers.get('Host', '')}").hostname or "",
        *([urlsplit(settings.base_url).hostname or ""] if settings.base_url else ()),
    ]
    return all(map(_is_loopback, ours)) and not any(name in request.headers for name in _PASSED_ON)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
