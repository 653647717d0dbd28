"""A list gathered by speaker."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.store.queries.filters import NOBODY
from app.store.queries.views import Group
from app.web import choosing, lines, wording
from app.web.lines import Named
from app.web.listing import labels
from app.web.listing.asking import Asking
from app.web.pages import Link


@dataclass(frozen=True, slots=True)
class Gathered:
    """The first lines of one speaker's, and the way to all of them."""

    id: str
    named: Named
    count: str
    lines: tuple[object, ...]
    more: Link | None


def gathered(asking: Asking, group: Group[Any], line: Callable[[Any], object]) -> Gathered:
    """A group with its lines; the way to all of them keeps every other choice."""
    speaker = group.speaker
    named = Named(labels.NOBODY) if speaker is None else lines.named(speaker, "")
    ident = NOBODY if speaker is None else speaker.ident
    count = wording.count(group.total, asking.noun)
    every = replace(choosing.choosing(asking.wanted, "p", (ident,)), group="")
    whose = f"by {named.words}" if speaker else "with no named speaker"
    more = Link(f"All {count} {whose}", asking.at(every)) if group.total > len(group.rows) else None
    return Gathered(f"by-{ident}", named, count, tuple(map(line, group.rows)), more)
