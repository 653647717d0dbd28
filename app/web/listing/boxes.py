"""The facets beside a list: what there is to choose, what to leave out, and the dates between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.store.queries.views import Facet, Option
from app.web import choosing, links, wording
from app.web.listing import labels
from app.web.listing.asking import Asking

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose in a select."""

    id: str
    name: str
    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: a checkbox chooses it, a link leaves it out or, once it is, takes it back."""

    id: str
    name: str
    value: str
    label: str
    count: str
    chosen: bool
    excluded: bool
    other: str
    """The address of the list without it or, where it is left out, with it again."""


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet's values; the rarer ones fold away."""

    title: str
    choices: tuple[Value, ...]
    more: tuple[Value, ...]
    open: bool
    """Whether one of the rarer ones is chosen or left out."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The days between which the list is to lie, and which days are meant."""

    since: str
    until: str
    kinds: tuple[Choice, ...]


def boxes(asking: Asking, facets: Sequence[Facet], total: int) -> tuple[FacetBox, ...]:
    """The facets that this list has and that tell its `total` rows apart, in its order."""
    useful = {facet.name: facet for facet in facets if _divides(facet, total)}
    return tuple(_box(asking, useful[name]) for name in asking.offered if name in useful)


def dates(asking: Asking) -> Dates:
    """The dates as asked for; "" where they are open."""
    since, until = asking.wanted.since, asking.wanted.until
    return Dates(
        since.isoformat() if since else "",
        until.isoformat() if until else "",
        select("date", wording.DATES, asking.wanted.dates),
    )


def select(name: str, values: dict[str, str], chosen: str) -> tuple[Choice, ...]:
    """The choices of a select."""
    return tuple(
        Choice(f"{name}-{value}", name, value, words, chosen=value == chosen)
        for value, words in values.items()
    )


def _divides(facet: Facet, total: int) -> bool:
    """Whether choosing one of its values would change anything."""
    return any(option.chosen or option.excluded or option.count != total for option in facet.options)


def _box(asking: Asking, facet: Facet) -> FacetBox:
    addresses = _others(asking, facet.name)
    choices = tuple(
        _value(addresses, facet.name, option, number) for number, option in enumerate(facet.options)
    )
    more = choices[_SHOWN:] if len(choices) > _SHOWN + 2 else ()
    first = choices[: len(choices) - len(more)]
    used = any(choice.chosen or choice.excluded for choice in more)
    return FacetBox(wording.FACET_TITLES[facet.name], first, more, used)


def _others(asking: Asking, name: str) -> Callable[[Option], str]:
    """By value, the address that leaves it out, or takes it back in; "" where neither can be asked for."""
    wanted, parameter = asking.wanted, choosing.NOT + name
    can_exclude = name in choosing.EXCLUDABLE
    # Where nothing is left out as yet, one more value is all that its address adds.
    plain = links.with_one_more(asking.path, wanted, parameter)
    has_some = can_exclude and bool(choosing.values(wanted, parameter))

    def address(option: Option) -> str:
        if option.excluded:
            return asking.at(choosing.without(wanted, parameter, option.value))
        if not can_exclude:
            return ""
        if option.chosen or has_some:
            return asking.at(choosing.excluding(wanted, name, option.value))
        return plain(option.value)

    return address


def _value(addresses: Callable[[Option], str], name: str, option: Option, number: int) -> Value:
    label, _ = labels.of_facet(name, option.value, option.label, lambda _: None)
    return Value(
        f"f-{name}-{links.slug(option.value) or number}",
        name,
        option.value,
        label,
        f"{option.count:,}",
        option.chosen,
        option.excluded,
        addresses(option),
    )
