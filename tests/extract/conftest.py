"""What tests of extraction share: articles read, and quotations as words."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.extract.documents import document
from app.extract.extraction import extract
from app.extract.marks import quotations
from app.extract.pipeline import Models
from app.records import Attribution, Entity, Extraction, Kind


@dataclass(frozen=True)
class Told:
    """A statement as a reader sees it."""

    speaker: str | None
    words: tuple[str, ...]
    source: str | None
    kind: Kind
    found: Attribution


@dataclass(frozen=True)
class Reading:
    """An article's extraction, with its spans as words."""

    extraction: Extraction

    @property
    def text(self) -> str:
        return self.extraction.document.text

    @property
    def statements(self) -> list[Told]:
        return [self._told(one) for one in self.extraction.attributions]

    @property
    def said(self) -> list[tuple[str | None, str]]:
        """Speaker and words of each statement, in order; None is a source left as written."""
        return [(one.speaker, " […] ".join(one.words)) for one in self.statements]

    @property
    def speakers(self) -> list[str | None]:
        return [one.speaker for one in self.statements]

    def entity(self, name: str) -> Entity:
        (found,) = (one for one in self.extraction.entities if one.name == name)
        return found

    def _told(self, one: Attribution) -> Told:
        speaker = None if one.entity is None else self.extraction.entities[one.entity].name
        source = one.source[0].of(self.text) if one.source else None
        return Told(speaker, tuple(span.of(self.text) for span in one.content), source, one.kind, one)


@pytest.fixture(scope="session")
def read(models: Models) -> Callable[[str], Reading]:
    """Reads an article."""
    return lambda text: Reading(extract(text, models))


@pytest.fixture
def quoted() -> Callable[[str], list[str]]:
    """The words of each quotation, pieces parted by a stroke."""
    return lambda text: [
        " | ".join(piece.of(text) for piece in one.pieces) for one in quotations(document(text))
    ]
