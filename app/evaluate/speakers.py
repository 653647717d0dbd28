"""Whether a prediction names the right speaker."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.evaluate.corpus import Statement
from app.evaluate.matching import letters
from app.evaluate.naming import concise, is_pronoun, same_name, same_words
from app.records import Span


class Source(StrEnum):
    """How gold refers to its speaker."""

    NAMED = "named"
    PRONOUN = "pronoun"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the speaker is right, and by which rule that was judged."""

    source: Source
    right: bool


def verdict(text: str, gold: Statement, found: Statement) -> Verdict:
    """Judge a prediction's speaker by the words as written, by its name, or by either."""
    written = _words(text, gold.speaker)
    names = names_of(gold)
    answers = [answer for answer in (_words(text, found.speaker), found.speaker_name) if answer]
    if not written and not names:
        return Verdict(Source.NONE, not answers)
    if written and is_pronoun(written):
        right = (
            any(same_words(written, answer) for answer in answers)
            or any(same_name(name, answer) for name in names for answer in answers)
            or bool(letters(text, gold.speaker) & letters(text, found.speaker))
        )
        return Verdict(Source.PRONOUN, right)
    wanted = [one for one in (written, *names) if one]
    right = any(same_name(one, answer) and concise(one, answer) for one in wanted for answer in answers)
    return Verdict(Source.NAMED, right)


def names_of(gold: Statement) -> tuple[str, ...]:
    """Every name that counts as the speaker's; none where gold gives none."""
    return (gold.speaker_name, *gold.aliases) if gold.speaker_name else ()


def is_resolved(text: str, gold: Statement, found: Statement) -> bool:
    """Whether the name given, or else the words as written, is one of gold's names."""
    named = found.speaker_name or _words(text, found.speaker)
    return any(same_name(name, named) for name in names_of(gold))


def right_name(gold: Statement, found: Statement) -> bool | None:
    """Whether the name that a prediction gives is one of gold's; None where it gives none."""
    if not found.speaker_name:
        return None
    return any(same_name(name, found.speaker_name) for name in names_of(gold))


def _words(text: str, spans: Iterable[Span]) -> str:
    return " ".join(span.of(text) for span in spans)
