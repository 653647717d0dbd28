"""How parameters and their values read, on facets, chips and ways out."""

from collections.abc import Callable

from app.store.queries import filters
from app.store.queries.filters import Filter
from app.web import wording
from app.web.choosing import DATES, NOT

NOBODY = "No named speaker"
NameOf = Callable[[str], str | None]
"""The name of a speaker by its identifier."""
_WORDS = {
    "kind": {str(kind): words for kind, words in (*wording.KINDS.items(), *wording.SPEAKER_KINDS.items())},
    "type": {str(kind): words for kind, words in wording.TYPES.items()},
    "review": wording.REVIEWS,
    "lacking": wording.LACKING,
}
"""The values of facets that can have no others."""


def title(parameter: str, wanted: Filter) -> str:
    """What a choice in this parameter is called."""
    if parameter == "q":
        return "Words"
    if parameter in DATES:
        return f"{wording.DATES[wanted.dates]} {parameter}"
    if parameter.startswith(NOT):
        return wording.EXCLUDED_TITLES[parameter.removeprefix(NOT)]
    return wording.FACET_TITLES[parameter]


def value(
    parameter: str, chosen: str, listed: str | None, wanted: Filter, name_of: NameOf
) -> tuple[str, bool]:
    """How a value reads, and whether it is one that nothing can have.

    `listed` is its label among the facet's options, where it is one of them.
    """
    if parameter == "q":
        return f"“{chosen}”" if wanted.match == "exact" else chosen, False
    if parameter in DATES:
        return wording.day(getattr(wanted, parameter)).words, False
    return of_facet(parameter.removeprefix(NOT), chosen, listed, name_of)


def of_facet(name: str, chosen: str, listed: str | None, name_of: NameOf) -> tuple[str, bool]:
    """How a value of a facet reads, and whether it is one that nothing can have."""
    if name in _WORDS:
        return _WORDS[name].get(chosen, chosen), chosen not in _WORDS[name]
    if name in ("about", "from", "via"):
        return wording.country(chosen), not wording.is_country(chosen)
    if name == "language":
        return wording.language(chosen), False
    if name == "bloc":
        return wording.bloc(chosen), listed is None
    if name in ("p", "named"):
        return _speaker(chosen, listed, name_of)
    return listed or chosen, False


def _speaker(chosen: str, listed: str | None, name_of: NameOf) -> tuple[str, bool]:
    if chosen == filters.NOBODY:
        return NOBODY, False
    found = listed if listed and listed != chosen else name_of(chosen)
    return found or chosen, found is None
