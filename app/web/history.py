"""The versions of a statement as its page lists them: when each was recorded, and what it changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.store.queries.views import StatementView, VersionView
from app.web import wording
from app.web.wording import Day


@dataclass(frozen=True, slots=True)
class Again:
    """A version that only says that the article, captured anew, has the same."""

    words: str
    href: str
    captured: Day
    shown: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """One version in the list of all."""

    words: str
    href: str
    recorded: Day
    captured: Day
    changes: tuple[str, ...]
    shown: bool
    """Whether it is the one that the page shows."""
    stands: bool
    again: tuple[Again, ...] = ()
    """Versions after it that changed nothing, oldest first."""


def history(view: StatementView, *, unsure: bool) -> tuple[Edition, ...]:
    """Every version, newest first; an `unsure` attribution has no name in its history either."""
    made: list[Edition] = []
    before: VersionView | None = None
    for version in view.versions:
        if before and _same(before, version):
            made[-1] = replace(made[-1], again=(*made[-1].again, _again(view, version)))
            before = version
            continue
        made.append(
            Edition(
                f"Version {version.number}",
                f"/s/{view.row.ident}/v{version.number}",
                wording.day(version.created),
                wording.day(version.captured),
                tuple(_changes(before, version, unsure=unsure)) if before else ("first recorded",),
                version.number == view.row.version,
                version.number == view.latest,
            )
        )
        before = version
    return tuple(reversed(made))


def _same(before: VersionView, version: VersionView) -> bool:
    told = [(each.words, each.kind, each.speaker) for each in (before, version)]
    return before.capture != version.capture and told[0] == told[1]


def _again(view: StatementView, version: VersionView) -> Again:
    return Again(
        f"version {version.number}",
        f"/s/{view.row.ident}/v{version.number}",
        wording.day(version.captured),
        version.number == view.row.version,
        version.number == view.latest,
    )


def _changes(before: VersionView, version: VersionView, *, unsure: bool) -> Iterator[str]:
    if version.words != before.words:
        yield "the words changed"
    if version.kind is not before.kind:
        yield f"{wording.KINDS[before.kind].lower()} before, {wording.KINDS[version.kind].lower()} now"
    if version.speaker != before.speaker:
        yield "the speaker changed" if unsure else f"speaker: {_name(before)} before, {_name(version)} now"
    if version.capture != before.capture:
        yield "the article was read again"
    elif (version.words, version.kind, version.speaker) == (before.words, before.kind, before.speaker):
        yield "cue, source or extent corrected"


def _name(version: VersionView) -> str:
    return version.speaker.name if version.speaker else "nobody named"
