"""What a few letters may be the beginning of."""

from dataclasses import dataclass

from app.store.queries.views.speakers import SpeakerRef


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker one of whose names was begun."""

    speaker: SpeakerRef
    alias: str
    """The name that was begun."""
    role: str | None
    """The newest role printed."""
    statements: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A value, and how many rows of the list that it leads to have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Related:
    """A word or a name that often stands in the same statements."""

    label: str
    """As printed."""
    speaker: str | None = None
    """The identifier, where it names a speaker."""
