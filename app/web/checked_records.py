"""A quotation's answer as JSON: the same as on the page, with permalinks."""

from dataclasses import dataclass

from app.checking import Answer, Checked, Narrated, Place
from app.link.checking import Exact
from app.store.queries.views import Coverage, SpeakerRef, StatementRow
from app.web import lines, links


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A statement that has the words, or words near them. Below the display threshold it names no speaker."""

    permalink: str
    statement: StatementRow
    exact: bool
    part: str
    """Of exact words: "whole", "sentences" or "clipped"; else ""."""
    turned: str
    """Words just before clipped ones that turn them around or leave them open."""
    likeness: float
    """1.0 for exact words."""
    apart: str
    """What sets other wording apart: "opposite", "negation", "number"; "" where nothing does."""


@dataclass(frozen=True, slots=True)
class NarratedRecord:
    """A paragraph that has the words outside any statement."""

    permalink: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """A quotation with its answer and what that rests on."""

    quotation: str
    by: str
    """Whose it is said to be, as asked or as the text names them."""
    answer: Answer
    speakers: tuple[SpeakerRef, ...]
    """Whom that name may mean here."""
    found: tuple[FoundRecord, ...]
    others: tuple[FoundRecord, ...]
    """The same words attributed otherwise; where nothing is here, the nearest."""
    narrated: NarratedRecord | None


@dataclass(frozen=True, slots=True)
class Answers:
    """Every quotation of a text, and how much this archive holds."""

    permalink: str
    coverage: Coverage
    answers: tuple[AnswerRecord, ...]
    not_looked_at: int
    """Quotations beyond as many as are answered at a time."""


def told(checked: Checked, threshold: float, origin: str) -> AnswerRecord:
    """One answer; below `threshold` no speaker is named."""
    return AnswerRecord(
        checked.question.words,
        checked.question.name,
        checked.answer,
        checked.speakers,
        tuple(_found(place, threshold, origin) for place in checked.places),
        tuple(_found(place, threshold, origin) for place in checked.others),
        _narrated(checked.narrated, origin) if checked.narrated else None,
    )


def _found(place: Place, threshold: float, origin: str) -> FoundRecord:
    how, row = place.how, lines.certain(place.row, threshold)
    permalink = origin + links.statement(row)
    if isinstance(how, Exact):
        return FoundRecord(permalink, row, True, how.part, how.turned, 1.0, "")  # noqa: FBT003
    return FoundRecord(permalink, row, False, "", "", how.score, how.apart)  # noqa: FBT003


def _narrated(narrated: Narrated, origin: str) -> NarratedRecord:
    article, paragraph = narrated.article, narrated.paragraph
    return NarratedRecord(origin + links.article(article, paragraph.number), paragraph.words)
