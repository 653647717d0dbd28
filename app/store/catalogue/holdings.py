"""All that the catalogue knows of one moment of the database."""

from dataclasses import dataclass

from app.store.catalogue import people, shelf
from app.store.catalogue.people import People
from app.store.catalogue.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Holdings:
    """The lists and the speakers as they stood after the change `seq`."""

    seq: int
    statements: Shelf
    claims: Shelf
    articles: Shelf
    people: People


NOTHING = Holdings(
    -1, shelf.empty("statements"), shelf.empty("claims"), shelf.empty("articles"), people.empty()
)
"""What is known before anything was read."""
