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

router = APIRouter(tags=["Citing"])


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


def _serve(letter: str, noun: str, cited: Callable[[Session, str, float, str], Cited], suffix: str) -> None:
    label, write, response = _FORMATS[suffix]

    def cite(request: Request, db: Db, pages: Templates, chosen: Chosen, ident: Ident) -> Any:  # noqa: ANN401
        found = cited(db, ident, chosen.display_threshold, pages.origin(request))
        extra = {"Content-Disposition": f'inline; filename="{found.key}.{suffix}"'}
        return response(write(found), headers=extra)

    router.add_api_route(
        f"/{letter}/{{ident}}.{suffix}",
        cite,
        response_class=response,
        responses=RECORD_FILE,
        name=f"cite_{noun}_{suffix.replace('.', '_')}",
        summary=f"One {noun}, cited as {label}",
    )


for _suffix in _FORMATS:
    _serve("s", "statement", _statement, _suffix)
    _serve("c", "claim", _claim, _suffix)
