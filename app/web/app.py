"""The web app: settings in, an ASGI application out."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import structlog
from anyio import CapacityLimiter
from fastapi import FastAPI
from sqlmodel import Session

import app as package
from app.settings import Settings, place
from app.store import engine
from app.store.catalogue import hits, keeping, spelt
from app.store.passwords import Passwords
from app.store.patience import unhurried
from app.store.pulse import Pulse
from app.web import assets, cards, errors, fonts, lists, pages, rooms, turns, wording
from app.web.brake import Brake
from app.web.drawing import atlas
from app.web.editing.allowed import PATHS, LoginAsked
from app.web.heads import Heads
from app.web.operating import archive
from app.web.operating.measures import Measures
from app.web.operating.requests import Requests
from app.web.paced import Paced
from app.web.reporting.limits import Limits
from app.web.routes import (
    account,
    acts,
    articles,
    beside,
    captures,
    check,
    citations,
    claims,
    compare,
    corrections,
    corrections_taken,
    countries,
    coverage,
    data,
    display,
    embeds,
    exports,
    files,
    home,
    json,
    jsonld,
    logins,
    operation,
    outlets,
    pictures,
    reports,
    reviewing,
    runs,
    runs_json,
    sitemap,
    speakers,
    statements,
    suggest,
    tying,
    within,
    world,
)
from app.web.security import NeverKept, SecurityHeaders
from app.web.unchanged import Unchanged

_log = structlog.get_logger()
_AGAIN = 5.0
"""Seconds until lists that could not be made are tried again."""
_LET_GO = 3.0
"""Seconds from giving back the memory that answers took in passing until that is done again."""


def create_app(settings: Settings) -> FastAPI:
    """The app over ``settings.database``; raises StoreOutOfDate where that has to be migrated first."""
    engine.require_head(settings.database, place("migrations"))
    web = FastAPI(
        title="Cuttings",
        summary="Who said what, exactly, and where.",
        version=package.__version__,
        docs_url=None,  # the documentation pages load scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan,
    )
    web.state.settings = settings
    web.state.engine = engine.reader(
        settings.database,
        full_text=settings.publish_text == "full",
        shown_from=settings.display_threshold,
        seconds=settings.query_seconds,
    )
    web.state.pulse = Pulse(settings.database)
    web.state.assets = assets.load(place("static"))
    web.state.fonts = fonts.cache_folder()
    web.state.cards = fonts.cache_folder("cards")
    # What readers and editors send; it connects when first asked to.
    web.state.writer = engine.hand(settings.database)
    web.state.reporting = Limits(each=Brake(settings.reports_per_ten_minutes, 600))
    web.state.pages = pages.load(
        place("templates"),
        web.state.assets,
        settings.base_url,
        cards.picture(cards.site(), "/card.png"),
    )
    if settings.add_token.get_secret_value():
        _open_adding(web, settings)
    _open_editing(web, settings)
    web.add_middleware(
        Paced,
        searches=settings.searches_per_minute,
        checks=settings.checks_per_minute,
        exports=settings.exports_at_once,
    )
    web.add_middleware(Unchanged, pulse=web.state.pulse, kept=settings.kept_answers)
    web.add_middleware(SecurityHeaders)
    web.add_middleware(Heads)
    _open_operating(web, settings)
    errors.register(web)
    for room in (
        operation,
        files,
        sitemap,
        within,
        pictures,
        embeds,
        citations,
        exports,
        jsonld,
        json,
        home,
        reports,
        statements,
        claims,
        speakers,
        captures,
        beside,
        articles,
        countries,
        display,
        coverage,
        corrections_taken,
        corrections,
        runs_json,
        runs,
        data,
        outlets,
        suggest,
        check,
        compare,
        world,
        logins,
        tying,
        reviewing,
        account,
        acts,
    ):
        _open(web, room.router)
    return web


def _open(web: FastAPI, room: rooms.Room) -> None:
    # As they are: of a router that is included all routes are made a second time, and each request is
    # compared with them twice.
    web.router.routes.extend(room.routes)


def _open_adding(web: FastAPI, settings: Settings) -> None:
    """The pages for adding articles: without a token there are none."""
    # What they know of formats costs as long to load as all the rest.
    from app.web.adding import allowed, proofs  # noqa: PLC0415
    from app.web.routes import adding, entering  # noqa: PLC0415

    shown: pages.Pages = web.state.pages
    web.state.pages = replace(shown, notices=(*shown.notices, entering.NOTICE))
    web.state.proofs = proofs.proofs(settings.add_token.get_secret_value())
    web.state.brake = Brake(settings.wrong_logins_per_minute)
    web.add_middleware(NeverKept, path=allowed.PATH)
    web.add_exception_handler(allowed.TokenAsked, entering.asked)
    _open(web, entering.router)
    _open(web, adding.router)


def _open_editing(web: FastAPI, settings: Settings) -> None:
    """The editors' side: without an account nobody gets in."""
    web.state.passwords = Passwords()
    web.state.logins_brake = Brake(settings.wrong_logins_per_minute)
    for path in PATHS:
        web.add_middleware(NeverKept, path=path)
    web.add_exception_handler(LoginAsked, logins.asked)


def _open_operating(web: FastAPI, settings: Settings) -> None:
    """What whoever runs the server sees of it, around all else: what is refused is told and counted, too."""
    measures = web.state.measures = Measures()
    measures.watch(partial(archive.measured, web.state.engine, settings.database))
    web.state.aside = CapacityLimiter(2)
    web.add_middleware(Requests, routes=web.router.routes, measures=measures)


@asynccontextmanager
async def _lifespan(web: FastAPI) -> AsyncIterator[None]:
    # Beside the first requests, not before them: pages read well without their fonts, few show the map.
    threading.Thread(target=_warm, args=(web.state.fonts,), daemon=True).start()
    stopped = threading.Event()
    threading.Thread(target=_list, args=(web, stopped), daemon=True).start()
    yield
    stopped.set()
    web.state.pulse.stop()
    web.state.engine.dispose()
    web.state.writer.dispose()


def _list(web: FastAPI, stopped: threading.Event) -> None:
    """What can be listed, before the first page that lists it asks; then what pages are made by.

    Until lists are made the server is not ready. After that, what answers leave of memory is given back.
    """
    while True:
        try:
            with Session(web.state.engine) as db:
                keeping.catalogue(db).warm(db)
                with unhurried(db):
                    lists.warm(db)
                    hits.warm(db)
                    spelt.of(db)
            keeping.give_back()
            web.state.pages.compile(kind.part for kind in lists.KINDS)
            wording.countries()
            turns.load()
            rooms.look(web.routes)
        except Exception as error:  # noqa: BLE001 -- a page that lists something says what is wrong
            _log.warning("catalogue not made", error=str(error))
        else:
            break
        if stopped.wait(_AGAIN):
            return
    while not stopped.wait(_LET_GO):
        keeping.give_back()


def _warm(folder: Path) -> None:
    for face in fonts.FACES:
        try:
            fonts.woff2(face, folder)
        except Exception as error:  # noqa: BLE001 -- a font must never take the site down
            _log.warning("font not made", face=face.name, error=str(error))
    try:
        atlas.shapes()
    except Exception as error:  # noqa: BLE001 -- nor a map
        _log.warning("map not drawn", error=str(error))
