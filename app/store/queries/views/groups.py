"""A list gathered by who says what is on it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.store.queries.views.speakers import SpeakerRef

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """What one speaker says of a list: the first rows of it, and how many there are."""

    speaker: SpeakerRef | None
    """None gathers what nobody is named for."""
    total: int
    rows: tuple[T, ...]
