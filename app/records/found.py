"""What extraction finds in one article."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.records.claimed import Claim
from app.records.places import Place
from app.records.texts import Document, Span


class Kind(StrEnum):
    """How much of a statement's content stands inside quotation marks: all, part or none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerKind(StrEnum):
    """What sort of body an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PUBLICATION = "publication"
    UNNAMED = "unnamed"


class MentionKind(StrEnum):
    """How a mention refers: by name, by description or by pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to somebody; `entity` indexes `Extraction.entities`."""

    span: Span
    kind: MentionKind
    entity: int | None


@dataclass(frozen=True, slots=True)
class PrintedRole:
    """A title or affiliation as the article prints it."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions within one article refer to; becomes a speaker once linked across articles."""

    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    """Every other form of the name in the article, sorted."""
    roles: tuple[PrintedRole, ...] = ()
    home: Place | None = None
    """The country it speaks from, with the printed words that say so."""


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said: on one of the days from `first` to `last`."""

    first: date
    last: date
    span: Span
    """The words that tell it."""
    rule: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content, cue and source, resolved to an entity where that is certain."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: Kind
    entity: int | None
    """Index into `Extraction.entities`; None keeps the source as written."""
    rule: str
    confidence: float
    """0 to 1: how likely extent and speaker are both right."""
    reasons: tuple[str, ...] = ()
    """The steps from the source's words to the entity, for readers."""
    inserts: tuple[Span, ...] = ()
    """An editor's words between the content spans."""
    medium: Span | None = None
    about: tuple[Place, ...] = ()
    """One place a country, the first that stands in the content."""
    blocs: tuple[Place, ...] = ()
    """One place a bloc; a bloc is never its members."""
    said: Said | None = None
    """None where nothing tells when: never a guess from the day of publication."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article."""

    document: Document
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    extractor: str
    """Name and version of what made this, e.g. ``rules-1``."""
    is_extracted: bool = True
    """False where nothing extracts from the article's language."""
