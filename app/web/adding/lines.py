"""Submissions and what became of them, in the words that readers see."""

from dataclasses import dataclass

from app.store.queries.views import Became, SubmissionView
from app.web import links, wording
from app.web.pages import Link

LASTING = ("queued", "running")
"""States that another follows."""
_KINDS = {"text": "Pasted text", "url": "Address", "file": "File"}
_OUTCOMES = {
    "new": "New",
    "changed": "Read before, and changed since",
    "unchanged": "Read before, and unchanged",
    "failed": "Not read",
}


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """What became of one article."""

    article: Link | None
    place: str
    outcome: str
    """In words."""
    held: str
    """How much was found in it."""
    failed: bool
    error: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddedLine:
    """One text, address or file that was added."""

    ident: str
    href: str
    kind: str
    name: str
    received: str
    machine: str
    """When it was received, for machines."""
    state: str
    """As it is stored."""
    words: str
    """The same for people."""
    lasts: bool
    articles: tuple[ArticleLine, ...]
    seen: str
    """Changes with everything that is shown."""


def line(view: SubmissionView) -> AddedLine:
    """One of them as a line."""
    return AddedLine(
        ident=view.ident,
        href=f"/add/{view.ident}",
        kind=_KINDS[view.kind],
        name=view.name,
        received=f"{wording.day(view.received).words}, {view.received:%H:%M} UTC",
        machine=view.received.isoformat(timespec="seconds"),
        state=view.state,
        words=_state(view),
        lasts=view.state in LASTING,
        articles=tuple(_article(each) for each in view.became),
        seen=f"{view.state}.{view.ahead}.{sum(each.number for each in view.became)}",
    )


def _state(view: SubmissionView) -> str:
    read = [each for each in view.became if each.outcome != "failed"]
    failed = sum(each.number for each in view.became) - sum(each.number for each in read)
    articles = wording.count(sum(each.number for each in read), "article")
    if view.state == "queued":
        return "Waiting" + (f", {view.ahead:,} before it" if view.ahead else "")
    if view.state == "running":
        return "Being read" + (f": {articles} so far" if view.became else "")
    if view.state == "failed":
        return "Not read"
    held = wording.count(sum(each.statements for each in read), "statement")
    return f"Read: {articles}, {held}" + (f"; {failed:,} failed" if failed else "")


def _article(became: Became) -> ArticleLine:
    failed = became.outcome == "failed"
    words = wording.clipped(became.title or became.place, 120)
    several = f"{wording.count(became.number, 'further article')}: {_OUTCOMES[became.outcome].lower()}"
    return ArticleLine(
        article=Link(words, links.record("a", became.article, words)) if became.article else None,
        place=became.place,
        outcome=_OUTCOMES[became.outcome] if became.number == 1 else several,
        held=""
        if failed
        else f"{wording.count(became.statements, 'statement')}, {wording.count(became.claims, 'claim')}",
        failed=failed,
        error=became.error or "",
        notes=became.notes,
    )
