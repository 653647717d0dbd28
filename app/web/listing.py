"""A list with its search box, facets, chips, pages and, when nothing is left, the way out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.records import ClaimType, Kind, SpeakerKind
from app.store.queries.filters import Filter
from app.store.queries.views import Facet, Page
from app.web import links, wording
from app.web.pages import Format

_SHOWN = 8
_SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "worth": "Most worth checking first",
    "relevance": "Best match first",
}
_ONLY = {"worth": "claim"}
"""Orders that one kind of list alone has."""
_MATCHES = {"all": "all words", "any": "any word", "exact": "these exact words"}
_KIND_LABELS = {**{kind.value: words for kind, words in wording.KINDS.items()}} | {
    kind.value: words for kind, words in wording.SPEAKER_KINDS.items()
}
_TYPE_LABELS = {kind.value: words for kind, words in wording.TYPES.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose, in a select or as a facet's checkbox."""

    id: str
    name: str
    value: str
    label: str
    count: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet's checkboxes; the rarer ones fold away."""

    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    open: bool
    """Whether one of the rarer ones is chosen."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of the reader's, and the address without it."""

    id: str
    name: str
    value: str
    title: str
    label: str
    href: str
    unknown: bool
    listed: bool
    """Whether a checkbox carries it; else the form needs it as a hidden field."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """What removing one choice would give."""

    label: str
    result: str
    href: str
    frees: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything about a list but the page around it."""

    path: str
    placeholder: str
    q: str
    sorts: tuple[Choice, ...]
    matches: tuple[Choice, ...]
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


@dataclass(frozen=True, slots=True)
class Asking:
    """What a list needs to know to be built."""

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


def build(
    asking: Asking,
    page: Page[object],
    lines: Sequence[object],
    facets: Sequence[Facet],
    total_of: Callable[[Filter], int],
    name_of: Callable[[str], str | None],
) -> Listing:
    """A list; `total_of` counts other choices when these leave nothing, `name_of` names a speaker."""
    wanted, path = asking.wanted, asking.path
    useful = {facet.name: facet for facet in facets if _divides(facet, page.total)}
    boxes = tuple(_box(useful[name]) for name in asking.offered if name in useful)
    chips = _chips(asking, facets, name_of)
    count = wording.count(page.total, asking.noun)
    ways_out = () if page.total else _ways_out(asking, chips, total_of)
    sorts = {
        name: label
        for name, label in _SORTS.items()
        if (wanted.q or name != "relevance") and _ONLY.get(name, asking.noun) == asking.noun
    }
    return Listing(
        path=path,
        placeholder=asking.placeholder,
        q=wanted.q,
        sorts=_select("sort", sorts, wanted.sort),
        matches=_select("match", _MATCHES, wanted.match),
        facets=boxes,
        chips=chips,
        part=asking.part,
        lines=tuple(lines),
        count=count,
        status=f"{count} found" if chips else f"{count} in all",
        previous=links.listing(path, wanted, before=page.before) if page.before else None,
        next=links.listing(path, wanted, after=page.after) if page.after else None,
        clear=path,
        empty=_empty(asking.noun, chosen=bool(chips)),
        ways_lead=_ways_lead(ways_out),
        ways_out=ways_out,
        address=links.listing(path, wanted, after=asking.after, before=asking.before),
        formats=asking.formats,
    )


def label(
    name: str, value: str, listed: str | None, name_of: Callable[[str], str | None]
) -> tuple[str, bool]:
    """How a value of a facet reads, and whether it is one that nothing can have."""
    if name == "bloc":
        return wording.bloc(value), listed is None
    if name in ("about", "from", "via"):
        return wording.country(value), not wording.is_country(value)
    if name == "kind":
        return _KIND_LABELS.get(value, value), value not in set(Kind) | set(SpeakerKind)
    if name == "type":
        return _TYPE_LABELS.get(value, value), value not in set(ClaimType)
    if name in ("p", "named"):
        found = listed if listed and listed != value else name_of(value)
        return found or value, found is None
    return listed or value, False


def _select(name: str, values: dict[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"{name}-{value}", name, value, words, chosen=value == chosen)
        for value, words in values.items()
    )


def _divides(facet: Facet, total: int) -> bool:
    """Whether choosing one of its values would change anything."""
    return any(option.chosen or option.count != total for option in facet.options)


def _box(facet: Facet) -> FacetBox:
    choices = tuple(
        Choice(
            f"f-{facet.name}-{links.slug(option.value) or number}",
            facet.name,
            option.value,
            label(facet.name, option.value, option.label, lambda _: None)[0],
            f"{option.count:,}",
            option.chosen,
        )
        for number, option in enumerate(facet.options)
    )
    more = choices[_SHOWN:] if len(choices) > _SHOWN + 2 else ()
    first = choices[: len(choices) - len(more)]
    return FacetBox(wording.FACET_TITLES[facet.name], first, more, any(choice.chosen for choice in more))


def _chips(asking: Asking, facets: Sequence[Facet], name_of: Callable[[str], str | None]) -> tuple[Chip, ...]:
    wanted = asking.wanted
    known = {(facet.name, option.value): option.label for facet in facets for option in facet.options}
    made = []
    if wanted.q:
        words = f"“{wanted.q}”" if wanted.match == "exact" else wanted.q
        href = links.listing(asking.path, links.choosing(wanted, "q", ()))
        made.append(Chip("chip-q", "q", wanted.q, "Words", words, href, unknown=False, listed=True))
    for name, field in links.FACETS.items():
        values: tuple[str, ...] = getattr(wanted, field)
        for number, value in enumerate(values):
            words, unknown = label(name, value, known.get((name, value)), name_of)
            made.append(
                Chip(
                    id=f"chip-{name}-{number}",
                    name=name,
                    value=value,
                    title=wording.FACET_TITLES[name],
                    label=words,
                    href=links.listing(asking.path, _without(wanted, name, value)),
                    unknown=unknown,
                    listed=name in asking.offered and (name, value) in known,
                )
            )
    return tuple(made)


def _without(wanted: Filter, name: str, value: str) -> Filter:
    values = () if name == "q" else getattr(wanted, links.FACETS[name])
    return links.choosing(wanted, name, tuple(other for other in values if other != value))


def _empty(noun: str, *, chosen: bool) -> str:
    if chosen:
        return (
            f"No {noun} in this archive fits all of this. That says nothing about whether it was ever said."
        )
    return f"There is no {noun} in this archive yet."


def _ways_lead(ways_out: Sequence[WayOut]) -> str:
    if any(way.frees for way in ways_out):
        return "Without one of these filters there would be:"
    return "No single filter is to blame. Without one of them there would still be:" if ways_out else ""


def _ways_out(asking: Asking, chips: Sequence[Chip], total_of: Callable[[Filter], int]) -> tuple[WayOut, ...]:
    made = []
    for chip in chips[:12]:  # each costs a count
        total = total_of(_without(asking.wanted, chip.name, chip.value))
        result = wording.count(total, asking.noun)
        made.append(WayOut(f"{chip.title}: {chip.label}", result, chip.href, frees=total > 0))
    return tuple(made)
