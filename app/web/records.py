"""Finding what a permalink names, and its one right address."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import unquote

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse

from app.store import identifiers

T = TypeVar("T")
SUFFIXES = (".csl.json", ".json", ".jsonld", ".jsonl", ".csv", ".atom", ".txt", ".bib", ".ris")
"""Formats of records; a slug has no dot."""


def found(db: Session, ident: str, kind: str, query: Callable[[Session, str], T]) -> T:
    """The view of what `ident` names today, merges followed; raises NotFound or Gone."""
    return query(db, identifiers.resolve(db, ident, kind).ident)


def moved(request: Request, right: str) -> RedirectResponse | None:
    """A permanent redirect to the address `right` unless the request is for it already; the query stays."""
    if request.scope["path"] == unquote(right):
        return None
    query = request.url.query
    return RedirectResponse(f"{right}?{query}" if query else right, 301)


def suffix(request: Request) -> str:
    """The suffix of a format, with its dot, that a permalink was asked for with after its slug; else ""."""
    return next((each for each in SUFFIXES if request.url.path.endswith(each)), "")
