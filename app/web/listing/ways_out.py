"""When nothing is left: what that does not say, what is covered, and which choice to take away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.store.queries.filters import Filter
from app.web import choosing, wording
from app.web.listing.asking import Asking
from app.web.listing.chips import Chip

_MOST = 12
"""Choices tried: each costs a count."""
TotalOf = Callable[[Filter], int]


@dataclass(frozen=True, slots=True)
class WayOut:
    """What one change would give."""

    change: str
    """“without”, “with”."""
    label: str
    result: str
    href: str
    frees: bool


def empty(asking: Asking, chips: Sequence[Chip], total_of: TotalOf) -> str:
    """What an empty list says, and what it does not."""
    if not chips:
        return f"No {asking.noun} is filed here yet."
    says = f"No {asking.noun} in this archive fits all of this."
    says += " That says nothing about whether it was ever said."
    asked = asking.wanted.review
    if asked and "machine" not in asked and not total_of(Filter(review=("checked", "disputed"))):
        says += " Nobody has checked or disputed anything listed here yet: it is all as the machine found it."
    return says


def lead(ways: Sequence[WayOut]) -> str:
    """What stands above the ways out."""
    if any(way.frees for way in ways):
        return "With one thing changed there would be:"
    return "No single filter is to blame. Without one of them there would still be:" if ways else ""


def ways_out(asking: Asking, chips: Sequence[Chip], total_of: TotalOf) -> tuple[WayOut, ...]:
    """Each choice taken away, and another manner of taking the words or dates where that finds something."""
    changed = [
        ("without", f"{chip.title}: {chip.label}", choosing.without(asking.wanted, chip.name, chip.value))
        for chip in chips[:_MOST]
    ]
    ways = [_way(asking, *each, total_of) for each in changed]
    loosened = [_way(asking, "with", words, other, total_of) for words, other in _looser(asking.wanted)]
    return (*(way for way in loosened if way.frees), *ways)


def _looser(wanted: Filter) -> list[tuple[str, Filter]]:
    """Other manners of taking what is asked for."""
    looser = []
    if wanted.match == "exact":
        looser.append(("all of the words, in any order", replace(wanted, match="all")))
    if wanted.match != "any" and len(wanted.q.split()) > 1:
        looser.append(("any of the words", replace(wanted, match="any")))
    if wanted.since or wanted.until:
        other = "published" if wanted.dates == "said" else "said"
        looser.append((f"the day it was {other}", replace(wanted, dates=other)))
    return looser


def _way(asking: Asking, change: str, label: str, other: Filter, total_of: TotalOf) -> WayOut:
    total = total_of(other)
    return WayOut(change, label, wording.count(total, asking.noun), asking.at(other), frees=total > 0)
