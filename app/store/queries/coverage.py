"""What is in this archive, and since when."""

from datetime import date, datetime

import numpy as np
from sqlmodel import Session, text

from app.store.catalogue import bitmaps, keeping, speaking
from app.store.catalogue.bitmaps import Numbers
from app.store.catalogue.shelf import Shelf
from app.store.queries.views import Coverage, Stated

# CROSS: along the index on captures, to the first of an article that is listed.
_CAPTURED = {
    end: text(f"""
        SELECT k.captured FROM captures AS k CROSS JOIN articles AS a
        WHERE a.id = k.article_id AND a.state = 'live' ORDER BY k.captured {order} LIMIT 1
    """)  # noqa: S608 - the order is one of ours
    for end, order in (("first", "ASC"), ("last", "DESC"))
}
_UNREAD = text("""
    SELECT coalesce(language, detected_language) AS tag, count(*) FROM articles
    WHERE state = 'live' AND NOT extracted
    GROUP BY tag ORDER BY count(*) DESC, tag
""")
_LACKING = ("date", "outlet", "address", "country", "language")


def coverage(db: Session) -> Coverage:
    """Counts of what stands now; speakers are those with a statement."""
    holdings = keeping.current(db)
    articles = holdings.articles
    first, last = holdings.once("published", lambda: published(articles.columns.at("day", _all(articles))))
    return Coverage(
        articles=len(articles.live),
        statements=len(holdings.statements.live),
        claims=len(holdings.claims.live),
        speakers=int(np.count_nonzero(speaking.statements(holdings)[1:])),
        outlets=len(articles.bits.get("outlet", {})),
        first_published=first,
        last_published=last,
        last_captured=_captured(db, "last"),
    )


def stated(db: Session) -> Stated:
    """What articles state of themselves."""
    bits = keeping.current(db).articles.bits
    grouped = {
        facet: sorted(
            ((str(value), len(rows)) for value, rows in bits.get(facet, {}).items()),
            key=lambda each: (-each[1], each[0]),
        )
        for facet in ("language", "via")
    }
    return Stated(
        languages=tuple(grouped["language"]),
        countries=tuple(grouped["via"]),
        lacking=tuple((name, len(bits.get("lacking", {}).get(name, ()))) for name in _LACKING),
        first_captured=_captured(db, "first"),
        unread=tuple((tag, number) for tag, number in db.connection().execute(_UNREAD)),
    )


def published(days: Numbers) -> tuple[date | None, date | None]:
    """The first and the last of these days, as ordinals with 0 for one not stated; None where none is."""
    stated = days[days > 0]
    if not len(stated):
        return None, None
    return date.fromordinal(int(stated.min())), date.fromordinal(int(stated.max()))


def _all(shelf: Shelf) -> Numbers:
    return bitmaps.numbers_of(shelf.live)


def _captured(db: Session, end: str) -> datetime | None:
    found = db.connection().scalar(_CAPTURED[end])
    return datetime.fromisoformat(found) if found else None
