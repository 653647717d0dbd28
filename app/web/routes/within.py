"""Countries and outlets in the forms that lists have: claims about the one, statements in the other."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Path, Query
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.store.queries import vocabulary
from app.store.queries.filters import Filter
from app.store.queries.views import Page
from app.store.straight import Straight
from app.web import exports, links, wording
from app.web.choosing import choosing
from app.web.exports import Export
from app.web.exports.linked import LinkedClaim, LinkedStatement
from app.web.params import AskedRows, FilterQuery, ListQuery
from app.web.rooms import Room
from app.web.routes.described import JSON_LD_LIST, LIST, LIST_FILE, RECORD, RECORD_FILE
from app.web.routes.exports import STREAMS, Atom, JsonLd, feed, stream
from app.web.routes.json import page_of
from app.web.routes.outlets import named
from app.web.sessions import Db

Wanted = Annotated[FilterQuery, Query()]
Code = Annotated[str, Path(description="A country, ISO 3166-1 alpha-2.", max_length=10, examples=["TJ"])]
Key = Annotated[
    str, Path(description="An outlet: its domain or a slug of its name.", max_length=300, examples=["post"])
]


def about(iso2: str) -> tuple[str, str]:
    """The parameter of a country's own claims, and its value. Raises NotFound for what is no country."""
    code = wording.country_code(iso2)
    if not wording.is_country(code):
        raise NotFound(f"“{iso2}” is no ISO 3166-1 alpha-2 code of a country.")
    return "about", code


def printed_in(db: Session, key: str) -> tuple[str, str]:
    """The parameter of an outlet's statements, and its value. Raises NotFound where several may be meant."""
    names = named(db, key)
    if len(names) > 1:
        raise NotFound(f"“{key}” may be any of {', '.join(names)}: choose one at /outlet/{key}.")
    return "outlet", names[0]


def claims_about(request: Request, db: Db, iso2: Code, asked: AskedRows) -> Page[LinkedClaim]:
    """Claims about a country, as filtered."""
    return page_of(request, db, exports.CLAIMS, _fixed(asked, about(iso2)), asked)


def statements_in(request: Request, db: Db, key: Key, asked: AskedRows) -> Page[LinkedStatement]:
    """Statements in the articles of an outlet, as filtered."""
    return page_of(request, db, exports.STATEMENTS, _fixed(asked, printed_in(db, key)), asked)


def _stream_of_country(suffix: str) -> Callable[..., Any]:
    def taken(request: Request, iso2: Code, wanted: Wanted) -> Response:
        return _stream(request, exports.CLAIMS, wanted, about(iso2), suffix)

    return taken


def _stream_of_outlet(suffix: str) -> Callable[..., Any]:
    def taken(request: Request, key: Key, wanted: Wanted) -> Response:
        with Straight(request.app.state.engine) as db:
            place = printed_in(db, key)
        return _stream(request, exports.STATEMENTS, wanted, place, suffix)

    return taken


def _feed_of_country(request: Request, db: Db, iso2: Code, asked: AskedRows) -> Response:
    return _feed(request, db, exports.CLAIMS, asked, about(iso2))


def _feed_of_outlet(request: Request, db: Db, key: Key, asked: AskedRows) -> Response:
    return _feed(request, db, exports.STATEMENTS, asked, printed_in(db, key))


def _fixed(asked: FilterQuery, place: tuple[str, str]) -> Filter:
    """What is asked for, of the place that the address names."""
    return choosing(asked.filter(), place[0], (place[1],))


def _stream(
    request: Request, export: Export, asked: FilterQuery, place: tuple[str, str], suffix: str
) -> Response:
    name = f"{export.kind.noun}s-{links.slug(place[1]) or 'outlet'}"
    return stream(request, export, _fixed(asked, place), suffix, name)


def _feed(
    request: Request, db: Session, export: Export, asked: ListQuery, place: tuple[str, str]
) -> Response:
    wanted = vocabulary.widened(db, _fixed(asked, place))
    told = choosing(asked.filter(), place[0], ())  # the path says the rest
    return feed(request, db, export, wanted, (asked.after, asked.before), told)


def _routes() -> Room:
    made = Room(tags=["Taking away"])
    country, outlet = "/country/{iso2}", "/outlet/{key}"
    damaged: dict[int | str, dict[str, Any]] = {400: LIST[400]}
    made.add_api_route(f"{country}.json", claims_about, responses=RECORD | damaged)
    made.add_api_route(f"{outlet}.json", statements_in, responses=RECORD | damaged)

    def add(path: str, made_by: Callable[..., Any], response: type[Response], summary: str) -> None:
        answers = RECORD_FILE | {400: LIST_FILE[400]}
        if response is JsonLd:
            answers = answers | JSON_LD_LIST
        made.add_api_route(path, made_by, response_class=response, responses=answers, summary=summary)

    for suffix, (label, response) in STREAMS.items():
        add(
            f"{country}.{suffix}",
            _stream_of_country(suffix),
            response,
            f"One country: claims as {label}",
        )
        add(f"{outlet}.{suffix}", _stream_of_outlet(suffix), response, f"One outlet: statements as {label}")
    add(f"{country}.atom", _feed_of_country, Atom, "The newest claims about a country, as an Atom feed")
    add(f"{outlet}.atom", _feed_of_outlet, Atom, "An outlet's newest statements, as an Atom feed")
    return made


router = _routes()
