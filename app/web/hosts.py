"""The names that a server answers to where only its own machine reaches it.

A page elsewhere can have its own name lead to this machine, and read here as if all were its own: an archive
that nobody published. It cannot choose the name that a browser then asks for.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.security import HEADERS

_TOLD = (
    "This server answers only on its own machine, and was asked for by a name that it does not know. "
    "If it stands behind a proxy, set CUTTINGS_BASE_URL to the address that readers use.\n"
)


class Hosts:
    """ASGI middleware that refuses what is asked for by another name than this machine's or `base_url`'s."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self.app = app
        self._own = _name(urlsplit(base_url).netloc)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where it asks for this site."""
        if scope["type"] == "http" and not self._known(_name(Headers(scope=scope).get("Host", ""))):
            await PlainTextResponse(_TOLD, 421, HEADERS)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _known(self, name: str) -> bool:
        # Whoever speaks no HTTP/1.1 names none, and an address cannot be led elsewhere.
        return (
            not name or name in ("localhost", self._own) or name.endswith(".localhost") or _is_address(name)
        )


def is_local(host: str) -> bool:
    """Whether what listens at `host` is reached from its own machine only."""
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _name(netloc: str) -> str:
    """The name in what stands between two slashes, without its port."""
    host, _, port = netloc.rpartition(":")
    name = host if host and port.isdigit() else netloc
    return name.strip("[]").rstrip(".").lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
