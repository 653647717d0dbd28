"""Why a statement has its speaker: from the source as written to whoever that is, and who decided it."""

import re
from dataclasses import dataclass

from app.store.queries.views import StatementView
from app.web import judged, links, wording
from app.web.judged import Decided
from app.web.pages import Link

_PLACE = re.compile(r"(.+), ¶(\d+)")


@dataclass(frozen=True, slots=True)
class Reason:
    """A link of the chain from the source as written to the speaker, and the paragraph it leads to."""

    words: str
    paragraph: Link | None


@dataclass(frozen=True, slots=True)
class Machine:
    """What the machine makes of who speaks, where that is not what counts."""

    named: str
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Why the statement has this speaker; "" is what is kept for the newest version only."""

    cue: str
    source: str
    reasons: tuple[Reason, ...]
    medium: str
    rule: str
    confidence: str
    unsure: bool
    decided: Decided | None
    """The decision about the speaker, where a person made one that holds."""
    editor: str
    """Whose decision that is."""
    machine: Machine | None
    """What the machine found, where a person decided otherwise or anew."""


def trail(view: StatementView, *, unsure: bool) -> Trail:
    """Why a statement has its speaker: by the machine's evidence, or by a person's decision."""
    evidence, decision, found = view.evidence, judged.speaker(view.row), view.reading
    # How a version that was superseded came about is not kept, and the name goes when the chain does.
    kept = view.stands
    return Trail(
        " … ".join(evidence.cue) or "none",
        " … ".join(evidence.source) or "none named",
        tuple(_reason(view, reason) for reason in evidence.reasons) if kept and not unsure else (),
        evidence.medium or "",
        evidence.rule if kept else "",
        wording.confidence(evidence.confidence) if kept else "",
        unsure,
        judged.one(decision) if decision else None,
        decision.editor if decision else "",
        Machine(
            found.speaker.name if found.speaker else "nobody it could be sure of",
            found.rule,
            wording.confidence(found.confidence),
        )
        if found and decision
        else None,
    )


def _reason(view: StatementView, reason: str) -> Reason:
    found = _PLACE.fullmatch(reason)
    if found is None:
        return Reason(reason, None)
    paragraph = int(found[2])
    return Reason(found[1], Link(f"¶{paragraph}", links.article(view.row.article, paragraph - 1)))
