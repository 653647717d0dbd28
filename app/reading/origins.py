"""Where articles come from, each place with a way to read it: files, archives, addresses, what was pasted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.records import Read


@dataclass(frozen=True, slots=True)
class Origin:
    """A place that articles are read from, not read yet."""

    place: str
    """The same whenever it is read again: an absolute path, or an address."""
    reads: Callable[[], Iterator[Read]]
    """All its articles, in the same order as long as its bytes stay the same; what fails is a Read with an
    error. Nothing raises."""
    digest: Callable[[], str | None] = lambda: None
    """Of all that its articles are made of; None where only reading can tell."""
    count: Callable[[], int] = lambda: 1
    """How many articles to expect, for a progress bar: as well as can be told without reading them."""
    remembered: bool = True
    """Whether the database remembers that it was read."""


def held(place: str, reads: Iterable[Read]) -> Origin:
    """An origin whose articles are read already."""
    return Origin(place, lambda: iter(reads))
