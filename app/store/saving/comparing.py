"""What compares across articles, handed to the store by whoever writes: it knows no names and no language."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from app.records import Entity, Form, Link, Profile
from app.store.saving.joining import Joining
from app.store.saving.matches import Matching


@dataclass(frozen=True, slots=True)
class Comparing:
    """How entities are linked, speakers described and joined, and passages matched."""

    link: Callable[[Sequence[Entity]], Sequence[Link]]
    profile: Callable[[Collection[Form], Collection[str]], Profile]
    joining: Joining
    matching: Matching
