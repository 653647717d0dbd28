"""How a reader wants pages shown: light or dark, how large, with or without keys. Kept in one cookie only."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request

COOKIE = "display"
THEMES = ("light", "dark")
SIZES = ("large", "larger")
_NO_KEYS = "nokeys"
_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""A path on this site and nothing else: browsers take `//` and `/\\` for the start of another host."""


@dataclass(frozen=True, slots=True)
class Display:
    """A reader's choices; "" leaves the choice to the browser."""

    theme: str = ""
    size: str = ""
    keys: bool = True

    @property
    def schemes(self) -> str:
        """What the page may be drawn in, as CSS and HTML call it."""
        return self.theme or "light dark"

    @property
    def cookie(self) -> str:
        """The choices as a cookie's value; "" where none was made."""
        return ".".join(filter(None, (self.theme, self.size, "" if self.keys else _NO_KEYS)))


def chosen(words: set[str]) -> Display:
    """The choices that `words` name; words that name none are passed over."""
    return Display(
        next((theme for theme in THEMES if theme in words), ""),
        next((size for size in SIZES if size in words), ""),
        _NO_KEYS not in words,
    )


def of(request: Request) -> Display:
    """What the cookie of `request` says."""
    return chosen(set(request.cookies.get(COOKIE, "").split(".")))


def on_this_site(path: str) -> str:
    """`path` where it leads to a page of this site, else "": nobody is sent elsewhere from here."""
    return path if _PATH.fullmatch(path) else ""


def came_from(request: Request) -> str:
    """The page of this site that a reader followed a link from, else ""."""
    try:
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # whoever asks may send anything
        return ""
    if referer.netloc != request.url.netloc:
        return ""
    return on_this_site(referer.path + (f"?{referer.query}" if referer.query else ""))
