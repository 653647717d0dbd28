"""All that the catalogue knows of one moment of the database."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.store.catalogue import people, shelf
from app.store.catalogue.people import People
from app.store.catalogue.shelf import Shelf

T = TypeVar("T")
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

    _recent: OrderedDict[Hashable, Any] = field(
        default_factory=OrderedDict, init=False, repr=False, compare=False
    )

    def recent(self, name: Hashable, make: Callable[[], T]) -> T:
        """The same of what may be asked for again soon, by a name that tells all it is made of."""
        found: T | None = self._recent.pop(name, None)
        if found is None:
            found = make()
        # Put last again. No step here needs another thread to wait: at worst a thing is made twice.
        self._recent[name] = found
        while len(self._recent) > _RECENT:
            self._recent.pop(next(iter(tuple(self._recent)), None), None)
        return found

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
