"""Judgements as an editor reads them: what was decided, whether it stands, and the way to take it back."""

from dataclasses import dataclass

from app.records import Verdict
from app.store.queries.views import JudgementView, ToldView
from app.web import wording
from app.web.reviewing import asking
from app.web.wording import Day

_SIMPLE = {Verdict.CONFIRMED: "Right as it stands", Verdict.DISPUTED: "In doubt, not settled"}
_STATES = {"applied": "", "waiting": "waits", "superseded": "superseded", "withdrawn": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement."""

    ident: str
    href: str
    words: str
    reason: str
    editor: str
    made: Day
    state: str
    """"" where it stands."""
    waits: str
    """Why it waits."""
    withdrawn: str
    """By whom, when and why it was taken back."""
    undo: str
    """Where it is taken back, "" where it cannot be."""


def decided(view: JudgementView) -> Decided:
    """A judgement as a line."""
    by = f"withdrawn by {view.withdrawn_by}" if view.withdrawn_by else "withdrawn"
    return Decided(
        ident=view.ident,
        href=f"/corrections/{view.ident}",
        words=words(view),
        reason=view.reason,
        editor=view.editor,
        made=wording.day(view.made),
        state=_STATES[view.state],
        waits=view.waits,
        withdrawn=f"{by}, {wording.day(view.withdrawn).words}: {view.withdrawn_reason}"
        if view.withdrawn
        else "",
        undo=f"{asking.QUEUE}/undo/{view.ident}" if view.state in ("applied", "waiting") else "",
    )


def words(view: JudgementView) -> str:
    """What was decided, in words: “Speaker: Anna Berg, not Ben Okafor”."""
    if view.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.APART):
        return _of_two(view)
    if view.verdict is Verdict.SPEAKER:
        return f"Speaker: {_name(view.after)}, not {_name(view.before)}"
    if view.verdict is Verdict.REJECTED:
        return f"Not a {view.subject.kind}"
    return _SIMPLE.get(view.verdict) or _changed(view.verdict, view.after)


def _of_two(view: JudgementView) -> str:
    other = view.other.label or view.other.ident if view.other else ""
    if view.verdict is Verdict.APART:
        return f"In {other}: {_name(view.after) if view.after.speaker else 'somebody else'}"
    return f"The same as {other}" if view.verdict is Verdict.SAME else f"Not the same as {other}"


def _changed(verdict: Verdict, after: ToldView) -> str:
    if verdict is Verdict.COUNTRIES:
        return f"Countries: {', '.join(map(wording.country, after.countries or ())) or 'none'}"
    if verdict is Verdict.KIND and after.kind:
        return f"Kind: {wording.KINDS[after.kind].lower()}"
    if verdict is Verdict.TYPE and after.type:
        return f"Type: {wording.TYPES[after.type].lower()}"
    return f"Words: {after.words}" if after.words else "Other words"


def _name(told: ToldView) -> str:
    if told.speaker is None:
        return "nobody named"
    return told.speaker.name or "somebody erased"
