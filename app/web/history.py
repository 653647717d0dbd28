"""What became of a statement as its page lists it: each version, what it changed, and what people decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.store.queries.views import JudgementView, StatementView, VersionView
from app.web import corrections, wording
from app.web.corrections import CorrectionLine
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


@dataclass(frozen=True, slots=True)
class Event:
    """A version, or what an editor decided: one of the two."""

    edition: Edition | None
    decision: CorrectionLine | None


def history(view: StatementView, decisions: Sequence[JudgementView], *, unsure: bool) -> tuple[Event, ...]:
    """Every version and decision, newest first; an `unsure` attribution has no name in its history either.

    A version that came of a decision stands above it.
    """
    versions = reversed(_editions(view, unsure=unsure))
    told = [(when, 1, Event(edition, None)) for when, edition in versions]
    told += [(each.made, 0, Event(None, corrections.line(each))) for each in decisions]
    return tuple(event for _, _, event in sorted(told, key=lambda each: each[:2], reverse=True))


def editions(view: StatementView) -> tuple[Edition, ...]:
    """Every version alone, newest first."""
    return tuple(edition for _, edition in reversed(_editions(view, unsure=False)))


def _editions(view: StatementView, *, unsure: bool) -> list[tuple[datetime, Edition]]:
    made: list[tuple[datetime, Edition]] = []
    before: VersionView | None = None
    for version in view.versions:
        if before and _same(before, version):
            when, edition = made[-1]
            made[-1] = when, replace(edition, again=(*edition.again, _again(view, version)))
            before = version
            continue
        edition = Edition(
            f"Version {version.number}",
            f"/s/{view.row.ident}/v{version.number}",
            wording.day(version.created),
            wording.day(version.captured),
            tuple(_changes(before, version, unsure=unsure)) if before else ("first recorded",),
            version.number == view.row.version,
            version.number == view.latest,
        )
        made.append((version.created, edition))
        before = version
    return made


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
