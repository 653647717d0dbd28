"""Statements that people judged, as they stand and as the machine had them when they were first judged."""

from dataclasses import dataclass
from datetime import date

from app.records import Kind, Span, Verdict


@dataclass(frozen=True, slots=True)
class MachineView:
    """What the machine had found of a statement when somebody first judged it."""

    words: str
    kind: Kind
    speaker: str | None
    """The identifier of whoever is shown for whom it named; None for nobody."""


@dataclass(frozen=True, slots=True)
class VouchedView:
    """A statement with standing judgements; in what nobody judged it is as the machine has it."""

    ident: str
    words: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: Kind
    speaker: str | None
    names: tuple[str, ...]
    """Of the speaker, the shown one first."""
    judged: frozenset[Verdict]
    then: MachineView

    @property
    def is_rejected(self) -> bool:
        """Whether an editor found that it is no statement."""
        return Verdict.REJECTED in self.judged

    def vouches(self, *verdicts: Verdict) -> bool:
        """Whether one of these stands, or the statement was confirmed as it is."""
        return not self.judged.isdisjoint((Verdict.CONFIRMED, *verdicts))


@dataclass(frozen=True, slots=True)
class VouchedArticle:
    """A capture in which judged statements stand, in their order."""

    ident: str
    capture: int
    text: str
    published: date | None
    statements: tuple[VouchedView, ...]
