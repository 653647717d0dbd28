"""How much a speaker says of something: counted, dated, and by country spoken about."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from app.store.catalogue import bitmaps, choosing
from app.store.catalogue.choosing import Chosen
from app.store.queries.filters import Filter
from app.store.queries.views import Extent, Option


def extent(db: Session, wanted: Filter) -> Extent:
    """What the statements that `wanted` asks for come to; the claims are those with the same words."""
    said = choosing.statements(db, wanted)
    claims = len(choosing.claims(db, wanted).rows())
    return replace(said.once("extent", lambda: _said(said)), claims=claims)


def _said(said: Chosen) -> Extent:
    """What statements come to, without any claims."""
    rows = said.rows()
    articles = choosing.articles_of(said.shelf, rows)
    days = said.holdings.articles.columns.at("day", bitmaps.numbers_of(articles))
    dated = days[days > 0]
    about = {
        str(code): rows.intersection_cardinality(held)
        for code, held in said.shelf.bits.get("about", {}).items()
    }
    return Extent(
        statements=len(rows),
        claims=0,
        articles=len(articles),
        undated=len(days) - len(dated),
        first=date.fromordinal(int(dated.min())) if len(dated) else None,
        last=date.fromordinal(int(dated.max())) if len(dated) else None,
        about=tuple(
            Option(code, code, count)
            for code, count in sorted(about.items(), key=lambda each: (-each[1], each[0]))
            if count
        ),
    )
