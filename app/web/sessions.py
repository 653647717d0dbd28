"""What a request is served with: one read-only session, the pages and the settings."""

from collections.abc import Iterator
from typing import Annotated, cast

from fastapi import Depends
from sqlmodel import Session
from starlette.requests import Request

from app.settings import Settings
from app.web.pages import Pages


def session(request: Request) -> Iterator[Session]:
    """A session on the query-only engine, closed with the request."""
    with Session(request.app.state.engine) as opened:
        yield opened


def pages(request: Request) -> Pages:
    """The templates."""
    return cast(Pages, request.app.state.pages)


def settings(request: Request) -> Settings:
    """The settings that this app was made with."""
    return cast(Settings, request.app.state.settings)


Db = Annotated[Session, Depends(session)]
Templates = Annotated[Pages, Depends(pages)]
Chosen = Annotated[Settings, Depends(settings)]
