"""What stands of a statement: what people decided, laid over what the machine found. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.records import Span, Verdict
from app.store import tables as t
from app.store.saving import decisions as decided
from app.store.saving.decisions import Decision, Fares
from app.store.saving.passages import NOT_FOUND
from app.store.saving.placing import Found, Page, Place, Placed, place
from app.store.saving.versions import Shape

REJECTED = "An editor found that this is no {kind}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a statement."""

    state: str
    why: str
    """Why it is withdrawn; else ""."""
    shape: Shape
    words: str
    rule: str
    confidence: float
    reasons: tuple[str, ...]
    places: tuple[Place, ...]
    rejected: bool
    """Whether a person found that it is none."""
    judgement: int | None
    """The newest decision that makes it differ from what the machine found."""


def overlay(found: Found, decisions: Sequence[Decision], page: Page) -> tuple[Standing, Fares]:
    """What stands, by what was found and by all decisions that were not withdrawn, oldest first."""
    over = decided.superseded(decisions)
    placed = place(found, [each for each in decisions if each.id not in over], page)
    waits = {each.id: why for each in decisions if (why := _waits(each, found, placed))}
    fares = decided.fares(decisions, waits)
    return _standing(found, placed, fares), fares


def rejection(decisions: Sequence[Decision], kind: str) -> str:
    """Why a statement or claim is withdrawn that a person found to be none; "" for all others.

    Also where the words have changed since: what was wrong comes back when an editor says so.
    """
    over = decided.superseded(decisions)
    found = [d for d in decisions if d.verdict is Verdict.REJECTED and d.id not in over]
    why = REJECTED.format(kind=kind)
    return "" if not found else f"{why}: {found[0].reason}" if found[0].reason else f"{why}."


def _waits(decision: Decision, found: Found, placed: Placed) -> str:
    """Why a decision cannot be carried out; "" where it can."""
    if decision.lacks:
        return decision.lacks
    if _agrees(decision, found):
        return ""
    if not decision.is_about(found.words, placed.words):
        return decided.CHANGED
    return decided.MISSING if decision.verdict is Verdict.EXTENT and decision.id in placed.missing else ""


def _agrees(decision: Decision, found: Found) -> bool:
    """Whether the machine says by itself what a person decided."""
    if decision.verdict is Verdict.SPEAKER:
        return bool(decision.decides.get("speaker", 0) == found.shape.speaker)
    return decision.verdict is Verdict.KIND and bool(decision.decides.get("kind") == found.shape.kind)


def _standing(found: Found, placed: Placed, fares: Fares) -> Standing:
    shape, rule, confidence, reasons = placed.shape, found.rule, found.confidence, found.reasons
    made = {placed.by}
    speaker, kind, codes = (fares.deciding(aspect) for aspect in ("speaker", "kind", "codes"))
    if speaker is not None:
        rule, confidence = t.JUDGED, 1.0
        if speaker.decides["speaker"] != shape.speaker:
            shape, reasons = replace(shape, speaker=speaker.decides["speaker"]), ()
            made.add(speaker.id)
    else:
        # A wrong speaker is worse than a missing one.
        doubts = [each.id for each in fares.waiting if shape.speaker in each.wrong]
        if doubts:
            shape, reasons = replace(shape, speaker=None), ()
            made.add(doubts[-1])
    if kind is not None and kind.decides["kind"] != shape.kind:
        shape = replace(shape, kind=kind.decides["kind"])
        made.add(kind.id)
    said = placed.places
    if codes is not None:
        said = about(said, codes.decides["codes"], placed.shape.content[0])
    rejected = rejection([*fares.standing, *fares.waiting], "statement")
    state = t.WITHDRAWN if rejected else placed.state
    return Standing(
        state=state,
        why=rejected or (NOT_FOUND if state == t.WITHDRAWN else ""),
        shape=shape,
        words=placed.words,
        rule=rule,
        confidence=confidence,
        reasons=reasons,
        rejected=bool(rejected),
        places=said,
        judgement=max((each for each in made if each is not None), default=None),
    )


def about(places: tuple[Place, ...], codes: tuple[str, ...], within: Span) -> tuple[Place, ...]:
    """Places of exactly these countries, each as it was found or, where it was not, said by a person.

    Blocs stay as they were found.
    """
    had = {row[0]: row for row in places if row[4] == t.COUNTRY}
    said = (t.JUDGED, t.COUNTRY, None, None)
    wanted = [had.get(code, (code, within.start, within.end, *said)) for code in codes]
    return tuple(sorted([*wanted, *(row for row in places if row[4] == t.BLOC)], key=lambda row: str(row[0])))
