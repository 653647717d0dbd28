"""What reading gives extraction: articles, their facts, their paragraphs."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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


class Role(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    FOOTNOTE = "footnote"
    INSERT = "insert"


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
    topics: tuple[str, ...] = ()
    """As stated, in order."""
    same_as: tuple[tuple[str, str], ...] = ()
    """Names of people or bodies, each with the address of its entry elsewhere, e.g. at Wikidata."""


@dataclass(frozen=True, slots=True)
class Article:
    """A published text and its facts, as reading hands them on."""

    text: str
    facts: Facts
    detected: str | None = None
    """The language that its words were taken for (ISO 639); None where nobody looked, or nobody can tell."""


@dataclass(frozen=True, slots=True)
class Read:
    """What reading made of one place: an article, or the error that says why not."""

    place: str
    """The file, and the line where one file holds many."""
    article: Article | None
    error: str | None = None
    notes: tuple[str, ...] = ()
    """What was guessed or could not be used while reading; the article is whole all the same."""
    captured: datetime | None = None
    """When the text was taken from its publisher; None where nobody knows."""


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
