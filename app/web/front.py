"""The front page: what is newest, what is in here, and where to begin."""

from dataclasses import dataclass

from app.store.queries.views import Coverage, Fresh
from app.web import lines, wording
from app.web.lines import ArticleLine, StatementLine
from app.web.pages import Head, Link


@dataclass(frozen=True, slots=True)
class Way:
    """Somewhere to begin, and what one finds there."""

    link: Link
    finds: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article with the first of what people say in it."""

    article: ArticleLine
    statements: tuple[StatementLine, ...]
    more: str
    """A link to the rest, "" where there is no rest."""


@dataclass(frozen=True, slots=True)
class Home:
    """The front page."""

    head: Head
    ways: tuple[Way, ...]
    newest: tuple[Sheet, ...]
    coverage: tuple[Link, ...]
    dates: tuple[str, ...]


WAYS = (
    Way(Link("Check a quote", "/check"), "Paste words: are they in here, exactly so, and from whom?"),
    Way(Link("Speakers", "/speakers"), "What one person or body said, in every article."),
    Way(Link("Countries", "/countries"), "What is claimed about each, and who speaks about where."),
    Way(Link("Claims", "/claims"), "What can turn out true or false, with its own wording."),
)


def home(fresh: tuple[Fresh, ...], held: Coverage, threshold: float) -> Home:
    """The front page of an archive that holds `held`."""
    head = Head(
        "Cuttings: who said this, exactly, and where?",
        "Quotes and claims from news articles, each linked to the paragraph it was printed in.",
        "/",
        searchbox=False,
    )
    return Home(head, WAYS, tuple(_sheet(each, threshold) for each in fresh), _held(held), _dates(held))


def _sheet(fresh: Fresh, threshold: float) -> Sheet:
    said = tuple(lines.statement_line(row, threshold) for row in fresh.statements)
    more = f"All {wording.count(fresh.row.statements, 'statement')} in it"
    return Sheet(lines.article_line(fresh.row), said, more if fresh.row.statements > len(said) else "")


def _held(held: Coverage) -> tuple[Link, ...]:
    outlets = (Link(wording.count(held.outlets, "outlet"), "/outlets"),) if held.outlets else ()
    return (
        Link(wording.count(held.statements, "statement"), "/quotes"),
        Link(wording.count(held.claims, "claim"), "/claims"),
        Link(wording.count(held.speakers, "speaker"), "/speakers"),
        Link(wording.count(held.articles, "article"), "/articles"),
        *outlets,
    )


def _dates(held: Coverage) -> tuple[str, ...]:
    if not held.articles:
        return ()
    first, last = wording.day(held.first_published), wording.day(held.last_published)
    span = first.words if first == last else f"{first.words} to {last.words}"
    return (
        f"Published {span}" if first.machine else "Publication dates not stated",
        f"Last captured {wording.day(held.last_captured).words}",
    )
