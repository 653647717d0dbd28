"""Citations of one statement or one claim, each under the suffix of its format."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.store.queries import claims, statements
from app.web import citing, ranges
from app.web.citing import Cited, bibtex, csl, line, ris
from app.web.rooms import Room
from app.web.routes.described import LIST_FILE, RECORD_FILE, Ident, Number
from app.web.sessions import Chosen, Db, Templates
from app.web.turns import by_turns


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


Words = Annotated[str, Query(description="Some of its words by their numbers, as in 3-9.")]


async def _from(request: Request, pages: Templates, chosen: Chosen) -> tuple[float, str]:
    return chosen.display_threshold, pages.origin(request)


Told = Annotated[tuple[float, str], Depends(_from)]
"""Below which confidence no speaker is named, and what permalinks begin with."""


@by_turns
def _statement(db: Db, told: Told, ident: Ident, w: Words = "") -> Cited:
    row = statements.statement(db, ident).row
    return citing.of_statement(row, *told, ranges.of(row, w))


@by_turns
def _version(db: Db, told: Told, ident: Ident, number: Number, w: Words = "") -> Cited:
    row = statements.statement(db, ident, number).row
    return citing.of_statement(row, *told, ranges.of(row, w))


@by_turns
def _claim(db: Db, told: Told, ident: Ident) -> Cited:
    return citing.of_claim(claims.claim(db, ident).row, *told)


_CITED: dict[str, tuple[str, Callable[..., Awaitable[Cited]]]] = {
    "statement": ("/s/{ident}", _statement),
    "version": ("/s/{ident}/v{number:number}", _version),
    "claim": ("/c/{ident}", _claim),
}


def _route(noun: str, suffix: str) -> Callable[..., Any]:
    _, write, response = _FORMATS[suffix]

    def cite(found: Annotated[Cited, Depends(_CITED[noun][1])]) -> Response:
        headers = {"Content-Disposition": f'inline; filename="{found.key}.{suffix}"'}
        return response(write(found), headers=headers)

    cite.__name__ = f"cite_{noun}_{suffix.replace('.', '_')}"
    return cite


def _routes() -> Room:
    made = Room(tags=["Citing"])
    for noun, (path, _) in _CITED.items():
        for suffix, (label, _, response) in _FORMATS.items():
            made.add_api_route(
                f"{path}.{suffix}",
                _route(noun, suffix),
                response_class=response,
                responses=RECORD_FILE if noun == "claim" else RECORD_FILE | {400: LIST_FILE[400]},
                summary=f"One {noun}, cited as {label}",
            )
    return made


router = _routes()
