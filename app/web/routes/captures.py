"""The captures of an article: all of them, and one with what changed since the one before."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.store.queries import captures as query
from app.store.queries.views import CapturesView
from app.web import captures, links, records, wording
from app.web.captures import CaptureLine, Fate, Paragraph
from app.web.pages import Head, Link
from app.web.rooms import Room
from app.web.sessions import Db, Templates
from app.web.wording import Day

router = Room(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CapturesPage:
    """All captures of an article."""

    head: Head
    article: Link
    checked: Day
    published: Day
    lines: tuple[CaptureLine, ...]


@dataclass(frozen=True, slots=True)
class CapturePage:
    """One capture."""

    head: Head
    heading: str
    article: Link
    all: Link
    captured: Day
    before: Day | None
    published: Day
    changed: str
    fates: tuple[Fate, ...]
    paragraphs: tuple[Paragraph, ...]
    lang: str
    translated: bool
    earlier: Link | None
    later: Link | None


@router.get("/a/{ident}/captures")
def capture_list(request: Request, db: Db, pages: Templates, ident: str) -> Response:
    """Every capture of an article, with what changed at it."""
    view = query.captures(db, ident)
    path = links.captures(view.article)
    label = wording.clipped(view.article.label, 90)
    page = CapturesPage(
        head=Head(
            f"Captures: {label}",
            wording.clipped(f"When the text of {view.article.label} was captured, and what changed.", 260),
            path,
            section="Articles",
        ),
        article=Link(label, links.article(view.article)),
        checked=wording.day(view.checked),
        published=wording.day(view.article.published),
        lines=captures.lines(view),
    )
    return records.moved(request, path) or pages.render(request, "captures.html", page)


@router.get("/a/{ident}/captures/{number:number}")
def capture(request: Request, db: Db, pages: Templates, ident: str, number: int) -> Response:
    """The text of one capture, and the words it has and has not in common with the one before."""
    view = query.captures(db, ident)
    if not 1 <= number <= len(view.captures):
        raise NotFound(f"The article {view.article.ident} has no capture {number}.")
    page = _page(view, number)
    return records.moved(request, page.head.path) or pages.render(request, "capture.html", page)


def _page(view: CapturesView, number: int) -> CapturePage:
    this = view.captures[number - 1]
    before = view.captures[number - 2] if number > 1 else None
    label, captured = wording.clipped(view.article.label, 90), wording.day(this.captured)
    heading = f"Capture {number} of {len(view.captures)}"

    def beside(other: int, words: str) -> Link | None:
        return Link(words, links.capture(view.article, other)) if 1 <= other <= len(view.captures) else None

    return CapturePage(
        head=Head(
            f"{heading}: {label}",
            wording.clipped(f"{view.article.label}, as captured on {captured.words}.", 260),
            links.capture(view.article, number),
            section="Articles",
            index=False,
        ),
        heading=heading,
        article=Link(label, links.article(view.article)),
        all=Link("All captures", links.captures(view.article)),
        captured=captured,
        before=wording.day(before.captured) if before else None,
        published=wording.day(view.article.published),
        changed=captures.changed(before, this) if before else "",
        fates=captures.fates(view, number),
        paragraphs=captures.paragraphs(before, this),
        lang=view.article.language or "",
        translated=view.article.translated_from is not None,
        earlier=beside(number - 1, "Earlier capture"),
        later=beside(number + 1, "Later capture"),
    )
