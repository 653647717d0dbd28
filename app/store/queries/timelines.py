"""When the rows of a list are from: counts by day, whatever days its filter asks for."""

from dataclasses import replace

from sqlmodel import Session

from app.store.catalogue import choosing, counting
from app.store.catalogue.choosing import Chosen
from app.store.queries.filters import Filter
from app.store.queries.views import Days, Timeline


def statements(db: Session, wanted: Filter) -> Timeline:
    """When the statements `wanted` asks for were published or said."""
    return _timeline(choosing.statements(db, wanted), wanted.dates)


def claims(db: Session, wanted: Filter) -> Timeline:
    """When the claims `wanted` asks for were published or, where a statement makes them, said."""
    return _timeline(choosing.claims(db, wanted), wanted.dates)


def articles(db: Session, wanted: Filter) -> Timeline:
    """When the articles `wanted` asks for were published; an article has no day that it was said on."""
    return _timeline(choosing.articles(db, replace(wanted, dates="published")), "published")


def _timeline(found: Chosen, dates: str) -> Timeline:
    """The counts; since and until are left aside, as a facet leaves aside its own choice."""
    aside = ("since", "until")

    def count() -> Timeline:
        firsts, lasts, counts, undated = counting.days(found, dates, aside)
        return Timeline(Days(firsts, lasts, counts), undated)

    return found.once(("timeline", dates), count, aside)
