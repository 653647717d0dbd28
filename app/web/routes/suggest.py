"""Suggestions for what is being typed into a search box."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from app.web import links, suggesting, wording
from app.web.pages import Head
from app.web.rooms import Room
from app.web.routes.described import LIST
from app.web.sessions import Db, Templates
from app.web.suggesting import Group

router = Room()

Typed = Annotated[str, Query(max_length=500, description="What was typed so far.")]
Only = Annotated[
    Literal["all", "names", "speakers"],
    Query(description="All sorts of suggestions, names without words, or only speakers."),
]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What begins as typed."""

    q: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class SuggestPage:
    """The same as a page of links."""

    head: Head
    groups: tuple[Group, ...]
    status: str
    """What is announced when the suggestions change."""


@router.get("/suggest", include_in_schema=False)
def suggest(request: Request, db: Db, pages: Templates, q: Typed = "", only: Only = "all") -> Response:
    """Speakers, countries, outlets, topics and words that begin as typed; a page, or its list."""
    found = suggesting.groups(db, q, only=only)
    head = Head(
        f"Suggestions for {wording.clipped(q, 60)}" if q.strip() else "Suggestions",
        "Speakers, countries, outlets, topics and words of this archive that begin so.",
        f"/suggest?{links.query([('q', q)])}" if q.strip() else "/suggest",
        index=False,
    )
    total = sum(len(group.suggestions) for group in found)
    status = f"{wording.count(total, 'suggestion')}" if total else "No suggestions"
    return pages.render(request, "suggest.html", SuggestPage(head, found, status))


@router.get("/suggest.json", responses={422: LIST[422]}, tags=["Reading"])
def suggest_json(db: Db, q: Typed = "", only: Only = "all") -> Suggested:
    """Speakers, countries, outlets, topics and words that begin as typed, each with its address."""
    return Suggested(q, suggesting.groups(db, q, only=only))
