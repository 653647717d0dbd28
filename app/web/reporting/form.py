"""The form of a report, with what was chosen and typed in it, and what is wrong with that."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.store import reports
from app.store.reports import Problem
from app.web import wording
from app.web.pages import Link

PROBLEMS: Mapping[Problem, tuple[str, str]] = {
    Problem.SPEAKER: ("Wrong speaker", "Somebody else said it, or it cannot be told who did."),
    Problem.WORDS: ("Wrong words or extent", "It begins or ends in the wrong place, or is cut badly."),
    Problem.NO_STATEMENT: ("Not a statement", "Nobody says this: it is a title, a caption, a scare quote."),
    Problem.KIND: ("Wrong kind", "Quoted words are shown as reported ones, or the other way round."),
    Problem.COUNTRIES: ("Wrong country", "It is not about a country listed, or about one that is not."),
    Problem.CLAIM: ("Wrong claim", "It claims nothing that could be checked, or is of another type."),
    Problem.OTHER: ("Something else", "Say below what it is."),
}
"""What readers call each problem, and what they may mean by it."""
_OF_CLAIM = {
    Problem.SPEAKER: ("Wrong claimer", "Somebody else claims it, or it cannot be told who does."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One problem that can be chosen."""

    value: str
    words: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The form as the page shows it."""

    action: str
    moment: str
    """When it was made, signed."""
    choices: tuple[Choice, ...]
    note: str
    longest: int
    most: str
    """The same in words."""
    wrong: Mapping[str, str]
    """What is wrong, by field: "problem" or "note"."""
    summary: tuple[Link, ...]
    """The same, each with a link to where."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody filled in and sent; None is what was never sent."""

    problem: str | None = None
    note: str = ""

    def wrong(self, kind: str) -> dict[str, str]:
        """What is wrong with it as a report on a statement or claim (`kind`), by field."""
        if self.problem is None:
            return {}
        found = {}
        if self.problem not in _offered(kind):
            found["problem"] = "Choose what is wrong."
        if len(self.note) > reports.LONGEST_NOTE:
            found["note"] = (
                f"At most {wording.count(reports.LONGEST_NOTE, 'character')}: "
                f"there are {len(self.note) - reports.LONGEST_NOTE:,} too many."
            )
        elif self.problem == Problem.OTHER and not self.note.strip():
            found["note"] = "Say in a few words what is wrong."
        return found


def filled(sent: Mapping[str, str]) -> Filled:
    """What the fields of a form say; browsers send two characters for the end of a line."""
    return Filled(sent.get("problem", ""), sent.get("note", "").replace("\r\n", "\n"))


def form(kind: str, action: str, moment: str, given: Filled) -> Form:
    """The form for a statement or claim (`kind`), with what was `given`."""
    wrong = given.wrong(kind)
    anchors = {"problem": f"#problem-{_offered(kind)[0]}", "note": "#note"}
    return Form(
        action=action,
        moment=moment,
        choices=tuple(
            Choice(each, *_told(each, kind), chosen=each == given.problem) for each in _offered(kind)
        ),
        note=given.note,
        longest=reports.LONGEST_NOTE,
        most=wording.count(reports.LONGEST_NOTE, "character"),
        wrong=wrong,
        summary=tuple(Link(words, anchors[name]) for name, words in wrong.items()),
    )


def _offered(kind: str) -> tuple[Problem, ...]:
    return reports.OF_STATEMENTS if kind == "statement" else reports.OF_CLAIMS


def _told(problem: Problem, kind: str) -> tuple[str, str]:
    return _OF_CLAIM.get(problem, PROBLEMS[problem]) if kind == "claim" else PROBLEMS[problem]
