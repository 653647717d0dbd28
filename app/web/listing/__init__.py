"""A list with its search box, facets, chips, pages and, when nothing is left, the way out."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.store.queries.views import Facet, Page
from app.web import links, wording
from app.web.hints import Hints
from app.web.listing import ways_out
from app.web.listing.asking import Asking
from app.web.listing.boxes import Choice, Dates, FacetBox, boxes, dates, select
from app.web.listing.chips import Chip, chips
from app.web.listing.labels import NameOf
from app.web.listing.ways_out import TotalOf, WayOut
from app.web.pages import Format
from app.web.timelines import TimelineView

__all__ = ["Asking", "Chip", "Choice", "Dates", "FacetBox", "Listing", "WayOut", "build"]

_SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "worth": "Most worth checking first",
    "relevance": "Best match first",
}
_ONLY = {"worth": "claim"}
"""Orders that one kind of list alone has."""
_MATCHES = {"all": "all words", "any": "any word", "exact": "these exact words", "near": "near spellings too"}


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything about a list but the page around it."""

    path: str
    placeholder: str
    q: str
    suggest: str
    """Where what is typed is completed; a list of names has no use for words."""
    sorts: tuple[Choice, ...]
    matches: tuple[Choice, ...]
    dates: Dates
    timeline: TimelineView | None
    """When its rows are from; None for a list of what has no date."""
    broad: bool
    """Whether the timeline stands above the rows, not in the margin among the filters."""
    facets: tuple[FacetBox, ...]
    chips: tuple[Chip, ...]
    part: str
    """The template of one line."""
    lines: tuple[object, ...]
    count: str
    status: str
    """What is announced when the list changes."""
    previous: str | None
    next: str | None
    clear: str
    empty: str
    ways_lead: str
    ways_out: tuple[WayOut, ...]
    address: str
    """This list's own address, tidy."""
    formats: tuple[Format, ...]
    """The whole of it to take away."""
    hints: Hints


def build(
    asking: Asking,
    page: Page[object],
    lines: Sequence[object],
    facets: Sequence[Facet],
    total_of: TotalOf,
    name_of: NameOf,
) -> Listing:
    """A list; `total_of` counts other choices when these leave nothing, `name_of` names a speaker."""
    wanted, path = asking.wanted, asking.path
    chosen = chips(asking, facets, name_of)
    count = wording.count(page.total, asking.noun)
    ways = () if page.total else ways_out.ways_out(asking, chosen, total_of)
    sorts = {
        name: label
        for name, label in _SORTS.items()
        if (wanted.q or name != "relevance") and _ONLY.get(name, asking.noun) == asking.noun
    }
    return Listing(
        path=path,
        placeholder=asking.placeholder,
        q=wanted.q,
        suggest="/suggest?only=names" if asking.noun == "speaker" else "/suggest",
        sorts=select("sort", sorts, wanted.sort),
        matches=select("match", _MATCHES, wanted.match),
        dates=dates(asking),
        timeline=asking.timeline,
        broad=asking.broad,
        facets=boxes(asking, facets, page.total),
        chips=chosen,
        part=asking.part,
        lines=tuple(lines),
        count=count,
        status=f"{count} found" if chosen else f"{count} in all",
        previous=links.listing(path, wanted, before=page.before) if page.before else None,
        next=links.listing(path, wanted, after=page.after) if page.after else None,
        clear=path,
        empty=ways_out.empty(asking.noun, chosen=bool(chosen)),
        ways_lead=ways_out.lead(ways),
        ways_out=ways,
        address=links.listing(path, wanted, after=asking.after, before=asking.before),
        formats=asking.formats,
        hints=asking.hints,
    )
