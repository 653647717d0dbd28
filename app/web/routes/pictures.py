"""Cards: pictures of statements and claims for previews elsewhere."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.store.queries import claims, statements
from app.store.queries.views import StatementView
from app.web import assets, cards, ranges
from app.web.cards import Card
from app.web.rooms import Room
from app.web.sessions import Chosen, Db
from app.web.turns import by_turns

router = Room(include_in_schema=False)


def _statement(view: StatementView, w: str, threshold: float) -> Card:
    # A picture has no room for a notice: for words that are not there it shows all.
    return cards.of_statement(view, threshold, ranges.read(w, [piece.words for piece in view.row.pieces]))


@by_turns
def _newest(db: Db, chosen: Chosen, ident: str, w: str = "") -> Card:
    view = statements.statement(db, ident)
    return _statement(view, w, chosen.display_threshold)


@by_turns
def _version(db: Db, chosen: Chosen, ident: str, number: int, w: str = "") -> Card:
    view = statements.statement(db, ident, number)
    return _statement(view, w, chosen.display_threshold)


@by_turns
def _claim(db: Db, chosen: Chosen, ident: str) -> Card:
    return cards.of_claim(claims.claim(db, ident).row, chosen.display_threshold)


@router.get("/s/{ident}/card.png")
def statement(request: Request, card: Annotated[Card, Depends(_newest)], k: str = "") -> Response:
    """The card of a statement as it stands."""
    return _answer(request, card, k)


@router.get("/s/{ident}/v{number:number}/card.png")
def version(request: Request, card: Annotated[Card, Depends(_version)], k: str = "") -> Response:
    """The card of one version."""
    return _answer(request, card, k)


@router.get("/c/{ident}/card.png")
def claim(request: Request, card: Annotated[Card, Depends(_claim)], k: str = "") -> Response:
    """The card of a claim."""
    return _answer(request, card, k)


@router.get("/card.png")
def site(request: Request, k: str = "") -> Response:
    """The card of every other page."""
    return _answer(request, cards.site(), k)


def _answer(request: Request, card: Card, asked: str) -> Response:
    """The picture; for ever where the address names just this one, else to be asked for again."""
    key = cards.key(card)
    headers = {"ETag": f'"{key}"', "Cache-Control": assets.FOREVER if asked == key else "no-cache"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(cards.png(card, request.app.state.cards), media_type="image/png", headers=headers)
