"""What linking decides across articles."""

from dataclasses import dataclass

from app.records.found import SpeakerKind


@dataclass(frozen=True, slots=True)
class Link:
    """Why an entity belongs to a speaker: entities of any article with the same key are the same speaker."""

    key: str
    shared: bool
    """False keeps the key within its article: nothing certain connects it to another's."""
    rule: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which articles print a speaker, and how many entities have it."""

    name: str
    kind: SpeakerKind
    country: str | None
    """Where it speaks from, as printed there."""
    entities: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that articles print of a speaker: what it is compared with another by."""

    key: str
    forms: tuple[Form, ...]
    """At least one."""
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """Every role as printed, each once."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two speakers that are the same, or (not `same`) may be: then it is a suggestion and joins nothing."""

    same: bool
    rule: str
    reasons: tuple[str, ...]
    """In words for readers."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a speaker is called and is, derived from all its entities."""

    name: str
    kind: SpeakerKind
    country: str | None
    """Where it speaks from, ISO 3166-1 alpha-2; None where its articles print none, or disagree."""
    aliases: tuple[str, ...]
    """Every other name in use, sorted."""
