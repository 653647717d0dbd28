"""Finding what a permalink names, and its one right address."""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse

from app.store import identifiers

T = TypeVar("T")


def found(db: Session, ident: str, kind: str, query: Callable[[Session, str], T]) -> T:
    """The view of what `ident` names today, merges followed; raises NotFound or Gone."""
    return query(db, identifiers.resolve(db, ident, kind).ident)


def moved(request: Request, right: str) -> RedirectResponse | None:
    """A permanent redirect to the address `right` unless the request is for it already; the query stays."""
    if request.url.path == right:
        return None
    query = request.url.query
    return RedirectResponse(f"{right}?{query}" if query else right, 301)


def as_json(request: Request) -> bool:
    """Whether a permalink was asked for with the suffix ``.json`` after its slug."""
    return request.url.path.endswith(".json")
