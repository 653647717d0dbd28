"""A quotation as somebody passes it on, with dots and brackets of theirs, found in a text word for word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.link.placed import Word, placed

Gap = Literal["", "cut", "insert"]
_LETTERS = re.compile(r"\[(\w+)\](?=\w)|(?<=\w)\[(\w+)\]")
"""Brackets around part of a word: "[T]he", "bring[ing]"."""
_GAP = re.compile(r"([\[(]\s*(?:…|\.{3}|\. \. \.)\s*[\])]|…|\.{3,}|\. \. \.)|\[[^\[\]]{0,200}\]")
_REPLACED = 8
"""Words that an insertion in brackets may stand for."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that have to stand one after the other, and what parts them from the run before."""

    forms: tuple[str, ...]
    gap: Gap = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation as runs of words."""

    runs: tuple[Run, ...]

    @property
    def length(self) -> int:
        """Words in all its runs."""
        return sum(len(run.forms) for run in self.runs)


def excerpt(words: str) -> Excerpt:
    """A quotation in runs, parted at dots and at brackets."""
    made: list[Run] = []
    pending: Gap = ""
    for part, before in _parts(words):
        forms = tuple(word.form for word in placed(part))
        # Of two gaps with no word between them the wider one counts.
        pending = "cut" if "cut" in (before, pending) else "insert" if before else pending
        if forms:
            made.append(Run(forms, pending if made else ""))
            pending = ""
    return Excerpt(tuple(made))


def parted(words: str) -> tuple[str, ...]:
    """The runs of a quotation as they are printed."""
    return tuple(part for part, _ in _parts(words) if placed(part))


def located(wanted: Excerpt, words: Sequence[Word]) -> tuple[tuple[int, int], ...] | None:
    """Where the runs stand among `words`, each half-open; the first place where they all do, else None."""
    if not wanted.runs:
        return None
    forms = [word.form for word in words]
    for start in _places(forms, wanted.runs[0].forms, 0, len(forms)):
        found = [(start, start + len(wanted.runs[0].forms))]
        for run in wanted.runs[1:]:
            at = found[-1][1]
            limit = len(forms) if run.gap == "cut" else at + _REPLACED + len(run.forms)
            place = next(_places(forms, run.forms, at, limit), None)
            if place is None:
                break
            found.append((place, place + len(run.forms)))
        else:
            return tuple(found)
    return None


def _parts(words: str) -> list[tuple[str, Gap]]:
    """Stretches without gaps, each with the gap before it."""
    text = _LETTERS.sub(lambda found: found.group(1) or found.group(2), words)
    parts: list[tuple[str, Gap]] = []
    gap: Gap = ""
    at = 0
    for found in _GAP.finditer(text):
        parts.append((text[at : found.start()], gap))
        gap, at = "cut" if found.group(1) else "insert", found.end()
    return [*parts, (text[at:], gap)]


def _places(forms: Sequence[str], wanted: Sequence[str], start: int, end: int) -> Iterator[int]:
    wanted = list(wanted)
    for at in range(start, min(end, len(forms)) - len(wanted) + 1):
        if forms[at] == wanted[0] and forms[at : at + len(wanted)] == wanted:
            yield at
