"""The web app: settings in, an ASGI application out."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import structlog
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session

import app as package
from app.settings import Settings, place
from app.store import engine
from app.store.catalogue import hits, keeping
from app.store.passwords import Passwords
from app.store.patience import unhurried
from app.store.pulse import Pulse
from app.web import assets, cards, errors, fonts, pages
from app.web.brake import Brake
from app.web.drawing import atlas
from app.web.editing.allowed import PATHS, LoginAsked
from app.web.heads import Heads
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
    web.state.reporting = Limits()
    web.state.pages = pages.load(
        place("templates"),
        web.state.assets,
        settings.base_url,
        cards.picture(cards.site(), "/card.png"),
    )
    if settings.add_token.get_secret_value():
        _open_adding(web, settings)
    _open_editing(web)
    web.add_middleware(Unchanged, pulse=web.state.pulse)
    web.add_middleware(SecurityHeaders)
    web.add_middleware(Heads)
    errors.register(web)
    for room in (
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
        web.include_router(room.router)
    return web


def _open_adding(web: FastAPI, settings: Settings) -> None:
    """The pages for adding articles: without a token there are none."""
    # What they know of formats costs as long to load as all the rest.
    from app.web.adding import allowed, proofs  # noqa: PLC0415
    from app.web.routes import adding, entering  # noqa: PLC0415

    shown: pages.Pages = web.state.pages
    web.state.pages = replace(shown, notices=(*shown.notices, entering.NOTICE))
    web.state.proofs = proofs.proofs(settings.add_token.get_secret_value())
    web.state.brake = Brake()
    web.add_middleware(NeverKept, path=allowed.PATH)
    web.add_exception_handler(allowed.TokenAsked, entering.asked)
    web.include_router(entering.router)
    web.include_router(adding.router)


def _open_editing(web: FastAPI) -> None:
    """The editors' side: without an account nobody gets in."""
    web.state.passwords = Passwords()
    web.state.logins_brake = Brake()
    for path in PATHS:
        web.add_middleware(NeverKept, path=path)
    web.add_exception_handler(LoginAsked, logins.asked)


@asynccontextmanager
async def _lifespan(web: FastAPI) -> AsyncIterator[None]:
    # Beside the first requests, not before them: pages read well without their fonts, few show the map.
    threading.Thread(target=_warm, args=(web.state.fonts,), daemon=True).start()
    threading.Thread(target=_list, args=(web.state.engine,), daemon=True).start()
    yield
    web.state.pulse.stop()
    web.state.engine.dispose()
    web.state.writer.dispose()


def _list(reader: Engine) -> None:
    """What can be listed, before the first page that lists it asks."""
    try:
        with Session(reader) as db:
            keeping.catalogue(db).warm(db)
            with unhurried(db):
                hits.warm(db)
    except Exception as error:  # noqa: BLE001 -- a page that lists something then makes it, or says what is wrong
        _log.warning("catalogue not made", error=str(error))


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
