"""The frozen records that cross a seam: what reading gives extraction, and extraction gives the store.

Every position is a half-open ``[start, end)`` in Unicode code points of the article's text.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    FOOTNOTE = "footnote"
    INSERT = "insert"


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


class ClaimType(StrEnum):
    """What sort of proposition a claim is."""

    FIGURE = "figure"
    EVENT = "event"
    PREDICTION = "prediction"
    PLAN = "plan"
    DENIAL = "denial"
    CAUSE = "cause"
    COMPARISON = "comparison"
    EVALUATION = "evaluation"


class MentionKind(StrEnum):
    """How a mention refers: by name, by description or by pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in one text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one position."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Facts:
    """What is stated about an article; None is "not stated", never a guess."""

    title: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    """ISO 3166-1 alpha-2."""
    url: str | None = None
    """The canonical address, normalised: the article's identity where there is one."""
    published: date | None = None
    author: str | None = None
    language: str | None = None
    """BCP 47, the language of the text as given."""
    translated_from: str | None = None
    """BCP 47; set when the text is a translation, whose words nobody said verbatim."""
    file_name: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A published text and its facts, as reading hands them on."""

    text: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Read:
    """What reading made of one place: an article, or the error that says why not."""

    place: str
    """The file, and the line where one file holds many."""
    article: Article | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a document; numbers count from 0, pages show them from 1."""

    number: int
    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Document:
    """An article as read: its text, untouched, and its paragraphs in order."""

    text: str
    paragraphs: tuple[Paragraph, ...]


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
class Place:
    """A country that words point at, and the words that do."""

    code: str
    """ISO 3166-1 alpha-2."""
    span: Span
    rule: str
    """"name", "demonym", "capital" or "institution"."""


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


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that could turn out true or false."""

    span: Span
    type: ClaimType
    statement: int | None
    """Index into `Extraction.attributions`; None is the article's own narration."""
    rule: str
    confidence: float
    about: tuple[Place, ...] = ()


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
class Profile:
    """What a speaker is called and is, derived from all its entities."""

    name: str
    kind: SpeakerKind
    country: str | None
    """Where it speaks from, ISO 3166-1 alpha-2; None where its articles print none, or disagree."""
    aliases: tuple[str, ...]
    """Every other name in use, sorted."""
