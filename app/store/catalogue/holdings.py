"""All that the catalogue knows of one moment of the database."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.store.catalogue import people, shelf
from app.store.catalogue.lately import Lately
from app.store.catalogue.people import People
from app.store.catalogue.shelf import Shelf

T = TypeVar("T")
_LATELY = 500
_RECENT = 8
"""So much of what readers choose is kept: at a million rows each is about a megabyte with its counts."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The lists and the speakers as they stood after the change `seq`."""

    seq: int
    statements: Shelf
    claims: Shelf
    articles: Shelf
    people: People
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _recent: Lately = field(default_factory=lambda: Lately(_RECENT), init=False, repr=False, compare=False)
    _lately: Lately = field(default_factory=lambda: Lately(_LATELY), init=False, repr=False, compare=False)

    def recent(self, name: Hashable, make: Callable[[], T]) -> T:
        """The same of what may be asked for again soon, by a name that tells all it is made of."""
        return self._recent.get(name, make)

    def lately(self, name: Hashable, make: Callable[[], T]) -> T:
        """The same of what is small, such as the spellings of a word: of that much more is kept."""
        return self._lately.get(name, make)

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of all there is here: made when first asked for by this name, and kept."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found


NOTHING = Holdings(
    -1, shelf.empty("statements"), shelf.empty("claims"), shelf.empty("articles"), people.empty()
)
"""What is known before anything was read."""
