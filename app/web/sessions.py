"""What a request is served with: one read-only session, the pages and the settings."""

from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import Depends
from sqlmodel import Session
from starlette.requests import Request

from app.settings import Settings
from app.store.straight import Straight
from app.web.pages import Pages

# None of these waits for anything, and each that were not `async` would be sent to a thread and back.


async def session(request: Request) -> AsyncIterator[Session]:
    """A session on the query-only engine, closed with the request; it connects when first asked anything."""
    with Straight(request.app.state.engine) as opened:
        yield opened


async def _pages(request: Request) -> Pages:
    return cast(Pages, request.app.state.pages)


def settings(request: Request) -> Settings:
    """The settings that this app was made with."""
    return cast(Settings, request.app.state.settings)


async def _settings(request: Request) -> Settings:
    return settings(request)


def secure(request: Request) -> bool:
    """Whether readers come over a safe connection: their cookies then go over no other."""
    return request.url.scheme == "https" or settings(request).base_url.lower().startswith("https:")


Db = Annotated[Session, Depends(session, scope="function")]
Templates = Annotated[Pages, Depends(_pages)]
Chosen = Annotated[Settings, Depends(_settings)]
