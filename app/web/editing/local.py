"""Where to go on to after logging in: only to a page of this site."""

import re

FIRST = "/review"
_LOCAL = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]{0,2000}")
_NOT_THERE = re.compile(r"/(?:login|logout)(?![^/?#])", re.IGNORECASE)


def local(path: str) -> str:
    """The path where it is one of this site, else the first page of the editors' side."""
    # Two slashes, or a backslash that a browser takes for one, would begin the name of another host.
    fits = _LOCAL.fullmatch(path) and not _NOT_THERE.match(path)
    return path if fits else FIRST
