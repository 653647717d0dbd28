"""The one right address of what a permalink names."""

from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse

SUFFIXES = (".csl.json", ".json", ".jsonld", ".jsonl", ".csv", ".atom", ".txt", ".bib", ".ris")
"""Formats of records; a slug has no dot."""


def moved(request: Request, right: str) -> RedirectResponse | None:
    """A permanent redirect to the address `right` unless the request is for it already; the query stays."""
    if request.scope["path"] == unquote(right):
        return None
    query = request.url.query
    return RedirectResponse(f"{right}?{query}" if query else right, 301)


def suffix(request: Request) -> str:
    """The suffix of a format, with its dot, that a permalink was asked for with after its slug; else ""."""
    return next((each for each in SUFFIXES if request.url.path.endswith(each)), "")
