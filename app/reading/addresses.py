"""One spelling for a web address, so that an article has one identity however it was linked."""

import re
from urllib.parse import quote, urlsplit

from app.errors import BadInput

_LONGEST = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Put there by whoever passed the link on; the page is the same without them.
_TRACKING = re.compile(
    r"utm_.*|_?hsenc|_hsmi|mkt_tok|mc_[ce]id|oly_(anon|enc)_id|vero_(id|conv)|_openstat|igshid|igsh|srsltid"
    r"|[gdw]?braid|(fb|g|d|y|ys|ms|tw|tt|li_fat_|irg)clid|li_fat_id|yclid|gclsrc|s_cid|_ga|_gl",
    re.IGNORECASE,
)
_LEGAL = "%/?:@!$&'()*+,;=~[]"
_HOST = re.compile(r"[a-z\d._-]+|[\da-f:.]+")


def canonical(address: str) -> str:
    """The address with a lower-case host and without fragment, default port and tracking parameters.

    Applying it twice changes nothing more. Raises BadInput on what is no http or https address.
    """
    if len(address) > _LONGEST:
        raise BadInput(f"is longer than {_LONGEST} characters")
    if re.search(r"[\s\x00-\x1f\x7f\ud800-\udfff]", address):
        raise BadInput("holds a blank or a control character")
    try:
        parts = urlsplit(address)
        port = parts.port
        # Internationalised names have two spellings; the one that DNS uses is canonical.
        host = (parts.hostname or "").encode("idna").decode("ascii").lower().rstrip(".")
    except ValueError as error:
        raise BadInput(f"is no web address ({error})") from error
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host):
        raise BadInput("is no http or https address")
    if "@" in parts.netloc:
        raise BadInput("carries a user name or password")
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    query = "&".join(_wanted(parts.query))
    path = quote(parts.path or "/", safe=_LEGAL.replace("?", ""))
    return f"{parts.scheme}://{host}{path}" + (f"?{quote(query, safe=_LEGAL)}" if query else "")


def _wanted(query: str) -> list[str]:
    pairs = (pair for pair in query.split("&") if pair)
    return [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
