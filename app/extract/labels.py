"""Labels: names, roles or letters before a line that say whose words it is (`SMITH: …`, `Q. …`).

A single line with a colon proves nothing. Lines are labelled where labels come again, take turns and stand
before words that somebody says to somebody; "Address: …" and "Goals: …" never are.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.gender import is_given_name
from app.extract.lexicon import words
from app.records import Span

_TIME = r"(?:[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[\])]?\s*[-–—]?\s*)?"
_BEFORE_WORDS = re.compile(
    rf"{_TIME}\**(?P<label>[^\W\d_][^\n:;“”\"«»?!…*\[\]]{{0,70}}?)\**\s?:\**(?:\s+|\Z)"
)
_LETTER = re.compile(r"\**(?P<label>[QA](?=[.:])|Q(?=\s+[A-Z]))[.:]?\**\s+")
_ALONE = re.compile(rf"{_TIME}(?P<label>[^\W\d_][^\n:;,“”\"«»?!…]{{0,40}}?)\s?:?")
_SMALL = (
    "and",
    "of",
    "for",
    "the",
    "de",
    "del",
    "der",
    "den",
    "di",
    "da",
    "van",
    "von",
    "al",
    "bin",
    "el",
    "la",
)
_DESCRIBED = re.compile(r"\s*[,(/–—].*")
_PERSON = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us|ours|mine|yours)\b")
_OPENING, _CLOSING = ('"', "“", "«", "„", "‘", "``", "'"), ('"', "”", "»", "“", "’", "''", "'")
_ENDS = (".", "!", "?", "…", ")", "]", "”", "»", '"', "’")
_LONGEST = 5
_FEWEST_TURNS, _FEWEST_PEOPLE = 3, 2
_SPEAKING = 0.3
"""Share of the labelled lines that have to ask something, or to say I, we or you."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and where the words begin that it labels."""

    paragraph: int
    span: Span
    words: int
    """Right behind the paragraph's end where the label has a line of its own."""

    def asks(self, text: str) -> bool:
        """Whether it is that of an interviewer without a name."""
        return _bare(self.span.of(text)) in words("asking_labels")

    def key(self, text: str) -> str:
        """The last word of the name: `ANN LEE` is taken up as `LEE`."""
        return _bare(self.span.of(text)).split()[-1]


def labels(text: str, paragraphs: Sequence[Span]) -> tuple[Label, ...]:
    """The labels of a transcript's lines in order; none where the lines are no transcript's."""
    found = [label for n, span in enumerate(paragraphs) if (label := label_of(text, n, span)) is not None]
    if not _is_transcript(text, found, paragraphs):
        found = [label for n, span in enumerate(paragraphs) if (label := _alone(text, n, span)) is not None]
        found = _repeated(text, [label for label in found if label.paragraph + 1 < len(paragraphs)])
        if not _is_transcript(text, found, paragraphs):
            return ()
    times = Counter(label.key(text) for label in found)
    return tuple(
        label
        for label in found
        if times[label.key(text)] > 1 or _said(text, label, paragraphs).endswith(_ENDS)
    )


def is_spoken(words_here: str) -> bool:
    """Whether words are said to somebody, or by somebody of himself: a question, I, we, you."""
    return words_here.rstrip().endswith("?") or _PERSON.search(words_here) is not None


def label_of(text: str, number: int, paragraph: Span) -> Label | None:
    """What may be a label at the beginning of a paragraph, seen by itself."""
    for pattern in (_LETTER, _BEFORE_WORDS):
        found = pattern.match(text, paragraph.start, paragraph.end)
        if found and found.end() < paragraph.end and _may_label(found["label"]):
            if _is_quoted(text[found.end() : paragraph.end]):
                return None  # marks say where the words begin and end
            return Label(number, Span(*found.span("label")), found.end())
    return None


def _is_quoted(words_here: str) -> bool:
    """Whether words begin with a quotation mark, and end with one or not at all."""
    if not words_here.startswith(_OPENING):
        return False
    closed = any(mark in words_here[1:] for mark in _CLOSING)
    return not closed or words_here.rstrip(" .,").endswith(_CLOSING)


def _alone(text: str, number: int, paragraph: Span) -> Label | None:
    found = _ALONE.fullmatch(text, paragraph.start, paragraph.end)
    if found and _may_label(found["label"]):
        return Label(number, Span(*found.span("label")), paragraph.end)
    return None


def _repeated(text: str, found: list[Label]) -> list[Label]:
    times = Counter(label.key(text) for label in found)
    again = [label for label in found if times[label.key(text)] > 1]
    return again if len({label.key(text) for label in again}) >= _FEWEST_PEOPLE else []


def _may_label(label: str) -> bool:
    """Whether words have the form of a name, an office or a letter."""
    bare = _bare(label)
    if not bare or bare in words("no_labels") or bare.split()[0] in words("no_labels"):
        return False
    name = _DESCRIBED.sub("", label).split()
    return 0 < len(name) <= _LONGEST and all(
        part[:1].isupper() or part.lower() in _SMALL or (place and part.isdigit())
        for place, part in enumerate(name)
    )


def _bare(label: str) -> str:
    return _DESCRIBED.sub("", label).rstrip(".").casefold().strip()


def _is_transcript(text: str, found: Sequence[Label], paragraphs: Sequence[Span]) -> bool:
    if len(found) < 2:
        return False
    said = [_said(text, label, paragraphs) for label in found]
    bare = [_bare(label.span.of(text)) for label in found]
    if not words("asking_labels").isdisjoint(bare) and not words("answering_labels").isdisjoint(bare):
        return True
    if sum(map(is_spoken, said)) < _SPEAKING * len(found):
        return False
    times = Counter(label.key(text) for label in found)
    takes_turns = len(found) >= _FEWEST_TURNS and len(times) >= _FEWEST_PEOPLE and max(times.values()) > 1
    return takes_turns or all(
        is_given_name(label.span.of(text).split()[0])
        and len(label.span.of(text).split()) > 1
        and is_spoken(one)
        for label, one in zip(found, said, strict=True)
    )


def _said(text: str, label: Label, paragraphs: Sequence[Span]) -> str:
    own = paragraphs[label.paragraph]
    if label.words < own.end:
        return text[label.words : own.end]
    return paragraphs[label.paragraph + 1].of(text) if label.paragraph + 1 < len(paragraphs) else ""
