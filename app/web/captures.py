"""An article's captures as pages show them: each text with what changed in it since the one before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.link.edits import Edit, edits
from app.records import Role
from app.store.queries.views import CapturesView, CaptureView, Change, ParagraphView
from app.web import links, standing, wording
from app.web.elsewhere import Run
from app.web.pages import Link
from app.web.wording import Day

State = Literal["same", "edited", "removed", "added", "unshown"]
_BECAME = {"gone": "Gone", "edited": "Edited", "new": "New", "back": "Back again"}
_LABELS = {"removed": "Removed", "added": "Added", "edited": "Edited"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a capture, or one that it no longer has."""

    state: State
    number: str
    """In this capture, counted from 1; "" for one that it no longer has."""
    role: str
    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a statement or claim."""

    of: str
    href: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """All statements and claims of which the same became."""

    name: str
    """An HTML id."""
    title: str
    members: tuple[Became, ...]


@dataclass(frozen=True, slots=True)
class CaptureLine:
    """A capture in the list of all."""

    number: int
    href: str
    captured: Day
    changed: str
    """What its words are beside those of the capture before."""
    fates: tuple[Link, ...]
    """What became of statements and claims at it, each with its place on the capture's page."""


def lines(view: CapturesView) -> tuple[CaptureLine, ...]:
    """All captures, the newest first."""
    made = []
    before: CaptureView | None = None
    for capture in view.captures:
        href = links.capture(view.article, capture.number)
        made.append(
            CaptureLine(
                number=capture.number,
                href=href,
                captured=wording.day(capture.captured),
                changed=changed(before, capture) if before else "The first capture",
                fates=tuple(
                    Link(f"{fate.title.lower()}: {_counted(fate.members)}", f"{href}#{fate.name}")
                    for fate in fates(view, capture.number)
                ),
            )
        )
        before = capture
    return tuple(reversed(made))


def changed(before: CaptureView, capture: CaptureView) -> str:
    """How many words one capture adds and takes out."""
    added = removed = 0
    for _, _, runs in compared(before, capture):
        added += sum(len(run.words.split()) for run in runs if run.kind == "added")
        removed += sum(len(run.words.split()) for run in runs if run.kind == "removed")
    if not (added or removed):
        return "No words changed"
    return f"{wording.count(added, 'word')} added, {wording.count(removed, 'word')} removed"


def fates(view: CapturesView, number: int) -> tuple[Fate, ...]:
    """What became of statements and claims at a capture, what is gone first."""
    found = view.changes.get(number, ())
    held = {name: [_became(each) for each in found if each.became == name] for name in _BECAME}
    return tuple(Fate(name, _BECAME[name], tuple(members)) for name, members in held.items() if members)


def paragraphs(before: CaptureView | None, capture: CaptureView) -> tuple[Paragraph, ...]:
    """The text of a capture with what changed since the one `before`, as far as readers may see it."""
    if before is None:
        made: Iterable[Paragraph] = (
            _paragraph(each, "same", (Run(each.words, "same"),)) for each in capture.paragraphs
        )
        seen = [each.number in capture.shown for each in capture.paragraphs]
    else:
        steps = compared(before, capture)
        made = (_edited(before, capture, edit, state, runs) for edit, state, runs in steps)
        seen = [_seen(before, capture, edit, state) for edit, state, _ in steps]
    return _folded(made, seen)


def compared(before: CaptureView, capture: CaptureView) -> Sequence[tuple[Edit, State, tuple[Run, ...]]]:
    """The paragraphs of two texts beside one another, with what became of each and how its words differ."""
    old, new = [[each.words for each in side.paragraphs] for side in (before, capture)]
    made: list[tuple[Edit, State, tuple[Run, ...]]] = []
    for edit in edits(old, new):
        if edit.new is None and edit.old is not None:
            made.append((edit, "removed", (Run(old[edit.old], "removed"),)))
        elif edit.old is None and edit.new is not None:
            made.append((edit, "added", (Run(new[edit.new], "added"),)))
        elif edit.old is not None and edit.new is not None:
            same = (Run(new[edit.new], "same"),)
            runs = same if edit.same else standing.runs(old[edit.old], new[edit.new])
            made.append((edit, "same" if edit.same else "edited", runs))
    return made


def _edited(
    before: CaptureView, capture: CaptureView, edit: Edit, state: State, runs: tuple[Run, ...]
) -> Paragraph:
    if edit.new is not None:
        return _paragraph(capture.paragraphs[edit.new], state, runs)
    assert edit.old is not None
    return replace(_paragraph(before.paragraphs[edit.old], state, runs), number="")


def _seen(before: CaptureView, capture: CaptureView, edit: Edit, state: State) -> bool:
    """Whether readers may see all that a paragraph with its changes shows."""
    old = edit.old is not None and before.paragraphs[edit.old].number in before.shown
    new = edit.new is not None and capture.paragraphs[edit.new].number in capture.shown
    return (old or new) if state in ("same", "removed", "added") else (old and new)


def _paragraph(view: ParagraphView, state: State, runs: tuple[Run, ...]) -> Paragraph:
    labels = [label for label in (_LABELS.get(state, ""), wording.ROLES[Role(view.role)]) if label]
    return Paragraph(state, str(view.number + 1), view.role.value, ", ".join(labels), runs)


def _folded(made: Iterable[Paragraph], seen: Sequence[bool]) -> tuple[Paragraph, ...]:
    """The paragraphs that are seen, and a line for each row of others."""
    kept: list[Paragraph] = []
    hidden = 0
    for paragraph, visible in zip(made, seen, strict=True):
        if visible:
            kept += [*_unshown(hidden), paragraph]
            hidden = 0
        else:
            hidden += 1
    return (*kept, *_unshown(hidden))


def _unshown(hidden: int) -> tuple[Paragraph, ...]:
    told = f"{wording.count(hidden, 'paragraph')} not shown here"
    return (Paragraph("unshown", "", "body", "", (Run(told, "same"),)),) if hidden else ()


def _became(change: Change) -> Became:
    href = links.record(change.of[0], change.ident, change.words)
    kind: Literal["removed", "added", "same"] = "removed" if change.became == "gone" else "added"
    runs = standing.runs(change.before, change.words) if change.before else (Run(change.words, kind),)
    return Became(change.of.capitalize(), href, runs)


def _counted(members: Sequence[Became]) -> str:
    said = sum(each.of == "Statement" for each in members)
    counts = ((said, "statement"), (len(members) - said, "claim"))
    return ", ".join(wording.count(number, noun) for number, noun in counts if number)
