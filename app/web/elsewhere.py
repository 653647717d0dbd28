"""The same statement or claim in other places: in what relation, and how the words differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from app.link.difference import difference
from app.store.queries.views import ClaimRow, SaidElsewhere, StatementRow
from app.web import lines, wording
from app.web.lines import Named, Printed
from app.web.words import Words

_RELATIONS = {
    "equal": "The same words",
    "contains": "Part of these words",
    "contained": "These words and more",
    "overlaps": "Some of these words, and others",
    "other wording": "Other wording, or another translation",
}
_Line = tuple[str, str, Named, Printed, Words]
"""Words as they are compared, address, who is named, where printed, words as they are shown."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that both have, or that only one has."""

    words: str
    kind: Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Other:
    """One other place, its words beside the ones asked about."""

    href: str
    relation: str
    runs: tuple[Run, ...]
    """What is removed stands only in the words asked about, what is added only here."""
    named: Named
    printed: Printed
    notes: tuple[str, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Others:
    """Every other place: what is the same apart from what only may be."""

    same: tuple[Other, ...]
    possible: tuple[Other, ...]
    outlets: str
    """How many outlets print it independently of one another; "" for fewer than two."""
    left_out: str
    """What the list has no room for; "" where it has."""


def of_statement(row: StatementRow, found: SaidElsewhere[StatementRow], threshold: float) -> Others:
    """Where else a statement is printed; below `threshold` no speaker is named."""

    def other(one: StatementRow) -> _Line:
        line = lines.statement_line(one, threshold)
        return _said(one), line.href, line.speaker, line.printed, line.words

    return _others(_said(row), found, other)


def of_claim(row: ClaimRow, found: SaidElsewhere[ClaimRow], threshold: float) -> Others:
    """Where else a claim is made; below `threshold` no claimer is named."""

    def other(one: ClaimRow) -> _Line:
        line = lines.claim_line(one, threshold)
        return one.words, line.href, line.claimer, line.printed, line.words

    return _others(row.words, found, other)


def _others(words: str, found: SaidElsewhere[Any], line_of: Callable[[Any], _Line]) -> Others:
    made: dict[bool, list[Other]] = {True: [], False: []}
    for each in found.found:
        theirs, href, named, printed, shown = line_of(each.row)
        runs = (
            (Run(theirs, "same"),)
            if words == theirs
            else tuple(Run(part.words, part.kind) for part in difference(words, theirs))
        )
        made[each.certain].append(
            Other(href, _RELATIONS[each.relation], runs, named, printed, shown.listed, shown.lang)
        )
    left_out = found.total - len(found.found)
    return Others(
        tuple(made[True]),
        tuple(made[False]),
        f"Printed by {found.outlets} outlets independently of one another" if found.outlets > 1 else "",
        f"{wording.count(left_out, 'more place')} not listed here" if left_out else "",
    )


def _said(row: StatementRow) -> str:
    return " ".join(" ".join(piece.words.split()) for piece in row.pieces)
