"""One address, whole page or block: the only place that renders."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import FileSystemLoader
from jinja2_fragments import render_block
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.web import display
from app.web.assets import Assets
from app.web.display import Display
from app.web.prepared import Templates

VARY = "HX-Request, HX-History-Restore-Request, HX-Target, Cookie"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Format:
    """The same as a page in another form."""

    label: str
    media_type: str
    href: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of 1200 by 630 for previews of a page elsewhere."""

    href: str
    alt: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself; `path` is its canonical address on this site."""

    title: str
    description: str
    path: str
    section: str = ""
    """The item of the navigation that it belongs to."""
    kind: str = "website"
    """Open Graph type."""
    json: str | None = None
    """Address of the same as JSON."""
    searchbox: bool = True
    """Whether the masthead offers a search box; pages with one of their own do without."""
    index: bool = True
    formats: tuple[Format, ...] = ()
    """The same in other forms still."""
    shared: str = ""
    """The address that a preview of the page stands for, where that is not `path`."""
    card: Picture | None = None
    """None is the one that says only what this site is."""
    oembed: tuple[tuple[str, str], ...] = ()
    """Media types and whole addresses of what to put into another page."""
    jsonld: Markup | None = None
    """What the page is about, for machines; safe inside a script element."""


NAVIGATION = tuple(
    Link(words, f"/{words.lower()}")
    for words in ("Quotes", "Claims", "Speakers", "Articles", "Countries", "Check")
)
NOTICES = (
    Link("How it works", "/methods"),
    Link("Coverage", "/coverage"),
    Link("Corrections", "/corrections"),
    Link("Data", "/data"),
    Link("Display and keys", "/display"),
)
"""What the foot of every page leads to."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every template knows beside its page."""

    canonical: str
    shared: str
    """What Open Graph takes the page for: some words of a statement have a preview of their own."""
    origin: str
    display: Display
    card: Picture
    notices: tuple[Link, ...]
    navigation: tuple[Link, ...] = field(default=NAVIGATION)


@dataclass(frozen=True, slots=True)
class Pages:
    """The templates, and the address that permalinks begin with where one is set."""

    environment: Templates
    base_url: str
    card: Picture
    """For pages without one of their own."""
    notices: tuple[Link, ...]

    def origin(self, request: Request) -> str:
        """What stands before a path to make a permalink."""
        return (self.base_url or str(request.base_url)).rstrip("/")

    def compile(self, parts: Iterable[str] = ()) -> None:
        """Compile every page's template, so that nobody waits for it: a tenth of a second each.

        Of their parts those alone are compiled by themselves of which only the page knows that it has them.
        """
        whole = self.environment.list_templates(filter_func=lambda name: not name.startswith("parts/"))
        for name in (*whole, *parts):
            self.environment.get_template(name)

    def render(self, request: Request, template: str, page: object, *, status: int = 200) -> Response:
        """The page, or only the block that htmx asked to replace."""
        head: Head = page.head  # type: ignore[attr-defined]
        origin = self.origin(request)
        shared = origin + (head.shared or head.path)
        card = head.card or self.card
        site = Site(origin + head.path, shared, origin, display.of(request), card, self.notices)
        values = {"page": page, "site": site}
        block = wanted_block(request)
        loaded = self.environment.get_template(template)
        if block in loaded.blocks:
            body = render_block(self.environment, template, block, values)
        else:
            body = loaded.render(values)
        return HTMLResponse(body, status, {"Vary": VARY, "Cache-Control": "no-cache"})


def wanted_block(request: Request) -> str:
    """The id of the element that htmx is about to replace; "" asks for the whole page."""
    asks = request.headers.get("HX-Request") == "true"
    restores = request.headers.get("HX-History-Restore-Request") == "true"
    return request.headers.get("HX-Target", "") if asks and not restores else ""


def load(
    templates: Path, assets: Assets, base_url: str, card: Picture, notices: tuple[Link, ...] = NOTICES
) -> Pages:
    """The templates of a folder."""
    environment = Templates(FileSystemLoader(templates))
    environment.globals["asset"] = assets.href
    return Pages(environment, base_url, card, notices)
