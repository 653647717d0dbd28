"""The front page, the search over everything, and how it is made."""

from dataclasses import dataclass, replace

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app.settings import Settings
from app.store.queries import coverage, vocabulary
from app.store.queries import front as newest
from app.store.queries.filters import Filter
from app.store.search import tokens
from app.web import front, hints, links, lists, wording
from app.web.hints import Hints
from app.web.lines import SpeakerLine
from app.web.listing import Listing
from app.web.pages import Head
from app.web.params import Asked
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates

router = Room(include_in_schema=False)

_ARTICLES, _SAID = 6, 3
_EACH = 5
_KINDS = (
    ("Quotes", lists.STATEMENTS),
    ("Claims", lists.CLAIMS),
    ("Speakers", lists.SPEAKERS),
    ("Articles", lists.ARTICLES),
)


@dataclass(frozen=True, slots=True)
class Group:
    """What a search found of one sort."""

    title: str
    listing: Listing
    more: str


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found of every sort."""

    head: Head
    q: str
    groups: tuple[Group, ...]
    status: str
    found: bool
    hints: Hints


@dataclass(frozen=True, slots=True)
class Methods:
    """How extraction works."""

    head: Head
    threshold: str


@router.get("/")
def home(request: Request, db: Db, pages: Templates, chosen: Chosen) -> Response:
    """Search box, newest statements, coverage."""
    fresh = newest.newest(db, _ARTICLES, _SAID)
    held = coverage.coverage(db)
    return pages.render(request, "home.html", front.home(fresh, held, chosen.display_threshold))


@router.get("/search")
def search(request: Request, db: Db, pages: Templates, chosen: Chosen, asked: Asked) -> Response:
    """The first few statements, claims, speakers and articles that hold the words."""
    q = asked.filter().q
    groups = tuple(_groups(db, chosen, asked, q)) if q else ()
    found = any(group.listing.lines for group in groups)
    wanted = vocabulary.widened(db, Filter(q=q, match=asked.match))
    path = links.listing("/search", wanted)
    title = f"Search: {wording.clipped(q, 60)}" if q else "Search"
    head = Head(
        title, "Search statements, claims, speakers and articles.", path, searchbox=False, index=False
    )
    status = "; ".join(group.listing.count for group in groups)
    return pages.render(
        request, "search.html", Search(head, q, groups, status, found, _hints(db, wanted, groups))
    )


@router.get("/methods")
def methods(request: Request, pages: Templates, chosen: Chosen) -> Response:
    """How extraction works, in plain words, and what it cannot do."""
    head = Head(
        "How it works",
        "How statements and claims are found in articles, how sure that is, and what it cannot do.",
        "/methods",
        section="Methods",
    )
    return pages.render(
        request, "methods.html", Methods(head, wording.confidence(chosen.display_threshold).lower())
    )


def _groups(db: Db, chosen: Settings, asked: Asked, q: str) -> list[Group]:
    few = chosen.model_copy(update={"page_size": _EACH})
    only = asked.model_copy(update={"sort": "relevance", "group": ""})
    made = []
    for title, kind in _KINDS:
        narrow = only.model_copy(update={"after": "", "before": ""})
        bare = replace(kind, facets=lambda _db, _wanted: (), timeline=None)
        listing = lists.listing(db, bare, narrow, few, hinted=False)
        wanted = replace(narrow.filter(), q=q, sort="newest")
        made.append(Group(title, listing, links.listing(kind.path, wanted)))
    return sorted(made, key=lambda group: not _named(group, q))


def _named(group: Group, q: str) -> bool:
    """Whether the words are those of the first speaker's name: then it is meant, and comes first."""
    words = set(tokens(q))
    first = next(iter(group.listing.lines), None)
    return isinstance(first, SpeakerLine) and bool(words) and words <= set(tokens(first.name))


def _hints(db: Session, wanted: Filter, groups: tuple[Group, ...]) -> Hints:
    def count(other: Filter) -> int:
        near = vocabulary.widened(db, other)
        return sum(kind.rows(db, near, limit=1).total for _, kind in _KINDS)

    shown = sum(len(group.listing.lines) for group in groups)
    found = hints.of(db, hints.Search("/search", "result", wanted, shown, count))
    return replace(found, related=hints.beside(db, "/quotes", wanted, wanted))
