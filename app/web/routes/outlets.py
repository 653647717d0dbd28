"""The list of outlets, and one outlet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.store.queries import articles, outlets, speakers
from app.store.queries.filters import Filter
from app.store.queries.views import Month, OutletRef, OutletRow, OutletView
from app.web import lines, links, lists, records, wording
from app.web.lines import ArticleLine, SpeakerLine
from app.web.listing import Listing
from app.web.pages import Head, Link
from app.web.params import Asked, Value
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates

router = Room(include_in_schema=False)

_SPEAKERS = 8
_ARTICLES = 5


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in a table."""

    outlet: Link
    domain: str
    countries: tuple[Link, ...]
    articles: Link
    statements: Link
    dates: str


@dataclass(frozen=True, slots=True)
class OutletsPage:
    """Outlets by name."""

    head: Head
    heading: str
    standfirst: str
    outlets: tuple[OutletLine, ...]
    next: str


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month with what was published in it."""

    name: str
    machine: str
    articles: Link
    statements: Link


@dataclass(frozen=True, slots=True)
class OutletPage:
    """One outlet."""

    head: Head
    name: str
    domains: tuple[str, ...]
    countries: tuple[Link, ...]
    languages: str
    counts: tuple[Link, ...]
    dates: str
    undated: str
    months: tuple[MonthLine, ...]
    speakers: tuple[SpeakerLine, ...]
    more_speakers: Link | None
    articles: tuple[ArticleLine, ...]
    more_articles: Link | None
    listing: Listing


@router.get("/outlets")
def outlet_list(
    request: Request, db: Db, pages: Templates, after: Annotated[Value, Query()] = ""
) -> Response:
    """Every outlet, by name."""
    found = outlets.outlets(db, after)
    following = links.query([("after", found[-1].name)]) if len(found) == outlets.PAGE else ""
    address = f"/outlets?{links.query([('after', after)])}" if after else "/outlets"
    head = Head(
        f"Outlets after {wording.clipped(after, 60)}" if after else "Outlets",
        "Who published the articles in this archive, by the names that the articles state.",
        address,
    )
    standfirst = "Who published what is filed here, by the names that the articles state."
    page = OutletsPage(
        head, "Outlets", standfirst, outlet_lines(db, found), f"/outlets?{following}" if following else ""
    )
    return pages.render(request, "outlets.html", page)


@router.get("/outlet/{key:path}")
def outlet(request: Request, db: Db, pages: Templates, chosen: Chosen, key: str, asked: Asked) -> Response:
    """What an outlet has published: its statements, and who is quoted."""
    names = named(db, key)
    if len(names) > 1:
        return pages.render(request, "outlets.html", _choices(db, key, names))
    row = outlets.refs(db, names)[0]
    right = address(db, row)
    moved = records.moved(request, right)
    if moved:
        return moved
    listing = lists.listing(db, lists.STATEMENTS, asked, chosen, lists.Within(right, "outlet", row.name))
    return lists.answer(
        request, pages, "outlet.html", lambda: _page(db, outlets.outlet(db, row.name), listing), listing
    )


def named(db: Session, key: str) -> tuple[str, ...]:
    """The names of the outlets that a domain, a slug or, after “~”, a very name stands for.

    Raises NotFound where there is none.
    """
    found = outlets.at_domain(db, key.lower().removeprefix("www."))
    if not found and key.startswith("~"):
        found = tuple(name for name in outlets.names(db) if name == key[1:])
    elif not found and key:
        found = tuple(outlets.alike(db, links.slug).get(key.lower(), ()))
    if not found:
        raise NotFound(f"No outlet “{key}” is named by an article in this archive.")
    return found


def address(db: Session, row: OutletRef) -> str:
    """The one right address of an outlet."""
    alike = outlets.alike(db, links.slug).get(links.slug(row.name), ())
    return links.outlet_page(row, namesakes=len(alike) > 1)


def outlet_addresses(db: Session) -> Iterator[str]:
    """The one right address of every outlet, by name."""
    return (address(db, each) for each in outlets.refs(db, outlets.names(db)))


def outlet_lines(db: Session, found: tuple[OutletRow, ...]) -> tuple[OutletLine, ...]:
    """Outlets as lines of a table."""
    return tuple(
        OutletLine(
            Link(row.name, address(db, row)),
            row.domain or "",
            lines.countries(row.countries),
            Link(f"{row.articles:,}", links.listing("/articles", Filter(outlets=(row.name,)))),
            Link(f"{row.statements:,}", links.listing("/quotes", Filter(outlets=(row.name,)))),
            wording.span(row.first, row.last),
        )
        for row in found
    )


def month_lines(found: tuple[Month, ...], names: tuple[str, ...] = ()) -> tuple[MonthLine, ...]:
    """Months as lines of a table, with links to what the outlets of `names`, or all, published in each."""
    made = []
    for month in found:
        wanted = Filter(outlets=names, since=month.first, until=month.last)
        made.append(
            MonthLine(
                f"{month.first:%B} {month.first.year}",
                f"{month.first:%Y-%m}",
                Link(f"{month.articles:,}", links.listing("/articles", wanted)),
                Link(f"{month.statements:,}", links.listing("/quotes", wanted)),
            )
        )
    return tuple(made)


def _choices(db: Session, key: str, names: tuple[str, ...]) -> OutletsPage:
    rows = tuple(outlets.outlet(db, name).row for name in names)
    head = Head(
        f"{key}: which outlet?",
        f"{len(names)} outlets in this archive answer to “{key}”.",
        f"/outlet/{key}",
        index=False,
    )
    standfirst = f"Articles here name {len(names)} outlets that this address may mean. We keep them apart."
    return OutletsPage(head, key, standfirst, outlet_lines(db, rows), "")


def _page(db: Session, view: OutletView, listing: Listing) -> OutletPage:
    row = view.row
    wanted = Filter(outlets=(row.name,))
    quoted = speakers.speakers(db, wanted, limit=_SPEAKERS)
    printed = articles.articles(db, wanted, limit=_ARTICLES)
    counts = (
        Link(wording.count(row.articles, "article"), links.listing("/articles", wanted)),
        Link(wording.count(row.statements, "statement"), links.listing("/quotes", wanted)),
        Link(wording.count(view.claims, "claim"), links.listing("/claims", wanted)),
        Link(wording.count(quoted.total, "speaker"), links.listing("/speakers", wanted)),
    )
    head = Head(
        f"{row.name}: statements by outlet",
        f"Statements in {wording.count(row.articles, 'article')} of {row.name}, each with its paragraph.",
        listing.address,
        formats=listing.formats,
        searchbox=False,
    )
    return OutletPage(
        head=head,
        name=row.name,
        domains=view.domains,
        countries=lines.countries(row.countries),
        languages=", ".join(wording.language(tag) for tag in view.languages) or wording.NOT_STATED,
        counts=counts,
        dates=wording.span(row.first, row.last) or wording.NOT_STATED,
        undated=f"{wording.count(view.undated, 'article')} without a date" if view.undated else "",
        months=month_lines(view.months, (row.name,)),
        speakers=tuple(lines.speaker_line(each) for each in quoted.rows),
        more_speakers=Link(f"All {quoted.total:,}", counts[3].href) if quoted.total > _SPEAKERS else None,
        articles=tuple(lines.article_line(each) for each in printed.rows),
        more_articles=Link(f"All {printed.total:,}", counts[0].href) if printed.total > _ARTICLES else None,
        listing=listing,
    )
