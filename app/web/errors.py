"""Every refusal as a page that a person can read, or as JSON where JSON was asked for."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from app.errors import BadInput, Gone, NotFound, Refused, StoreUnusable, TooSlow
from app.web.operating.requests import ID
from app.web.pages import Head, Link, Pages
from app.web.security import HEADERS

_log = structlog.get_logger()
_IDENT = re.compile("[0-9a-z]{8}")


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal as JSON."""

    error: str
    record: str | None = None
    """The path of an editor's decision that it came of."""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A refusal as a page."""

    head: Head
    status: str
    heading: str
    reasons: tuple[str, ...]
    record: Link | None
    """An editor's decision that it came of."""
    ways: tuple[Link, ...]


_WAYS = (
    Link("Quotes", "/quotes"),
    Link("Claims", "/claims"),
    Link("Speakers", "/speakers"),
    Link("Articles", "/articles"),
)
MACHINES = (".json", ".jsonld", ".jsonl", ".csv", ".atom", ".bib", ".ris", ".txt", ".png", "/oembed")
"""Suffixes of addresses that no person reads as a page."""
_HEADINGS = {
    400: "This request does not make sense",
    403: "This is not open to you",
    404: "Nothing is filed here",
    405: "This page can only be read",
    410: "This cutting has been withdrawn",
    413: "This is more than can be sent at once",
    422: "Part of this address cannot be understood",
    429: "This is more than can be answered at once",
    503: "This cannot be answered just now",
    500: "Something went wrong on our side",
}


def register(app: FastAPI) -> None:
    """Have `app` answer every error through this module."""
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(Gone, _gone)
    app.add_exception_handler(BadInput, _bad_input)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(TooSlow, _too_slow)
    app.add_exception_handler(ClientDisconnect, _left)
    app.add_exception_handler(StoreUnusable, _unusable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, _broken)


def _not_found(request: Request, error: Exception) -> Response:
    return _answer(request, 404, (str(error) or "There is no such page.",))


def _gone(request: Request, error: Exception) -> Response:
    judgement = cast(Gone, error).judgement
    return _answer(request, 410, (str(error),), f"/corrections/{judgement}" if judgement else None)


def _bad_input(request: Request, error: Exception) -> Response:
    return _answer(request, 400, (str(error),))


def _refused(request: Request, error: Exception) -> Response:
    return later(request, 503, str(error), 10)


def _left(_request: Request, _error: Exception) -> Response:
    # Who went away before all was sent reads no answer, and nothing of ours has failed.
    return Response(status_code=400)


def _too_slow(request: Request, error: Exception) -> Response:
    # Where much is going on, what took too long may not take it in a while.
    return later(request, 503, str(error), 60)


def _unusable(request: Request, error: Exception) -> Response:
    # Where the file lies, and what it needs, is for the log.
    _log.error("database unusable", reason=str(error))
    written = request.method not in {"GET", "HEAD"}
    told = "Nothing was changed: try again later." if written else "Try again later."
    return later(request, 503, f"The archive {cast(StoreUnusable, error).reason}. {told}", 60)


def _invalid(request: Request, error: Exception) -> Response:
    found = cast(RequestValidationError, error).errors()
    reasons = tuple(f"{each['loc'][-1]}: {each['msg']}" for each in found)
    return _answer(request, 422, reasons)


def later(request: Request, status: int, reason: str, wait: int) -> Response:
    """A refusal for so many seconds."""
    answer = _answer(request, status, (reason,))
    answer.headers["Retry-After"] = str(wait)
    return answer


def http(request: Request, error: Exception) -> Response:
    """A refusal by its status, with what it says of itself."""
    known = cast(HTTPException, error)
    if known.status_code == 404:
        return _answer(request, 404, ("There is no page at this address.",))
    answer = _answer(request, known.status_code, (str(known.detail),))
    answer.headers.update(known.headers or {})
    if known.status_code == 405:
        answer.headers["Allow"] = _allowed(request)
    return answer


def _allowed(request: Request) -> str:
    """Every method that an address takes: a form and what it sends to are routes of their own."""
    there = (one for one in request.app.router.routes if one.matches(request.scope)[0] is not Match.NONE)
    methods = {method for route in there for method in getattr(route, "methods", ())}
    # Whatever answers GET answers HEAD.
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def _broken(request: Request, error: Exception) -> Response:
    # What broke is for the log; a reader is told only that it did.
    # A slug has words of what is shown: what is erased should be in no log. Nor should what a reader typed.
    route = getattr(request.scope.get("route"), "path", "")
    given = request.path_params.get("ident", "")
    ident = given if _IDENT.fullmatch(given) else ""
    _log.error("request failed", route=route, ident=ident, exc_info=error)
    number = request.scope.get(ID, "")
    noted = f"The error has been noted as {number}." if number else "The error has been noted."
    answer = _answer(request, 500, (f"{noted} Trying again in a moment may help.",))
    # This answer is made outside the middleware that adds them, and that which says what is kept nowhere.
    more = {"X-Request-ID": number} if number else {}
    answer.headers.update(HEADERS | {"Cache-Control": "no-store"} | more)
    return answer


def _answer(request: Request, status: int, reasons: tuple[str, ...], record: str | None = None) -> Response:
    if request.url.path.endswith(MACHINES):
        more = {"record": record} if record else {}
        return JSONResponse({"error": "; ".join(reasons), **more}, status)
    heading = _HEADINGS.get(status, HTTPStatus(status).phrase)
    head = Head(heading, reasons[0], request.url.path, searchbox=False, index=False)
    decision = Link("The decision, with all that is known of it", record) if record else None
    page = ErrorPage(head, f"{status} {HTTPStatus(status).phrase}", heading, reasons, decision, _WAYS)
    pages = cast(Pages, request.app.state.pages)
    return pages.render(request, "error.html", page, status=status)
