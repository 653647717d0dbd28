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
class Picture:
    """The bars, and where they are shown: “wide”, “narrow” in its stead on a phone, or always."""

    place: str
    bars: Bars
    any_date: str = ""
    """Where no date is asked for; "" where none is."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Without pictures where there are no two days to tell apart: then `notes` say all there is."""

    lead: str = ""
    pictures: tuple[Picture, ...] = ()
    rows: tuple[Bar, ...] = ()
    """The bars of the finest picture, for the table."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is drawn and where its bars lead."""

    noun: str
    dates: str
    href: Callable[[Period], str]
    places: tuple[tuple[str, int], ...]

    def pictures(
        self, days: Days, chosen: tuple[date | None, date | None], within: str = ""
    ) -> tuple[Picture, ...]:
        def lead(unit: str) -> str:
            return f"{self.noun.capitalize()}s by {unit}, {_WHEN[self.dates]}{within}"

        def told(count: int) -> str:
            return wording.count(count, self.noun)

        return tuple(
            Picture(place, bars(days, most, lead, told, self.href, chosen)) for place, most in self.places
        )


_BROAD = (("wide", WIDE), ("narrow", NARROW))
_MARGIN = (("margin", NARROW),)


def of_list(
    found: Timeline, noun: str, wanted: Filter, at: Callable[[Filter], str], *, broad: bool
) -> TimelineView:
    """The timeline of a list; its bars lead to the same list within their days.

    Where days are asked for, they are also drawn alone, in what may be a smaller unit.
    """

    def href(period: Period) -> str:
        return at(replace(wanted, since=period.first, until=period.last))

    kind = _Kind(noun, wanted.dates, href, _BROAD if broad else _MARGIN)
    since, until = wanted.since, wanted.until
    view = _view(found, kind, (since, until))
    if not (since or until) or not view.pictures:
        return view
    any_date = at(replace(wanted, since=None, until=None))
    view = replace(view, pictures=tuple(replace(each, any_date=any_date) for each in view.pictures))
    near = _between(found.days, since or date.min, until or date.max)
    if not _differ(near) or near == found.days:
        return view
    closer = kind.pictures(near, (since, until), ", in the days chosen")
    return replace(view, pictures=(*view.pictures, *closer), rows=closer[0].bars.bars)


def of_places(row: ClaimRow, found: SaidElsewhere[ClaimRow]) -> TimelineView | None:
    """Where a claim is surely made over time; None where that is here alone."""
    places = [row, *(each.row for each in found.found if each.certain)]
    if len(places) == 1:
        return None

    def href(period: Period) -> str:
        within = [each for each in places if period.holds(each.article.published)]
        return links.claim(within[0]) if len(within) == 1 else "#elsewhere"

    days = Counter(each.article.published.toordinal() for each in places if each.article.published)
    known = sorted(days)
    undated = len(places) - days.total()
    when = Timeline(Days(known, known, [days[day] for day in known]), undated)
    return _view(when, _Kind("claim", "published", href, _BROAD), (None, None))


def _view(found: Timeline, kind: _Kind, chosen: tuple[date | None, date | None]) -> TimelineView:
    notes = _notes(found, kind.noun, kind.dates, sum(found.days.counts))
    if not _differ(found.days):
        return TimelineView(notes=notes)
    pictures = kind.pictures(found.days, chosen)
    return TimelineView(f"{kind.noun.capitalize()}s over time", pictures, pictures[0].bars.bars, notes)


def _differ(days: Days) -> bool:
    """Whether there are two days to tell apart."""
    return len(days) > 0 and max(days.lasts) != days.firsts[0]


def _between(days: Days, since: date, until: date) -> Days:
    """The days from `since` to `until`; of several possible ones, those that lie there."""
    least, most = since.toordinal(), until.toordinal()
    within = [
        (max(first, least), min(last, most), count)
        for first, last, count in zip(days.firsts, days.lasts, days.counts, strict=True)
        if first <= most and last >= least
    ]
    firsts, lasts, counts = map(list, zip(*within, strict=True)) if within else ([], [], [])
    return Days(firsts, lasts, counts)


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
    firsts, lasts, counts = found.days.firsts, found.days.lasts, found.days.counts
    if known == counts[0] and firsts[0] == lasts[0]:
        all_of = f"All {wording.count(known, noun)} are" if known > 1 else f"The one {noun} is"
        made.append(f"{all_of} of one day, {wording.day(date.fromordinal(firsts[0])).words}.")
    if found.undated:
        made.append(f"{found.undated:,} more without a date {_STATED[dates]}.")
    several = () if firsts == lasts else zip(firsts, lasts, counts, strict=True)
    vague = sum(count for first, last, count in several if first != last)
    if vague:
        made.append(f"{vague:,} of a day not known exactly: in every bar it may belong to.")
    return tuple(made)
