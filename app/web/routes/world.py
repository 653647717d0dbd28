"""All countries: the map, the table beside it, and who speaks about where."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from app.store.queries import countries
from app.store.queries.filters import Filter
from app.store.queries.views import CountryRow
from app.web import links, wording
from app.web.drawing import atlas
from app.web.drawing.choropleth import Choropleth, choropleth
from app.web.matrix import Matrix, matrix
from app.web.pages import Head, Link
from app.web.rooms import Room
from app.web.sessions import Db, Templates

router = Room(include_in_schema=False)

_ROWS, _COLUMNS = 10, 8

Sort = Annotated[Literal["count", "name"], Query(description="By count of claims, or by name.")]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that leads to what it counts; without `href` there is nothing to see."""

    count: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A country in the table."""

    country: Link
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort the table."""

    words: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WorldPage:
    """Every country."""

    head: Head
    map: Choropleth
    legend_lead: str
    missing: tuple[Link, ...]
    orders: tuple[Order, ...]
    lines: tuple[CountryLine, ...]
    matrix: Matrix


@router.get("/countries")
def world(request: Request, db: Db, pages: Templates, sort: Sort = "count") -> Response:
    """The map of claims by country, with every number in a table."""
    found = countries.countries(db)
    by_name = sorted(found, key=lambda row: wording.country(row.code))
    ordered = by_name if sort == "name" else sorted(by_name, key=lambda row: (-row.claims, -row.statements))
    drawn = choropleth(atlas.shapes(), {row.code: row.claims for row in found}, _told)
    speaking, spoken = countries.most_speaking(db, _ROWS), countries.most_spoken_of(db, _COLUMNS)
    head = Head(
        "Countries: claims on a map",
        "How many claims and statements are about each country, who speaks from there, and who about where.",
        "/countries",
        section="Countries",
    )
    claimed = sum(1 for row in found if row.claims)
    page = WorldPage(
        head,
        drawn,
        f"Claims about a country, {wording.count(claimed, 'country', 'countries')}",
        tuple(Link(wording.country(code), links.country(code)) for code in drawn.missing),
        (
            Order("most claims first", "/countries", sort == "count"),
            Order("by name", "/countries?sort=name", sort == "name"),
        ),
        tuple(_line(row) for row in ordered),
        matrix(speaking, spoken, countries.matrix(db, speaking, spoken)),
    )
    return pages.render(request, "countries.html", page)


def _told(code: str, count: int) -> tuple[str, str]:
    return links.country(code), f"{wording.country(code)}: {wording.count(count, 'claim')}"


def _line(row: CountryRow) -> CountryLine:
    code, name = row.code, wording.country(row.code)
    return CountryLine(
        Link(name, links.country(code)),
        (
            _counted(row.claims, "claim", f"about {name}", links.country(code)),
            _counted(
                row.statements, "statement", f"about {name}", links.listing("/quotes", Filter(about=(code,)))
            ),
            _counted(
                row.speakers, "speaker", f"from {name}", links.listing("/speakers", Filter(came_from=(code,)))
            ),
            _counted(
                row.articles,
                "article",
                f"via outlets of {name}",
                links.listing("/articles", Filter(via=(code,))),
            ),
        ),
    )


def _counted(number: int, noun: str, whose: str, href: str) -> Counted:
    label = f"{wording.count(number, noun)} {whose}"
    return Counted(f"{number:,}", href if number else "", label)
