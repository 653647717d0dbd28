"""The reader's choices, each to be taken away with one click."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.store.queries.views import Facet
from app.web import choosing
from app.web.listing import labels
from app.web.listing.asking import Asking


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
    """Whether a field of the form carries it; else the form needs it as a hidden one."""
    whole: bool
    """Whether the page has to be loaded anew: what stands above the list shows it, too."""


def chips(asking: Asking, facets: Sequence[Facet], name_of: labels.NameOf) -> tuple[Chip, ...]:
    """Every choice: words, dates, values chosen, values left out."""
    wanted = asking.wanted
    options = {(facet.name, option.value): option for facet in facets for option in facet.options}
    made: list[Chip] = []
    for name, value in choosing.pairs(wanted):
        option = options.get((name.removeprefix(choosing.NOT), value))
        label, unknown = labels.value(name, value, option.label if option else None, wanted, name_of)
        number = sum(chip.name == name for chip in made)
        made.append(
            Chip(
                id=f"chip-{name.replace('.', '-')}-{number}",
                name=name,
                value=value,
                title=labels.title(name, wanted),
                label=label,
                href=asking.at(choosing.without(wanted, name, value)),
                unknown=unknown,
                listed=name in ("q", *choosing.DATES) or (name in asking.offered and option is not None),
                whole=name == "q",
            )
        )
    return tuple(made)
