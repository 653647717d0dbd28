"""Where words point, and the words that do: countries by their pages, blocs by the list about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.store.queries.filters import Filter
from app.store.queries.views import PlaceView
from app.web import lines, links, wording
from app.web.pages import Link


@dataclass(frozen=True, slots=True)
class Place:
    """A country or bloc, and the words that point at it."""

    link: Link
    words: str
    rule: str
    antecedent: str
    """The words elsewhere that tell which is meant, "" where these do."""
    bloc: bool


def places(found: Sequence[PlaceView], path: str) -> tuple[Place, ...]:
    """The places of a statement or claim; `path` is the list where others about the same bloc are."""
    return tuple(
        Place(
            _bloc(place.code, path) if place.kind == "bloc" else lines.countries((place.code,))[0],
            place.words,
            wording.RULES.get(place.rule, place.rule),
            place.antecedent or "",
            place.kind == "bloc",
        )
        for place in found
    )


def _bloc(slug: str, path: str) -> Link:
    return Link(wording.bloc(slug), links.listing(path, Filter(blocs=(slug,))))
