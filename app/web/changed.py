"""“Changed since you linked”: what a version had otherwise than the one that stands, and who changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from app.store.queries.views import StatementView, VersionView
from app.web import links, standing, wording
from app.web.elsewhere import Run
from app.web.pages import Link
from app.web.ranges import Range
from app.web.ranges import parts as parts_of
from app.web.wording import Day


@dataclass(frozen=True, slots=True)
class Turned:
    """What is told otherwise now."""

    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Because:
    """One change on the way, and who made it."""

    by: Literal["editor", "article", "machine"]
    words: str
    day: Day
    why: str
    """An editor's reason."""
    record: Link | None
    """The judgement."""


@dataclass(frozen=True, slots=True)
class Changed:
    """How a version differs from the one that stands."""

    version: int
    newest: Link
    """The version that stands."""
    words: tuple[Run, ...]
    """What is removed stood in this version, what is added stands now; () where the words are the same."""
    speaker: Turned | None
    kind: Turned | None
    because: tuple[Because, ...]
    """Oldest first."""
    linked: str = ""
    """What became of just the words that a link points at."""


def changed(view: StatementView, threshold: float, chosen: Range | None = None) -> Changed | None:
    """What has changed since the version shown, by words, kind and speaker; None where nothing did."""
    if not view.superseded:
        return None
    shown = next(each for each in view.versions if each.number == view.row.version)
    newest = view.versions[-1]
    later = [shown, *(each for each in view.versions if each.number > shown.number)]
    speakers = [_name(each, view, threshold) for each in (shown, newest)]
    kinds = [wording.KINDS[each.kind] for each in (shown, newest)]
    return Changed(
        version=shown.number,
        newest=Link(f"version {newest.number}", links.standing(view)),
        words=standing.runs(shown.words, newest.words) if shown.words != newest.words else (),
        speaker=Turned(*speakers) if speakers[0] != speakers[1] else None,
        kind=Turned(*kinds) if kinds[0] != kinds[1] else None,
        because=tuple(each for step in pairwise(later) for each in _because(*step)),
        linked=_linked(view, newest, chosen) if chosen else "",
    )


def _because(before: VersionView, version: VersionView) -> Iterator[Because]:
    if not before.differs(version):
        return
    day = wording.day(version.created)
    if by := version.judgement:
        # What a judgement changed, its withdrawal changes back.
        back = by.withdrawn is not None and version.created >= by.withdrawn
        words = "An editor took a correction back" if back else "An editor corrected it"
        record = Link("The correction", f"/corrections/{by.id}")
        why = wording.stopped(by.withdrawn_reason if back else by.reason)
        yield Because("editor", words, day, why, record)
    elif version.capture != before.capture and version.words != before.words:
        yield Because("article", "The article was edited", day, "", None)
    else:
        yield Because("machine", "The machine read the article again", day, "", None)


def _linked(view: StatementView, newest: VersionView, chosen: Range) -> str:
    pieces = [piece.words for piece in view.row.pieces]
    parts = parts_of(pieces, chosen)
    kept = [part.of(words) for words, part in zip(pieces, parts, strict=True) if part]
    now = " ".join(newest.words.split())
    if all(" ".join(each.split()) in now for each in kept):
        return f"The words this link points at stand in version {newest.number}, too."
    return f"The words this link points at do not stand in version {newest.number} as they are here."


def _name(version: VersionView, view: StatementView, threshold: float) -> str:
    named = version.speaker if view.evidence.confidence >= threshold else None
    return named.name if named else "nobody named"
