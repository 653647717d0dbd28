"""The four lists and their totals, as every page that shows one asks for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.errors import Gone, NotFound
from app.settings import Settings
from app.store.queries import (
    articles,
    claims,
    coverage,
    facets,
    groups,
    rows,
    speakers,
    statements,
    timelines,
    vocabulary,
)
from app.store.queries.filters import Filter
from app.store.queries.views import Facet, Group, Page, Timeline
from app.web import choosing, covered, formats, hints, lines, links
from app.web.lines import ArticleLine, ClaimLine, StatementLine
from app.web.listing import Asking, Asks, Found, Listing, build, gathered
from app.web.pages import Format, Head, Pages, wanted_block
from app.web.params import ListQuery
from app.web.timelines import TimelineView, of_list


@dataclass(frozen=True, slots=True)
class Kind:
    """What tells one list from another."""

    path: str
    noun: str
    part: str
    placeholder: str
    rows: Callable[..., Page[Any]]
    line: Callable[[Any, float], object]
    facets: Callable[[Session, Filter], tuple[Facet, ...]]
    offered: tuple[str, ...]
    ids: Callable[[Session, Filter], Sequence[int]]
    """The row ids of the whole list, for `of_ids`."""
    of_ids: Callable[[Session, Filter, Sequence[int]], tuple[Any, ...]]
    timeline: Callable[[Session, Filter], Timeline] | None = None
    """When its rows are from, where they are from any day."""
    groups: Callable[..., Page[Group[Any]]] | None = None
    """The same list gathered by speaker."""
    groupings: tuple[str, ...] = ()
    """By what it can be gathered, as `Filter.group` has it."""


@dataclass(frozen=True, slots=True)
class Within:
    """A list on another page: its path there, and the choice that this page makes for good."""

    path: str
    parameter: str
    value: str


STATEMENTS = Kind(
    "/quotes", "statement", "parts/_statement.html", "Words of a statement",
    statements.statements, lines.statement_line, facets.statement_facets,
    ("kind", "p", "about", "bloc", "from", "via", "outlet", "topic", "review"),
    statements.statement_ids, lambda db, _, ids: rows.statement_rows(db, ids), timelines.statements,
    groups.statement_groups, ("p",),
)  # fmt: skip
CLAIMS = Kind(
    "/claims", "claim", "parts/_claim.html", "Words of a claim",
    claims.claims, lines.claim_line, facets.claim_facets,
    ("about", "bloc", "type", "p", "kind", "from", "via", "outlet", "topic", "review"),
    claims.claim_ids, lambda db, _, ids: rows.claim_rows(db, ids), timelines.claims,
    groups.claim_groups, ("p",),
)  # fmt: skip
SPEAKERS = Kind(
    "/speakers", "speaker", "parts/_speaker.html", "A name, or part of one",
    speakers.speakers, lambda row, _: lines.speaker_line(row), facets.speaker_facets,
    ("kind", "from", "about", "topic"),
    speakers.speaker_ids, speakers.speaker_rows,
)  # fmt: skip
ARTICLES = Kind(
    "/articles", "article", "parts/_article.html", "Words of an article",
    articles.articles, lambda row, _: lines.article_line(row), facets.article_facets,
    ("outlet", "via", "topic"),
    articles.article_ids, lambda db, _, ids: articles.article_rows(db, ids), timelines.articles,
    None, ("report",),
)  # fmt: skip


KINDS = (STATEMENTS, CLAIMS, SPEAKERS, ARTICLES)


def warm(db: Session) -> None:
    """Count what the first page of every list shows, so that nobody waits for it."""
    for kind in KINDS:
        kind.rows(db, Filter(), limit=1)
        kind.facets(db, Filter())
        if kind.timeline:
            kind.timeline(db, Filter())


def listing(
    db: Session,
    kind: Kind,
    asked: ListQuery,
    chosen: Settings,
    within: Within | None = None,
    *,
    hinted: bool = True,
) -> Listing:
    """The list that `asked` asks for, on its own page or within another; `hinted`, with help for words."""
    wanted = vocabulary.widened(db, asked.filter())
    path, offered = kind.path, kind.offered
    if within:
        wanted = choosing.choosing(wanted, within.parameter, ())
        path, offered = within.path, tuple(name for name in offered if name != within.parameter)
    groupings = tuple(name for name in kind.groupings if not (within and within.parameter == name))
    if wanted.group not in groupings:
        wanted = replace(wanted, group="")

    def real(free: Filter) -> Filter:
        return choosing.choosing(free, within.parameter, (within.value,)) if within else free

    def total_of(free: Filter) -> int:
        return kind.rows(db, real(vocabulary.widened(db, free)), limit=1).total

    asking = Asking(
        path=path,
        noun=kind.noun,
        part=kind.part,
        placeholder=kind.placeholder,
        wanted=wanted,
        offered=offered,
        after=asked.after,
        before=asked.before,
        formats=_formats(kind, replace(wanted, group=""), within),
        groupings=groupings,
    )
    found = _found(db, kind, asking, real(wanted), chosen)
    if hinted and wanted.q:
        help_ = hints.of(db, hints.Search(path, kind.noun, wanted, found.total, total_of))
        if kind.noun == "statement":
            help_ = replace(help_, related=hints.beside(db, path, wanted, real(wanted)))
        asking = replace(asking, hints=help_)
    when = kind.timeline(db, real(wanted)) if kind.timeline else None
    asking = replace(asking, timeline=_timeline(when, asking, broad=bool(within)), broad=bool(within))
    asks = Asks(total_of, lambda ident: _name(db, ident), lambda: covered.words(coverage.coverage(db)))
    return build(asking, found, kind.facets(db, real(wanted)), asks)


def _formats(kind: Kind, wanted: Filter, within: Within | None) -> tuple[Format, ...]:
    """The list in its other forms; what a country or an outlet lists is taken from there."""
    if within and within.parameter in ("about", "outlet"):
        return formats.of_list(within.path, wanted)
    chosen = choosing.choosing(wanted, within.parameter, (within.value,)) if within else wanted
    return formats.of_list(kind.path, chosen)


def _found(db: Session, kind: Kind, asking: Asking, wanted: Filter, chosen: Settings) -> Found:
    line = partial(_line, kind, chosen.display_threshold, wanted.q)
    at = {"after": asking.after, "before": asking.before}
    if wanted.group and kind.groups:
        page = kind.groups(db, wanted, **at, limit=max(1, chosen.page_size // groups.EACH))
        gathered_ = tuple(gathered(asking, group, line) for group in page.rows)
        total = kind.rows(db, wanted, limit=1).total
        return Found(total, (), gathered_, page.total, page.after, page.before)
    rows_ = kind.rows(db, wanted, **at, limit=chosen.page_size)
    total = kind.rows(db, replace(wanted, group=""), limit=1).total if wanted.group else rows_.total
    of_groups = rows_.total if wanted.group else 0
    return Found(total, tuple(map(line, rows_.rows)), (), of_groups, rows_.after, rows_.before)


def _line(kind: Kind, threshold: float, q: str, row: object) -> object:
    """A row's line; the page that it opens marks the words `q` too, what is shared from there does not."""
    line = kind.line(row, threshold)
    if q and isinstance(line, StatementLine | ClaimLine | ArticleLine):
        return replace(line, href=f"{line.href}?{links.query([('q', q)])}")
    return line


_RESULTS = "results"
"""The block in which every page with a list has it."""


@dataclass(frozen=True, slots=True)
class _Results:
    """A list without the page around it."""

    head: Head
    listing: Listing


def answer(
    request: Request, pages: Pages, template: str, page: Callable[[], object], listing: Listing
) -> Response:
    """The page or block of a list; an untidy address (unsorted, with empties) is sent on to the tidy one.

    What `page` makes is asked for where more than the list is shown.
    """
    if block := wanted_block(request):
        shown = _Results(Head("", "", listing.address), listing) if block == _RESULTS else page()
        response = pages.render(request, template, shown)
        # Typing replaces the address, anything else is a step that Back undoes.
        typing = request.headers.get("HX-Trigger-Name") == "q"
        response.headers["HX-Replace-Url" if typing else "HX-Push-Url"] = listing.address
        return response
    if request.url.query != listing.address.partition("?")[2]:
        return RedirectResponse(listing.address, 302)
    return pages.render(request, template, page())


def _timeline(found: Timeline | None, asking: Asking, *, broad: bool) -> TimelineView | None:
    """The timeline drawn; the articles' is of publication, whatever days are asked for."""
    if found is None:
        return None
    published = asking.noun == "article" and asking.wanted.dates != "published"
    wanted = replace(asking.wanted, dates="published", since=None, until=None) if published else asking.wanted
    return of_list(found, asking.noun, wanted, asking.at, broad=broad)


def _name(db: Session, ident: str) -> str | None:
    try:
        return speakers.ref(db, ident).name
    except (NotFound, Gone):
        return None
