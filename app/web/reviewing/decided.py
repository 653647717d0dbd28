"""Judgements as an editor reads them: as the public record tells them, with the way to take each back."""

from dataclasses import dataclass

from app.store.queries.views import JudgementView
from app.web import corrections
from app.web.corrections import CorrectionLine
from app.web.reviewing import asking
from app.web.reviewing.asking import Part


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement."""

    line: CorrectionLine
    undo: str
    """Where it is taken back, "" where it cannot be."""


def decided(view: JudgementView, part: Part | None = None) -> Decided:
    """A judgement; taking it back leads on through this part of the queue."""
    undo = f"{asking.QUEUE}/undo/{view.ident}" if view.state in ("applied", "waiting") else ""
    return Decided(corrections.line(view), part.carried(undo) if part else undo)


def words(view: JudgementView) -> str:
    """What was decided, in words: “Speaker corrected: was Anna Berg; now Ben Okafor”."""
    return corrections.plain(corrections.line(view))
