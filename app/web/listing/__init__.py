"""A list with its search box, facets, chips, pages and, when nothing is left, the way out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.store.queries.views import Facet
from app.web import links, wording
from app.web.hints import Hints
from app.web.listing import ways_out
from app.web.listing.asking import Asking
from app.web.listing.boxes import Choice, Dates, FacetBox, boxes, dates, select
from app.web.listing.chips import Chip, chips
from app.web.listing.groups import Gathered, gathered
from app.web.listing.labels import NameOf
from app.web.listing.ways_out import TotalOf, WayOut
from app.web.pages import Format
from app.web.timelines import TimelineView

__all__ = [
    "Asking",
    "Asks",
    "Chip",
    "Choice",
    "Dates",
    "FacetBox",
    "Found",
    "Gathered",
    "Listing",
    "WayOut",
    "build",
    "gathered",
]

_SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "worth": "Most worth checking first",
    "relevance": "Best match first",
}
_ONLY = {"worth": "claim"}
"""Orders that one kind of list alone has."""
_MATCHES = {"all": "all words", "any": "any word", "exact": "these exact words", "near": "near spellings too"}
_GROUPINGS = {"": "no", "p": "by speaker", "report": "copies of one report"}


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
    groupings: tuple[Choice, ...]
    """Ways of gathering the list; () where there is but one."""
    chips: tuple[Chip, ...]
    groups: tuple[Gathered, ...]
    """The list by speaker: then `lines` is empty."""
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
    covered: str
    """What is in the archive, where nothing of it is found."""
    ways_lead: str
    ways_out: tuple[WayOut, ...]
    address: str
    """This list's own address, tidy."""
    formats: tuple[Format, ...]
    """The whole of it to take away."""
    hints: Hints


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list: its lines, or groups of them."""

    total: int
    """Of rows, in groups or not."""
    lines: tuple[object, ...]
    groups: tuple[Gathered, ...]
    of_groups: int
    after: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class Asks:
    """What building a list may have to ask the archive."""

    total_of: TotalOf
    """How many rows other choices would find."""
    name_of: NameOf
    """A speaker's name."""
    covered: Callable[[], str]
    """What is in the archive."""


def build(asking: Asking, found: Found, facets: Sequence[Facet], asks: Asks) -> Listing:
    """A list on its page."""
    wanted, path = asking.wanted, asking.path
    chosen = chips(asking, facets, asks.name_of)
    count = wording.count(found.total, asking.noun)
    ways = () if found.total else ways_out.ways_out(asking, chosen, asks.total_of)
    sorts = {
        name: label
        for name, label in _SORTS.items()
        if (wanted.q or name != "relevance") and _ONLY.get(name, asking.noun) == asking.noun
    }
    if found.of_groups:
        count = f"{count} in {wording.count(found.of_groups, 'group')}"
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
        facets=boxes(asking, facets, found.total),
        groupings=(
            select("group", {name: _GROUPINGS[name] for name in ("", *asking.groupings)}, wanted.group)
            if asking.groupings
            else ()
        ),
        chips=chosen,
        groups=found.groups,
        part=asking.part,
        lines=found.lines,
        count=count,
        status=f"{count} found" if chosen else f"{count} in all",
        previous=links.listing(path, wanted, before=found.before) if found.before else None,
        next=links.listing(path, wanted, after=found.after) if found.after else None,
        clear=path,
        empty="" if found.total else ways_out.empty(asking, chosen, asks.total_of),
        covered="" if found.total else f"This archive holds {asks.covered()}.",
        ways_lead=ways_out.lead(ways),
        ways_out=ways,
        address=links.listing(path, wanted, after=asking.after, before=asking.before),
        formats=asking.formats,
        hints=asking.hints,
    )
