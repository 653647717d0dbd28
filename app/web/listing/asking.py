"""What a list needs to know to be built."""

from dataclasses import dataclass

from app.store.queries.filters import Filter
from app.web import links
from app.web.hints import NO_HINTS, Hints
from app.web.pages import Format
from app.web.timelines import TimelineView


@dataclass(frozen=True, slots=True)
class Asking:
    """A list's place and wording, and what the reader wants of it."""

    path: str
    noun: str
    part: str
    placeholder: str
    wanted: Filter
    offered: tuple[str, ...] = ()
    """The facets that this list has."""
    after: str = ""
    before: str = ""
    formats: tuple[Format, ...] = ()
    groupings: tuple[str, ...] = ()
    """By what this list can be gathered."""
    hints: Hints = NO_HINTS
    timeline: TimelineView | None = None
    """When its rows are from; None for a list of what has no date."""
    broad: bool = False
    """Whether the timeline stands above the rows, not in the margin among the filters."""

    def at(self, wanted: Filter) -> str:
        """The address of this list with other choices."""
        return links.listing(self.path, wanted)
