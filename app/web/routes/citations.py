"""Citations of one statement or one claim, each under the suffix of its format."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.store.queries import claims, statements
from app.web import citing, records
from app.web.citing import Cited, bibtex, csl, line, ris
from app.web.routes.described import RECORD_FILE, Ident
from app.web.sessions import Chosen, Db, Templates


class BibTex(PlainTextResponse):
    """A BibTeX entry."""

    media_type = "application/x-bibtex"


class Ris(PlainTextResponse):
    """An RIS record."""

    media_type = "application/x-research-info-systems"


class Csl(PlainTextResponse):
    """CSL JSON."""

    media_type = csl.MEDIA_TYPE


_FORMATS: dict[str, tuple[str, Callable[[Cited], str], type[Response]]] = {
    "csl.json": ("CSL JSON", csl.write, Csl),
    "bib": ("BibTeX", bibtex.write, BibTex),
    "ris": ("RIS", ris.write, Ris),
    "txt": ("a line of text, AP style", line.write, PlainTextResponse),
}


def _statement(db: Session, ident: str, threshold: float, origin: str) -> Cited:
    view = records.found(db, ident, "statement", statements.statement)
    return citing.of_statement(view.row, threshold, origin)


def _claim(db: Session, ident: str, threshold: float, origin: str) -> Cited:
    view = records.found(db, ident, "claim", claims.claim)
    return citing.of_claim(view.row, threshold, origin)


def _route(letter: str, noun: str, suffix: str) -> Callable[..., Any]:
    cited = {"s": _statement, "c": _claim}[letter]
    _, write, response = _FORMATS[suffix]

    def cite(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> Response:
        found = cited(db, ident, chosen.display_threshold, pages.origin(request))
        headers = {"Content-Disposition": f'inline; filename="{found.key}.{suffix}"'}
        return response(write(found), headers=headers)

    cite.__name__ = f"cite_{noun}_{suffix.replace('.', '_')}"
    return cite


def _routes() -> APIRouter:
    made = APIRouter(tags=["Citing"])
    for letter, noun in (("s", "statement"), ("c", "claim")):
        for suffix, (label, _, response) in _FORMATS.items():
            made.add_api_route(
                f"/{letter}/{{ident}}.{suffix}",
                _route(letter, noun, suffix),
                response_class=response,
                responses=RECORD_FILE,
                summary=f"One {noun}, cited as {label}",
            )
    return made


router = _routes()
