"""A timeline as pages show it: bars that are links, the same as a table, and in words what no bar can say."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from app.store.queries.filters import Filter
from app.store.queries.views import ClaimRow, Days, SaidElsewhere, Timeline
from app.web import links, wording
from app.web.drawing.bars import NARROW, WIDE, Bar, Bars, bars
from app.web.drawing.periods import Period


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Without pictures where there are no two days to tell apart: then `notes` say all there is."""

    lead: str
    pictures: tuple[Bars, ...]
    rows: tuple[Bar, ...]
    """The bars of the finest picture, for the table."""
    notes: tuple[str, ...]
    any_date: str
    """Where no date is asked for; "" where none is."""


def of_list(
    found: Timeline, noun: str, wanted: Filter, at: Callable[[Filter], str], *, broad: bool
) -> TimelineView:
    """The timeline of a list; its bars lead to the same list within their days."""

    def href(period: Period) -> str:
        return at(replace(wanted, since=period.first, until=period.last))

    chosen = (wanted.since, wanted.until)
    any_date = at(replace(wanted, since=None, until=None)) if any(chosen) else ""
    view = _view(found, noun, wanted.dates, href, chosen, (WIDE, NARROW) if broad else (NARROW,))
    return replace(view, any_date=any_date)


def of_places(row: ClaimRow, found: SaidElsewhere[ClaimRow]) -> TimelineView | None:
    """Where a claim is surely made over time; None where that is here alone."""
    places = [row, *(each.row for each in found.found if each.certain)]
    if len(places) == 1:
        return None

    def href(period: Period) -> str:
        within = [each for each in places if period.holds(each.article.published)]
        return links.claim(within[0]) if len(within) == 1 else "#elsewhere"

    days = Counter(each.article.published for each in places if each.article.published)
    known = tuple(Days(day, day, count) for day, count in sorted(days.items()))
    undated = len(places) - days.total()
    return _view(Timeline(known, undated), "claim", "published", href, (None, None), (WIDE, NARROW))


def _view(
    found: Timeline,
    noun: str,
    dates: str,
    href: Callable[[Period], str],
    chosen: tuple[date | None, date | None],
    sizes: tuple[int, ...],
) -> TimelineView:
    known = sum(each.count for each in found.days)
    notes = _notes(found, noun, dates, known)
    if len({day for each in found.days for day in (each.first, each.last)}) < 2:
        return TimelineView("", (), (), notes, "")

    def told(count: int) -> str:
        return wording.count(count, noun)

    def lead(unit: str) -> str:
        return f"{noun.capitalize()}s by {unit}, {_WHEN[dates]}"

    pictures = tuple(bars(found.days, most, lead, told, href, chosen) for most in sizes)
    return TimelineView(f"{noun.capitalize()}s over time", pictures, pictures[0].bars, notes, "")


_WHEN = {"published": "as published", "said": "as said"}
_STATED = {"published": "of publication", "said": "that it was said on"}


def _notes(found: Timeline, noun: str, dates: str, known: int) -> tuple[str, ...]:
    if not known:
        total = wording.count(found.undated, noun)
        return (
            (f"{total}, {'all ' if found.undated > 1 else ''}without a date {_STATED[dates]}.",)
            if found.undated
            else ()
        )
    made = []
    first = found.days[0]
    if known == first.count and first.first == first.last:
        all_of = f"All {wording.count(known, noun)} are" if known > 1 else f"The one {noun} is"
        made.append(f"{all_of} of one day, {wording.day(first.first).words}.")
    if found.undated:
        made.append(f"{found.undated:,} more without a date {_STATED[dates]}.")
    vague = sum(each.count for each in found.days if each.first != each.last)
    if vague:
        made.append(f"{vague:,} of a day not known exactly: in every bar it may belong to.")
    return tuple(made)
