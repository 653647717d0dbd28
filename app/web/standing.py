"""What became of a statement or claim at its source, in words: unchanged, edited or gone, and since when."""

from dataclasses import dataclass

from app.link.difference import difference
from app.store.queries.views import ArticleRef, Standing
from app.web import links, wording
from app.web.elsewhere import Run
from app.web.pages import Link
from app.web.wording import Day


@dataclass(frozen=True, slots=True)
class EditedLine:
    """An edit: between which captures, and how the words differ."""

    since: Day
    until: Day
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What a page says of its words' standing in the article."""

    once: bool
    """Whether it was captured once and not looked at since: nothing tells what became of it."""
    gone: Day | None
    first: Day
    checked: Day
    edits: tuple[EditedLine, ...]
    """The newest first."""
    captures: Link | None
    """All captures, where there is more than one."""
    removal: Link | None
    """The capture that does not have the words any more."""


def status(standing: Standing, article: ArticleRef) -> Status:
    """The status of words in an article."""
    gone = wording.day(standing.gone) if standing.gone else None
    several = wording.count(standing.captures, "capture")
    return Status(
        once=standing.captures == 1 and standing.checked.date() == standing.first.date(),
        gone=gone,
        first=wording.day(standing.first),
        checked=wording.day(standing.checked),
        edits=tuple(
            EditedLine(wording.day(each.since), wording.day(each.until), runs(each.before, each.words))
            for each in reversed(standing.edits)
        ),
        captures=Link(several, links.captures(article)) if standing.captures > 1 else None,
        removal=Link("What changed", links.capture(article, standing.capture + 1)) if gone else None,
    )


def runs(before: str, words: str) -> tuple[Run, ...]:
    """How one wording leads to the other, every mark of it."""
    return tuple(Run(part.words, part.kind) for part in difference(before, words, exact=True))
