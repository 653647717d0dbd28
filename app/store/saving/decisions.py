"""Judgements as what stands depends on them: which hold, which wait, and which a later one replaced. Pure.

A decision is about words. It holds while what is found now says them, or part of them, or them and more, and
where the machine came to agree with it. Else it waits for an editor, and nothing of it is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.records import Span, Verdict
from app.store import tables as t
from app.store.saving.anchoring import alike

CHANGED = "The words have changed in the article since this was decided."
MISSING = "The words that were found right do not stand in the article any more."
_SETTLE_DOUBT = frozenset({Verdict.SPEAKER, Verdict.EXTENT, Verdict.KIND, Verdict.TYPE})
_OVERALL = frozenset({Verdict.CONFIRMED, Verdict.DISPUTED, Verdict.REJECTED})


@dataclass(frozen=True, slots=True)
class Extent:
    """Words that a person found to be those of a statement."""

    words: str
    pieces: tuple[str, ...]
    capture: int
    """Where they were chosen, and there `at` these spans."""
    at: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement about one statement or claim."""

    id: int
    verdict: Verdict
    words: tuple[str, ...]
    """What it was made about: the words shown, and those that the machine found."""
    reason: str = ""
    decides: Mapping[str, Any] = field(default_factory=dict)
    """By aspect what is right: `speaker` (a row, or None), `kind`, `extent`, `codes`, `type`."""
    wrong: frozenset[int] = frozenset()
    """Speakers who did not say it, and all that are one with them."""
    lacks: str = ""
    """Why it cannot be carried out, whatever the words."""

    def is_about(self, *passages: str) -> bool:
        """Whether it was made about any of these passages, or part of one, or it and more."""
        mine = (*self.words, *([self.extent.words] if self.extent else []))
        return any(alike(one, other) for one in mine for other in passages)

    @property
    def extent(self) -> Extent | None:
        """The words that are right, where it decides them."""
        return self.decides.get("extent")


@dataclass(frozen=True, slots=True)
class Fares:
    """How all decisions about one subject fare, oldest first."""

    standing: tuple[Decision, ...]
    """Those that hold."""
    waiting: tuple[Decision, ...]
    why: Mapping[int, str]
    """By decision, why it waits."""
    over: frozenset[int]
    """Those in whose place a later one stands."""

    def deciding(self, aspect: str) -> Decision | None:
        """The newest that holds and decides an aspect."""
        return next((each for each in reversed(self.standing) if aspect in each.decides), None)

    def stands(self, *verdicts: Verdict) -> Decision | None:
        """The newest that holds and has one of these verdicts."""
        return next((each for each in reversed(self.standing) if each.verdict in verdicts), None)

    @property
    def review(self) -> str:
        """How far people have looked at the subject.

        A confirmation that waits casts no doubt, as nobody found a mistake.
        """
        doubted = any(each.verdict is not Verdict.CONFIRMED for each in self.waiting)
        if doubted or self.stands(Verdict.DISPUTED):
            return t.DISPUTED
        return t.CHECKED if self.standing else t.MACHINE


def superseded(decisions: Sequence[Decision]) -> frozenset[int]:
    """Of decisions, oldest first, those in whose place a later one stands.

    One does so for its own verdict; confirmed, disputed and rejected do for one another; and what was
    corrected is in doubt no more.
    """
    over = set()
    for at, each in enumerate(decisions):
        instead = _OVERALL if each.verdict in _OVERALL else frozenset({each.verdict})
        if each.verdict is Verdict.DISPUTED:
            instead |= _SETTLE_DOUBT
        if any(later.verdict in instead for later in decisions[at + 1 :]):
            over.add(each.id)
    return frozenset(over)


def fares(decisions: Sequence[Decision], waits: Mapping[int, str]) -> Fares:
    """How decisions fare, oldest first, of which those in `waits` cannot be carried out.

    Whoever confirms what stands has settled what waited until then.
    """
    over = superseded(decisions)
    confirmed = [d.id for d in decisions if d.verdict is Verdict.CONFIRMED and d.id not in {*over, *waits}]
    if confirmed:
        over |= {each for each in waits if each < confirmed[-1]}
    left = [each for each in decisions if each.id not in over]
    return Fares(
        standing=tuple(each for each in left if each.id not in waits),
        waiting=tuple(each for each in left if each.id in waits),
        why={each.id: waits[each.id] for each in left if each.id in waits},
        over=over,
    )
