"""What every page of the queue is made with, and what it is about."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.web.editing.allowed import Editing, Reader
from app.web.pages import Pages
from app.web.reviewing import notices
from app.web.reviewing.asking import Part, Through
from app.web.reviewing.record import Notice
from app.web.sessions import Db, Templates

_KINDS = {"s": "statement", "c": "claim"}


@dataclass(frozen=True, slots=True)
class Desk:
    """An editor at work, and the part of the queue they look through."""

    request: Request
    db: Session
    pages: Pages
    editing: Editing
    part: Part
    notices: tuple[Notice, ...]
    """What they just did."""

    def render(self, template: str, page: object, status: int = 200) -> Response:
        """The page as a whole."""
        return self.pages.render(self.request, template, page, status=status)


@dataclass(frozen=True, slots=True)
class About:
    """What an address is about."""

    kind: str
    """"statement" or "claim"."""
    ident: str


def _desk(request: Request, db: Db, pages: Templates, editing: Reader, part: Through) -> Desk:
    asked = request.query_params
    dismissed = asked.get("dismissed", "0")
    told = notices.of(
        db, part, done=asked.get("done", ""), dismissed=int(dismissed) if dismissed.isdecimal() else 0
    )
    return Desk(request, db, pages, editing, part, told)


def _about(letter: str, ident: str) -> About:
    if letter not in _KINDS:
        raise NotFound(f"Nothing is judged under “{letter}”.")
    return About(_KINDS[letter], ident)


AtDesk = Annotated[Desk, Depends(_desk)]
Subject = Annotated[About, Depends(_about)]
