"""What may be judged of two: checked before anything is written, against all that was judged before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session, col, select

from app.errors import BadInput
from app.records import Judgement, Verdict
from app.store import identifiers
from app.store import tables as t
from app.store.saving import apart, deciding, judged_ties
from app.store.saving.judged_ties import Decided


def checked(db: Session, judgement: Judgement, subject: str, kind: str) -> dict[str, Any]:
    """What a judgement about two says, by column; the `subject` is a thing of `kind`.

    Raises BadInput where it lacks something or contradicts another, with which; NotFound; Gone.
    """
    if judgement.other is None:
        raise BadInput(f"“{judgement.verdict}” is about two: the other one is missing.")
    one = _row(db, subject, kind)
    other = _row(db, judgement.other, "article" if judgement.verdict is Verdict.APART else kind)
    if isinstance(one, t.Speaker) and isinstance(other, t.Article):
        return _apart(db, one, other, judgement.value.get("speaker"))
    if one is other:
        raise BadInput(f"{judgement.subject} and {judgement.other} are one {kind} already.")
    if not isinstance(one, t.Speaker) or not isinstance(other, t.Speaker):
        return _columns(one, other, {})
    over = {row.ident for row in deciding.of_pair(db, one.ident, other.ident, judgement.verdict)}
    if why := contradiction(db, one, other, same=judgement.verdict is Verdict.SAME, but=over):
        raise BadInput(why)
    together = one.stands_for == other.stands_for
    was = {"speaker": _shown(db, one), "other": _shown(db, other), "together": together}
    return _columns(one, other, was)


def record(db: Session, row: "t.JudgementRow") -> "list[t.JudgementRow]":
    """Let the newest judgement of two be the one that holds, of those that were not withdrawn.

    One that held before that was withdrawn waits while it contradicts what was judged meanwhile; gives
    others that waited for this and hold now.
    """
    standing = deciding.of_pair(db, row.subject, row.other, row.verdict)
    for each in standing:
        each.state, each.waits = deciding.SUPERSEDED, None
    db.flush()
    for each in standing[-1:]:
        _fare(db, each)
    waiting = select(t.JudgementRow).where(
        t.JudgementRow.state == deciding.WAITING,
        col(t.JudgementRow.verdict).in_((Verdict.SAME, Verdict.DIFFERENT)),
        t.JudgementRow.id != row.id,
    )
    waited = db.exec(waiting.order_by(col(t.JudgementRow.id))).all()
    for each in waited:
        _fare(db, each)
    return [each for each in waited if each.state == deciding.APPLIED]


def _fare(db: Session, row: "t.JudgementRow") -> None:
    """Let the newest judgement of its two hold, or wait for those that it contradicts."""
    row.state, row.waits = deciding.APPLIED, None
    ends = [deciding.speaker(db, ident) for ident in (row.subject, row.other) if ident]
    one, other = ends if row.verdict != Verdict.APART and len(ends) == 2 else (None, None)
    if one is not None and other is not None:
        over = {each.ident for each in deciding.of_pair(db, row.subject, row.other, row.verdict)}
        against = _against(db, one, other, same=row.verdict == Verdict.SAME, but=over)
        if against is not None:
            # Without their names: those would have to be found here when they are erased.
            row.state = deciding.WAITING
            row.waits = f"It contradicts judgement {against.judgement}, which was made since."
    db.add(row)
    db.flush()


def contradiction(
    db: Session, one: "t.Speaker", other: "t.Speaker", *, same: bool, but: Collection[str] = ()
) -> str:
    """Why two speakers cannot be judged so, given what else was, leaving out some; "" where they can."""
    against = _against(db, one, other, same=same, but=but)
    if against is None:
        return ""
    said = "different" if same else "one"
    names = " and ".join(f"“{_shown(db, db.get_one(t.Speaker, each))['name']}”" for each in against.pair)
    return (
        f"That contradicts judgement {against.judgement}, by which {names} are {said}. "
        "Withdraw that one first, if it is wrong."
    )


def _against(
    db: Session, one: "t.Speaker", other: "t.Speaker", *, same: bool, but: Collection[str]
) -> Decided | None:
    """What was decided that two speakers, judged so, would contradict."""
    (near, met), (beyond, others) = (_known_as(db, each.id, but) for each in (one, other))
    if same:
        members = near.keys() | beyond.keys()
        against = [each for each in (*met, *others) if not each.same and members >= {*each.pair}]
    else:
        against = sorted(near.get(other.id, ()), key=lambda each: -each.id)
    return against[0] if against else None


def _known_as(
    db: Session, speaker: int, but: Collection[str]
) -> tuple[dict[int, tuple[Decided, ...]], list[Decided]]:
    """Whoever was judged the same as a speaker, each with what says so, and all decided of any of them."""
    found: dict[int, tuple[Decided, ...]] = {speaker: ()}
    met: list[Decided] = []
    further = {speaker}
    while further:
        fresh = [each for each in judged_ties.decided(db, further) if each.judgement not in but]
        met += fresh
        near = defaultdict[int, tuple[Decided, ...]](tuple)
        for each in fresh:
            for a, b in (each.pair, each.pair[::-1]):
                if each.same and a in further and b not in found:
                    near[b] = (*found[a], each)
        found |= near
        further = {*near}
    return found, met


def _apart(db: Session, speaker: "t.Speaker", article: "t.Article", meant: str | None) -> dict[str, Any]:
    one = apart.known_elsewhere(db, speaker, article)
    name = _shown(db, speaker)["name"]
    if one is None:
        raise BadInput(f"“{name}” is named in no other article, so there is nobody to tell from here.")
    taken = apart.taken(db, one, article)
    if not taken:
        raise BadInput(f"“{name}” is not named in that article.")
    over = {row.ident for row in deciding.of_pair(db, one.ident, article.ident, Verdict.APART)}
    right = None if meant is None else _speaker(db, meant)
    ends = [(one, False), *([] if right is None else [(right, True)])]
    for each in apart.only_here(db, one, article):
        for end, same in ends:
            if each is not end and (why := contradiction(db, each, end, same=same, but=over)):
                raise BadInput(why)
    was = {"speaker": _shown(db, one), "taken": taken}
    if right is None:
        return _columns(one, article, was)
    if right.id in _known_as(db, one.id, over)[0]:
        raise BadInput(f"“{name}” is whom they are taken for already: choose another, or nobody known yet.")
    return _columns(one, article, was, speaker=right.ident)


def _columns(
    one: "t.Speaker | t.Statement | t.Article",
    other: "t.Speaker | t.Statement | t.Article",
    was: Mapping[str, Any],
    **value: str,
) -> dict[str, Any]:
    return {"subject": one.ident, "other": other.ident, "was": {**was}, "value": value}


def _row(db: Session, ident: str, kind: str) -> "t.Speaker | t.Statement | t.Article":
    """What has an identifier or is led to by it."""
    if kind == "speaker":
        return _speaker(db, ident)
    found = identifiers.resolve(db, ident, kind).ident
    if kind == "article":
        return db.exec(select(t.Article).where(t.Article.ident == found)).one()
    return db.exec(select(t.Statement).where(t.Statement.ident == found)).one()


def _speaker(db: Session, ident: str) -> "t.Speaker":
    """The speaker with an identifier; not the one that stands for them."""
    found = identifiers.resolve(db, ident, "speaker", joined=False).ident
    return db.exec(select(t.Speaker).where(t.Speaker.ident == found)).one()


def _shown(db: Session, speaker: "t.Speaker") -> dict[str, str]:
    """How pages name a speaker."""
    shown = db.get(t.Speaker, speaker.stands_for) or speaker
    return {"ident": speaker.ident, "name": shown.name}
