"""Clauses that interrupt or end words set off by a dash: `— …, — said X, — …`, `– …, says X. …`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.extract.cues import verbs
from app.extract.lexicon import words
from app.records import Span

_BREAK = re.compile(
    # No run of spaces is gone into twice: it may be as long as an article.
    r"(?P<dash>(?!(?<=\s)\s)(?:\s*+(?:(?:,\s*+)?[—–]\s*+|,\s-\s?)|\s++-\s?))|\s?,\s++|(?<=[!?…])\s++"
)
_STOP = re.compile(
    r"[—–]|\s-\s|(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bProf)[.!?…](?=[\s—–]|$)"
)
_BEHIND = re.compile(r"[.,;:!?…\s]*(?P<dash>[—–]|-(?=\s))?[.,;:\s]*")
_RESUMED = re.compile(r"[.,;!?…]\s*[—–]\s*")
_SOLID = re.compile(r"\S")
_WORD = re.compile(r"[\w’'.-]*\w|,")
_LONGEST, _LONGEST_IN_WORDS = 170, 16
_PRONOUNS = ("he", "she", "they")
_DETERMINERS = ("the", "a", "an", "his", "her", "its", "their", "our", "one", "another")
_NOT_BETWEEN = ("i", "we", "you", "it", "that", "which", "if", "when", "because", "and", "but", "to")
_SUBORDINATE = ("when", "if", "after", "before", "as", "because", "while", "once", "since", "although", "and")
_NOT_BEHIND = ("that", "to", "it", "you", "me", "so", "us")


@dataclass(frozen=True, slots=True)
class Aside:
    """A clause, where the words before it end, and where they go on behind it (None: nowhere)."""

    span: Span
    before: int
    resumes: int | None


def asides(text: str, start: int, end: int) -> Iterator[Aside]:
    """The clauses within ``text[start:end]``, whose first words are somebody's speech."""
    position = start
    while (found := _next(text, position, end, start)) is not None:
        yield found
        if found.resumes is None:
            return
        position = found.resumes


def _next(text: str, position: int, end: int, start: int) -> Aside | None:
    first = _SOLID.search(text, start, end)
    for opening in _BREAK.finditer(text, position, end):
        if first is None or opening.start() <= first.start():
            continue
        dash = opening["dash"] is not None
        stop = _STOP.search(text, opening.end(), min(end, opening.end() + _LONGEST))
        if stop is None and end - opening.end() > _LONGEST:
            continue
        until = stop.start() if stop else end
        comma = "," in opening.group()
        clause = Span(opening.end(), until)
        if _is_clause(text, clause, position, dash=dash) or (
            dash and _is_narrated(text, clause, comma=comma, ends=text[opening.start() - 1] in "!?…")
        ):
            return _aside(text, clause, opening.start(), end, dash=dash)
    return None


def _aside(text: str, clause: Span, before: int, end: int, *, dash: bool) -> Aside:
    behind = _BEHIND.match(text, clause.end, end)
    resumes = behind.end() if behind else clause.end
    if dash and not (behind and behind["dash"]):
        # Who sets a clause off by a dash sets off what follows by another one; all else is narration.
        again = _RESUMED.search(text, clause.end, end)
        resumes = again.end() if again else end
        clause = Span(clause.start, again.start() + 1 if again else end)
    return Aside(clause, before, resumes if resumes < end else None)


def _is_clause(text: str, clause: Span, speech: int, *, dash: bool) -> bool:
    """Whether a verb of speech and its subject stand there."""
    parts = _parts(text, clause)
    if len(parts) < 2:
        return False
    if parts[0] in _spoken():
        return parts[1].lower() not in _NOT_BEHIND and (dash or _may_begin(parts[1:]))
    first = _WORD.match(text, speech)
    if not _may_begin(parts) or (not dash and first and first.group().lower() in _SUBORDINATE):
        return False
    verb = next((place for place, part in enumerate(parts) if place and part in _spoken()), None)
    if verb is None or any(part.lower() in _NOT_BETWEEN for part in parts[:verb]):
        return False
    return dash or _is_short(parts[:verb])


def _is_narrated(text: str, clause: Span, *, comma: bool, ends: bool) -> bool:
    """`— …, — the driver counts`: behind a comma and a dash no sentence of the speech begins."""
    parts = _parts(text, clause)
    return len(parts) > 1 and _may_begin(parts) and (comma or (ends and parts[0].islower()))


def _parts(text: str, clause: Span) -> list[str]:
    return _WORD.findall(text[clause.start : min(clause.end, clause.start + _LONGEST)])[:_LONGEST_IN_WORDS]


def _may_begin(parts: Sequence[str]) -> bool:
    """Whether words can begin a subject: a pronoun, a name, or a noun with what leads it."""
    first = parts[0]
    if first.lower() in words("nobody"):
        return False
    named = first[0].isupper() and first.lower() not in (*_NOT_BETWEEN, *_SUBORDINATE)
    titled = len(parts) > 1 and first.islower() and parts[1][0].isupper()
    return first in _PRONOUNS or first in _DETERMINERS or named or titled


def _is_short(subject: Sequence[str]) -> bool:
    if subject[0] in _PRONOUNS:
        return len(subject) <= 2
    return len(subject) <= 6 and "," not in subject


@cache
def _spoken() -> frozenset[str]:
    """Finite forms of verbs of speech; bare ones but for "say" are as often nouns."""
    forms = (form for form, lemma in verbs().items() if not form.endswith("ing") and form != lemma)
    return frozenset(forms) | {"say"}
