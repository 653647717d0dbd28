"""One country: the claims about it and the speakers from it."""

from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.store.queries import countries, speakers
from app.store.queries.filters import Filter
from app.store.queries.views import CountryRow
from app.web import lines, links, lists, matrix, records, wording
from app.web.lines import SpeakerLine
from app.web.listing import Listing
from app.web.matrix import Ends
from app.web.pages import Head, Link
from app.web.params import Asked
from app.web.rooms import Room
from app.web.sessions import Chosen, Db, Templates

router = Room(include_in_schema=False)

_SPEAKERS = 20


@dataclass(frozen=True, slots=True)
class CountryPage:
    """One country."""

    head: Head
    code: str
    name: str
    counts: tuple[Link, ...]
    """What is about, from and of it; without an address there is nothing."""
    ends: tuple[Ends, ...]
    """Who speaks about it, and about what its speakers speak."""
    speakers: tuple[SpeakerLine, ...]
    more_speakers: Link | None
    listing: Listing


@router.get("/country/{iso2}")
def country(request: Request, db: Db, pages: Templates, chosen: Chosen, iso2: str, asked: Asked) -> Response:
    """Claims about the country, and speakers from it."""
    code = wording.country_code(iso2)
    if not wording.is_country(code):
        raise NotFound(f"“{iso2}” is no ISO 3166-1 alpha-2 code of a country.")
    path = links.country(code)
    moved = records.moved(request, path)
    if moved:
        return moved
    listing = lists.listing(db, lists.CLAIMS, asked, chosen, lists.Within(path, "about", code))
    return lists.answer(request, pages, "country.html", lambda: _page(db, code, listing), listing)


def _page(db: Session, code: str, listing: Listing) -> CountryPage:
    name = wording.country(code)
    wanted = Filter(came_from=(code,))
    found = speakers.speakers(db, wanted, limit=_SPEAKERS)
    head = Head(
        f"{name}: claims and speakers",
        f"Claims about {name} in news articles, and speakers from there, each with its source paragraph.",
        listing.address,
        section="Countries",
        searchbox=False,
        formats=listing.formats,
    )
    more = links.listing("/speakers", wanted)
    return CountryPage(
        head,
        code,
        name,
        _counts(countries.country(db, code)),
        tuple(
            matrix.ends(title, lead, cells)
            for title, lead, cells in (
                (
                    f"Who speaks about {name}",
                    "Statements by the speaker’s country:",
                    [matrix.came_from_end(each) for each in countries.speaking_about(db, code)],
                ),
                (
                    f"What speakers from {name} speak about",
                    "Statements by the country they are about:",
                    [matrix.about_end(each) for each in countries.spoken_about_from(db, code)],
                ),
            )
            if cells
        ),
        tuple(lines.speaker_line(row) for row in found.rows),
        Link(f"All {found.total}", more) if found.total > _SPEAKERS else None,
        listing,
    )


def _counts(row: CountryRow) -> tuple[Link, ...]:
    here, via = Filter(about=(row.code,)), Filter(via=(row.code,))
    counted = (
        (row.statements, "statement", " about it", links.listing("/quotes", here)),
        (row.claims, "claim", " about it", "#results"),
        (row.speakers, "speaker", " from it", links.listing("/speakers", Filter(came_from=(row.code,)))),
        (row.articles, "article", " via its outlets", links.listing("/articles", via)),
    )
    return tuple(
        Link(wording.count(number, noun) + whose, href if number else "")
        for number, noun, whose, href in counted
    )
